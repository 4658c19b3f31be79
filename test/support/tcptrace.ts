import { execFileSync } from 'node:child_process';
import ipaddr from 'ipaddr.js';

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** One direction of a connection: its ends, and the columns of `tcptrace --csv` without `_a2b` and `_b2a`. */
export interface TracedDirection {
  readonly from: string;
  readonly to: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Both directions of every TCP connection that `tcptrace -l -n --csv` finds in a file. */
export function tcptraceDirections(tcptrace: string, file: string): readonly TracedDirection[] {
  const text = execFileSync(tcptrace, ['-l', '-n', '--csv', file], {
    encoding: 'utf8',
    maxBuffer: OUTPUT_LIMIT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const [header = [], ...rows] = lines.map((line) => line.split(',').map((value) => value.trim()));
  return rows.flatMap((values) => {
    const row = Object.fromEntries(header.map((name, index) => [name, values[index] ?? '']));
    const one = endOf(row.host_a, row.port_a);
    const other = endOf(row.host_b, row.port_b);
    return [
      { from: one, to: other, columns: columnsOf(row, '_a2b') },
      { from: other, to: one, columns: columnsOf(row, '_b2a') },
    ];
  });
}

/** tcptrace writes IPv6 addresses with leading zeros: `2001:0db8::0010`. */
function endOf(address = '', port = ''): string {
  return `${ipaddr.parse(address)}:${port}`;
}

function columnsOf(row: Readonly<Record<string, string>>, ending: string): Readonly<Record<string, string>> {
  const own = Object.entries(row).filter(([name]) => name.endsWith(ending));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(0, -ending.length), value]));
}
