import type { TextChecksum, TextTcp } from './packet.ts';

/** What a line says of a TCP segment. `payload` in bytes. */
export interface TcpLine {
  readonly tcp: TextTcp;
  readonly payload: number;
  readonly checksum: TextChecksum | null;
}

/** tcpdump since 4.0. A segment with payload always shows the range of its numbers, so a line cut short is known. */
const MODERN =
  /^Flags \[(?<flags>[SFRPUEWe.]{1,9}|none)\](?:, cksum 0x(?<stored>[\da-f]{1,4}) \((?<sum>correct|incorrect)[^)]{0,16}\))?(?:, seq (?<first>\d+)(?::(?<end>\d+))?)?(?:, ack (?<ack>\d+))?, win (?<win>\d+)(?:, urg \d+)?(?:, options \[(?<options>[^\]]*)\])?, length (?<length>\d+)(?=$|[:\s])/;
/** tcpdump before 4.0, as in PAN-OS's `view-pcap` and old Linux: `S 10:10(0) win 5840 <mss 1460>`, `. ack 1 win 5840`. */
const OLD =
  /^(?<flags>[SFRPUEW]{1,6}|\.)(?:,)?(?: \[tcp sum ok\]| \[bad tcp cksum [^\]]*\])?(?: cksum 0x(?<stored>[\da-f]{1,4}) \((?<sum>correct|incorrect)[^)]{0,16}\),)?(?: (?<first>\d+):(?<end>\d+)\((?<length>\d+)\))?(?: ack (?<ack>\d+))? win (?<win>\d+)(?: urg \d+)?(?: <(?<options>[^>]*)>)?(?: \(DF\))?$/;
const ORDER = 'SFRPAUEW';
const MODULUS = 2 ** 32;

/** Reads what follows the addresses of a TCP packet; null when it is no whole TCP line. */
export function readTcp(text: string): TcpLine | null {
  const cells = (MODERN.exec(text) ?? OLD.exec(text.trim()))?.groups;
  if (cells === undefined) return null;
  const { flags = '', sum, stored, first, end, ack, win, options = '' } = cells;
  const payload = Number(cells.length ?? 0);
  const span = first === undefined || end === undefined ? 0 : (Number(end) - Number(first) + MODULUS) % MODULUS;
  if (span !== payload) return null;
  return {
    tcp: {
      flags: ordered(flags, ack !== undefined),
      sequence: first === undefined ? null : Number(first),
      acknowledged: ack === undefined ? null : Number(ack),
      window: win === undefined ? null : Number(win),
      mss: optionValue(options, /(?:^|,)mss (\d{1,5})/),
      windowScale: optionValue(options, /(?:^|,)wscale (\d{1,2})/),
      timestamps: /(?:^|,)(?:TS val|timestamp) \d+(?: ecr)? \d+/.exec(options)?.[0] ?? null,
    },
    payload,
    checksum:
      sum === undefined
        ? null
        : { state: sum === 'correct' ? 'good' : 'bad', stored: Number.parseInt(stored ?? '', 16) },
  };
}

/** tcpdump writes an acknowledgement as `.` or `ack N`, and leaves out the number only when the flag is not set. */
function ordered(flags: string, acknowledges: boolean): string {
  if (flags === 'none') return '';
  return [...ORDER].filter((flag) => (flag === 'A' ? acknowledges || /\./.test(flags) : flags.includes(flag))).join('');
}

function optionValue(options: string, pattern: RegExp): number | null {
  const value = pattern.exec(options)?.[1];
  return value === undefined ? null : Number(value);
}
