import { execFileSync, spawnSync } from 'node:child_process';
import ipaddr from 'ipaddr.js';

const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** One direction of a transaction: what was counted, and the TCP flags that were seen, as `FSPA`. */
export interface ArgusEnd {
  readonly packets: number;
  readonly payloadBytes: number;
  readonly flags: string;
}

/** A TCP transaction as Argus reports it. `state` is what `ra` calls it: `REQ`, `ACC`, `CON`, `FIN`, `CLO`, `RST`, … */
export interface ArgusFlow {
  readonly from: string;
  readonly to: string;
  readonly state: string;
  readonly source: ArgusEnd;
  readonly destination: ArgusEnd;
}

const COLUMNS = ['saddr', 'sport', 'daddr', 'dport', 'spkts', 'dpkts', 'sappbytes', 'dappbytes', 'state'] as const;
/** In seconds: one report a flow, at its end. */
const NEVER = '1000000';

/** The TCP transactions that `argus` (whose records `ra` prints) finds in a file: pcap or pcapng. */
export function argusFlows(argus: string, ra: string, file: string): readonly ArgusFlow[] {
  // -X: without the machine's own settings; -A: application bytes too.
  const records = execFileSync(argus, ['-X', '-A', '-S', NEVER, '-r', file, '-w', '-'], {
    maxBuffer: OUTPUT_LIMIT,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const states = rowsOf(ra, records, []);
  const [sent, received] = [rowsOf(ra, records, ['-Zs']), rowsOf(ra, records, ['-Zd'])];
  return states.map((row, index) => {
    const [saddr = '', sport, daddr = '', dport, spkts, dpkts, sbytes, dbytes, state = ''] = row;
    return {
      from: `${ipaddr.parse(saddr)}:${sport}`,
      to: `${ipaddr.parse(daddr)}:${dport}`,
      state,
      source: { packets: Number(spkts), payloadBytes: Number(sbytes), flags: sent[index]?.at(-1) ?? '' },
      destination: { packets: Number(dpkts), payloadBytes: Number(dbytes), flags: received[index]?.at(-1) ?? '' },
    };
  });
}

function rowsOf(ra: string, records: Uint8Array, more: readonly string[]): readonly (readonly string[])[] {
  const words = ['-X', '-n', '-r', '-', '-L', '-1', '-c', ',', ...more, '-s', ...COLUMNS, '-', 'tcp'];
  const { status, stdout } = spawnSync(ra, words, { input: records, encoding: 'utf8', maxBuffer: OUTPUT_LIMIT });
  // 1 says that nothing matched.
  if (status !== 0 && status !== 1) throw new Error(`ra ended with ${status}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(',').map((value) => value.trim()));
}
