import { isAddress } from '../cli/address-shape.ts';

/** What one line of `ping` says. Times of answers are of no use here. */
export type PingLine =
  | { readonly says: 'command'; readonly dontFragment: boolean }
  | { readonly says: 'start'; readonly target: string; readonly payload: number }
  | { readonly says: 'too-big'; readonly by: string | null; readonly mtu: number | null }
  | { readonly says: 'summary'; readonly sent: number; readonly received: number }
  | { readonly says: 'answer' };

/** iputils: `PING a (a) 1472(1500) bytes of data.`, `PING a(a) from b : 1452 data bytes`; Windows names no host twice. */
const START =
  /^PING \S{1,120} ?\((?<target>[^()\s]{2,45})\)(?: \([^()]{2,45}\))?(?: from \S{1,60}(?: \S{1,20})?:?)?:? (?<payload>\d{1,5})(?:\(\d{1,5}\) bytes of data\.| data bytes)$/;
const WINDOWS_START =
  /^Pinging (?:\S{1,120} \[)?(?<target>[^\s[\]]{2,45})\]?(?: from \S{1,45})? with (?<payload>\d{1,5}) bytes of data:$/;
const WINDOWS_PROMPT = /^[A-Z]:\\[^<>|]{0,120}>\s*ping(?:\.exe)?\s(?<options>[^|<>]{1,200})$/i;
const SUMMARY =
  /^(?<sent>\d{1,7}) packets transmitted, (?<received>\d{1,7}) received,(?: \+\d{1,7} (?:errors|duplicates),){0,2} [\d.]{1,9}% packet loss(?:, time \d{1,10}\s?ms)?(?:, pipe \d{1,4})?$/;
const WINDOWS_SUMMARY =
  /^Packets: Sent = (?<sent>\d{1,7}), Received = (?<received>\d{1,7}), Lost = \d{1,7} \([\d.]{1,9}% loss\),?$/;
const FROM = '^From (?:\\S{1,120} \\()?(?<by>[0-9A-Fa-f.:%\\w]{2,60}?)\\)?:? icmp_seq=\\d{1,7} ';
const TOO_BIG = new RegExp(`${FROM}(?:Frag needed and DF set \\(mtu = |Packet too big: mtu=)(?<mtu>\\d{1,5})\\)?$`);
const TOO_BIG_HERE = /^(?:ping6?: )?(?:local error: )?[Mm]essage too long(?:,? mtu[=:] ?(?<mtu>\d{1,5}))?$/;
const WINDOWS_TOO_BIG = /^(?:Reply from (?<by>\S{2,45}): )?Packet needs to be fragmented but DF set\.$/;
const ANSWER = [
  /^\d{1,5} bytes from \S{1,120}(?: \([^()]{2,45}\))?: icmp_seq=\d{1,7} (?:ttl|hlim)=\d{1,3}(?: time[=<][\d.]{1,12} ?ms)?(?: \((?:DUP!|truncated)\))?$/,
  /^Reply from \S{2,45}: (?:bytes=\d{1,5} )?time[=<]\d{1,7}ms(?: TTL=\d{1,3})?$/,
  new RegExp(
    `${FROM}(?:Destination \\S{3,20} Unreachable|Time to live exceeded|Redirect (?:Type of Service and )?(?:Host|Network)|no answer yet for icmp_seq=\\d{1,7}).{0,60}$`,
  ),
  /^(?:Request timed out\.|Destination host unreachable\.|no answer yet for icmp_seq=\d{1,7})$/,
  /^--- \S{1,120} ping statistics ---$/,
  /^Ping statistics for \S{2,120}:$/,
  /^(?:rtt|round-trip) min\/avg\/max(?:\/(?:mdev|stddev))? = [\d./]{3,60} ms(?:, pipe \d{1,4})?(?:, ipg\/ewma [\d./]{1,40} ms)?$/,
  /^Approximate round trip times in milli-seconds:$/,
  /^Minimum = \d{1,7}ms, Maximum = \d{1,7}ms, Average = \d{1,7}ms$/,
  /^\^C$/,
];

const LONGEST_LINE = 300;

/** Reads one line; null for a line that ping does not print. */
export function readPingLine(line: string): PingLine | null {
  const text = line.trim().replace(/^\^C(?=\S)/, '');
  if (text.length > LONGEST_LINE) return null;
  const start = (START.exec(text) ?? WINDOWS_START.exec(text))?.groups;
  if (start?.target !== undefined) {
    return isAddress(start.target) ? { says: 'start', target: start.target, payload: Number(start.payload) } : null;
  }
  const summary = (SUMMARY.exec(text) ?? WINDOWS_SUMMARY.exec(text))?.groups;
  if (summary !== undefined) {
    return { says: 'summary', sent: Number(summary.sent), received: Number(summary.received) };
  }
  const big = TOO_BIG.exec(text) ?? TOO_BIG_HERE.exec(text) ?? WINDOWS_TOO_BIG.exec(text);
  if (big !== null) {
    const { by, mtu } = big.groups ?? {};
    return { says: 'too-big', by: by ?? null, mtu: mtu === undefined ? null : Number(mtu) };
  }
  const typed = WINDOWS_PROMPT.exec(text)?.groups?.options;
  if (typed !== undefined) return { says: 'command', dontFragment: /(?:^|\s)[-/]f(?:\s|$)/i.test(typed) };
  return ANSWER.some((form) => form.test(text)) ? { says: 'answer' } : null;
}

/**
 * Whether a command forbids fragments: Linux `-M do` (or `probe`), PAN-OS `do-not-fragment yes`, Windows `-f` with its
 * size `-l`. Null for no command. `-f` alone is a flood of Linux.
 */
export function forbidsFragments(command: string | null): boolean | null {
  if (command === null) return null;
  return /\s(?:-M ?(?:do|probe)|do-not-fragment yes)(?:\s|$)/.test(command) || /\s-f\s.{0,60}\s?-l \d/.test(command);
}
