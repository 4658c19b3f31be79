import type { Line } from '../parser.ts';

/** What a capturing program says of itself around the packets; null where it does not. */
export interface CaptureNotes {
  readonly interface: string | null;
  readonly linkType: string | null;
  readonly snapLength: number | null;
  readonly captured: number | null;
  readonly received: number | null;
  readonly dropped: number | null;
  readonly read: ReadonlySet<number>;
}

const LISTENING =
  /^(?:tcpdump: )?(?:listening on (?<interface>[^\s,]{1,64})|reading from (?:PCAP-NG )?file [^,]{1,300}), link-type (?<type>[\w-]{1,40})(?: \([^)]{0,60}\))?(?:, (?:capture size|snapshot length) (?<snap>\d+)(?: bytes)?)?\.?$/;
const CAPTURING = /^Capturing on '?(?<interface>[^']{1,64}?)'?$/;
const COUNT =
  /^(?:\^C)?\s*(?<count>\d+) packets? (?<what>captured|received by filter|dropped by kernel|dropped by interface|dropped from \S+)$/;
const TALK: readonly RegExp[] = [
  /^(?:tcpdump: )?verbose output suppressed, use -v\b/,
  /^tcpdump: data link type \S+$/,
  /^(?:tcpdump: )?(?:WARNING|Warning): .{1,200}$/,
  /^dropped privs to \S+$/,
  /^tcpdump: pcap_loop: .{1,120}$/,
  /^Press Ctrl-C to (?:stop capturing|exit)\b/i,
  /^Running as user "\w+" and group "\w+"\. This could be dangerous\.$/,
  /^\*\* \((?:tshark|process):\d+\).{0,200}$/,
  /^\^C$/,
];

const LINK_TYPES: ReadonlyMap<string, string> = new Map([
  ['EN10MB', 'ethernet'],
  ['LINUX_SLL', 'linux-sll'],
  ['LINUX_SLL2', 'linux-sll2'],
  ['RAW', 'raw-ip'],
  ['IPV4', 'raw-ip'],
  ['IPV6', 'raw-ip'],
  ['NULL', 'null'],
  ['LOOP', 'loop'],
]);

/** Reads what tcpdump and tshark write before and after the packets. */
export function readNotes(lines: readonly Line[]): CaptureNotes {
  const read = new Set<number>();
  const said: { -readonly [K in Exclude<keyof CaptureNotes, 'read'>]: CaptureNotes[K] } = {
    interface: null,
    linkType: null,
    snapLength: null,
    captured: null,
    received: null,
    dropped: null,
  };
  for (const line of lines) {
    const text = line.text.trim();
    if (text.length > 400) continue;
    const listening = LISTENING.exec(text)?.groups;
    const capturing = CAPTURING.exec(text)?.groups;
    const count = COUNT.exec(text)?.groups;
    if (listening !== undefined) {
      said.interface = listening.interface ?? said.interface;
      const type = listening.type ?? '';
      said.linkType = LINK_TYPES.get(type) ?? type.toLowerCase();
      said.snapLength = listening.snap === undefined ? said.snapLength : Number(listening.snap);
    } else if (capturing !== undefined) said.interface = capturing.interface ?? null;
    else if (count !== undefined) noteCount(Number(count.count), count.what ?? '');
    else if (!TALK.some((pattern) => pattern.test(text))) continue;
    read.add(line.number);
  }
  return { ...said, read };

  function noteCount(value: number, what: string): void {
    if (what === 'captured') said.captured = value;
    else if (what === 'received by filter') said.received = value;
    else said.dropped = (said.dropped ?? 0) + value;
  }
}
