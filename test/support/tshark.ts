import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACE = '/usr/bin/tshark';
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Wireshark's command-line program, which tests compare with; Debian's package is installed when it may be. */
export function findTshark(): string {
  if (!existsSync(PLACE)) installTshark();
  if (!existsSync(PLACE)) throw new Error('The Debian package tshark was installed and left no program to run.');
  return PLACE;
}

function installTshark(): void {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error('These tests compare with tshark: install it (Debian package tshark).');
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: readonly string[]): void => {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'tshark');
}

/** Rows of `tshark -T fields` over a file: for each packet that the filter takes, the values of the fields by name. */
export function tsharkFields(
  tshark: string,
  file: string,
  filter: string,
  fields: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  const words = ['-n', '-r', file, '-Y', filter, '-o', 'tcp.check_checksum:TRUE', '-o', 'udp.check_checksum:TRUE'];
  const asked = [...words, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
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
