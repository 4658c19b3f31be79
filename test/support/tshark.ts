import { execFileSync } from 'node:child_process';

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/**
 * Rows of `tshark -T fields` over a file: for each packet that the filter takes, the values of the fields by name.
 * `more` are further options: `-2` reads the file twice, so that each packet knows what comes after it.
 */
export function tsharkFields(
  tshark: string,
  file: string,
  filter: string,
  fields: readonly string[],
  more: readonly string[] = [],
): readonly Readonly<Record<string, string>>[] {
  const words = ['-n', '-r', file, '-Y', filter, '-o', 'tcp.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
  const asked = [...more, ...words, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
  const text = execFileSync(tshark, asked, {
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const values = line.split('\t');
      return Object.fromEntries(fields.map((field, index) => [field, values[index] ?? '']));
    });
}
