import type { Line } from '../parser.ts';
import { type Body, readBody } from './body-text.ts';
import { readIpHead } from './ip-text.ts';
import { readLink } from './link.ts';
import type { TextIp, TextIpHead, TextLink, TextPacket } from './packet.ts';
import { readStamp, type Stamp } from './stamp.ts';

/** One packet with its lines and the time that they show. */
export interface TextRecord {
  readonly lines: readonly Line[];
  readonly stamp: Stamp | null;
  readonly packet: TextPacket;
}

/** What the lines of a tcpdump output hold; `read` are the numbers of the lines that were understood. */
export interface TextRecords {
  readonly records: readonly TextRecord[];
  readonly read: ReadonlySet<number>;
}

/** A packet whose lines are still coming. `want`: what the next line is to show of it. */
interface Open {
  readonly lines: Line[];
  readonly stamp: Stamp | null;
  readonly link: TextLink;
  ip: TextIp | null;
  want: 'body' | 'inside' | 'quoted' | null;
  head: TextIpHead | null;
  cut: boolean;
}

const HEX_DUMP = /^\s+0x[\da-f]{4}: /;
/** tcpdump indents by a tab what it says of payloads with `-v`; nothing there is about the way of a packet. */
const PAYLOAD_INDENT = /^ {8,}\S/;
const ARP_REPLY = /^(?:R|r)eply (?<address>\S+) is-at (?<mac>[\da-f]{2}(?::[\da-f]{2}){5})/;
const ARP = /^(?:Request|Reply|Announcement|Gratuitous|who-has|reply|request|Probe|RARP|Unknown)\b/i;

/** Groups lines into packets: a line with a time (or, with `-t`, without one) and the indented lines below it. */
export function readRecords(lines: readonly Line[]): TextRecords {
  const records: TextRecord[] = [];
  const read = new Set<number>();
  let open: Open | null = null;
  let stamped: boolean | null = null;
  for (const line of lines) {
    const begun = begin(line, stamped, open?.want === 'inside');
    if (begun === null && open !== null && isContinued(open, line, read)) continue;
    if (begun !== null || !/^\s/.test(line.text)) {
      close(open);
      open = begun;
    }
    if (begun !== null) stamped ??= begun.stamp !== null;
  }
  close(open);
  return { records, read };

  function close(done: Open | null): void {
    // Of a tunnel whose inner packet is not shown nobody knows what conversation it is.
    if (done === null || done.want === 'body' || done.want === 'inside') return;
    for (const { number } of done.lines) read.add(number);
    const arp = arpOf(done);
    const packet = { link: done.link, ip: done.ip, arp };
    records.push({ lines: done.lines, stamp: done.stamp, packet });
  }
}

/** The packet that begins with this line; null when none does or nothing is understood of it. */
function begin(line: Line, stamped: boolean | null, wantsInside: boolean): Open | null {
  const { stamp, rest } = readStamp(line.text);
  if (stamp === null && (stamped === true || wantsInside || /^\s/.test(line.text))) return null;
  const linked = readLink(rest);
  if (linked === null) return null;
  const { link, network } = linked;
  const open: Open = { lines: [line], stamp, link, ip: null, want: null, head: null, cut: false };
  if (network === 'other') return open;
  if (network === 'arp') return ARP.test(linked.rest) ? open : null;
  const headed = readIpHead(linked.rest);
  if (headed.head !== null && headed.rest === '') return { ...open, want: 'body', head: headed.head, cut: headed.cut };
  const body = readBody(linked.rest);
  return body === null ? null : { ...open, ip: body.ip, want: body.open, head: body.below };
}

/** Adds a line to a packet; false when it does not belong to it. */
function isContinued(open: Open, line: Line, read: Set<number>): boolean {
  if (open.want !== null && addLayer(open, line.text.trim())) {
    open.lines.push(line);
    return true;
  }
  if (open.want === 'body') return false;
  const detail = HEX_DUMP.test(line.text) || (PAYLOAD_INDENT.test(line.text) && open.lines.length > 0);
  if (detail) read.add(line.number);
  return detail;
}

function addLayer(open: Open, text: string): boolean {
  const linked = open.want === 'body' ? null : readLink(text);
  if (linked !== null && linked.network !== 'ip') {
    open.want = null;
    return true;
  }
  const from = linked?.rest ?? text;
  if (open.head === null) {
    const headed = readIpHead(from);
    if (headed.head !== null && headed.rest === '') {
      open.head = headed.head;
      open.cut = headed.cut;
      return true;
    }
  }
  const body = readBody(from, open.head, open.cut);
  if (body === null) return false;
  open.ip = withLayer(open.ip, body);
  open.want = body.open;
  open.head = body.below;
  open.cut = false;
  return true;
}

/** Puts a packet where the one above has room for it: inside of its innermost tunnel, or as the packet it quotes. */
function withLayer(above: TextIp | null, { ip }: Body): TextIp {
  if (above === null) return ip;
  const { tunnel } = above;
  if (tunnel === null) return { ...above, quoted: ip };
  return {
    ...above,
    tunnel: {
      ...tunnel,
      inside: tunnel.inside === null ? ip : withLayer(tunnel.inside, { ip, open: null, below: null }),
    },
  };
}

function arpOf({ lines, ip }: Open): TextPacket['arp'] {
  const rest = ip === null ? readLink(readStamp(lines[0]?.text ?? '').rest) : null;
  const cells = rest?.network === 'arp' ? ARP_REPLY.exec(rest.rest)?.groups : undefined;
  return cells?.address === undefined || cells.mac === undefined ? null : { address: cells.address, mac: cells.mac };
}
