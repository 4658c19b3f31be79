import type { TextIp } from './packet.ts';
import type { TextRecord } from './records.ts';
import type { HiddenRow } from './tshark-lines.ts';

/** Rows with their ports, in their order, and between which addresses others are left whose conversation is not known. */
export interface Revealed {
  readonly records: readonly TextRecord[];
  readonly left: number;
  /** Two addresses, sorted. */
  readonly uncertain: ReadonlySet<string>;
}

/** What runs over TCP only, as tshark names it in its protocol column. */
const OVER_TCP =
  /^(?:HTTP(?:\/\w+|2)?|TLSv[\d.]+|SSL(?:v\d)?|SSH(?:v\d)?|SMB2?|NBSS|SMTP|IMAP|POP|FTP(?:-DATA)?|LDAP|MySQL|PGSQL|TDS|TPKT|RDP|AMQP|MQTT|BGP|RTSP|piece)$/;

interface Sender {
  next: number;
  acknowledged: number | null;
  /** Bytes of a frame before the payload, as the rows of this sender show them. */
  overheads: Set<number>;
}

/**
 * Finds the conversation of rows that name an application instead of ports (HTTP, TLS). One is of a conversation when
 * no other runs between its addresses; its payload is the frame less the headers that the sender's other segments
 * have, and begins where the sender left off. All rows of a conversation stay hidden when a later number denies that.
 */
export function reveal(shown: readonly TextRecord[], hidden: readonly HiddenRow[]): Revealed {
  const connections = connectionsOf(shown);
  const senders = overheadsOf(shown);
  const found: { readonly record: TextRecord; readonly key: string }[] = [];
  const denied = new Set<string>();
  const rows = [...shown.map((record) => ({ record, protocol: null })), ...hidden];
  for (const { record, protocol } of rows.sort((one, other) => numberOf(one.record) - numberOf(other.record))) {
    const { ip, link } = record.packet;
    if (ip === null) continue;
    if (protocol === null) {
      if (ip.tcp !== null && !follow(senders, ip)) denied.add(connectionOf(ip));
      continue;
    }
    const [only, ...others] = connections.get(pairOf(ip)) ?? [];
    const ends = OVER_TCP.test(protocol) && others.length === 0 ? only : undefined;
    const segment = ends === undefined ? null : segmentOf(senders, ip, link.length ?? 0, ends);
    if (segment === null) continue;
    follow(senders, segment);
    found.push({ key: connectionOf(segment), record: { ...record, packet: { ...record.packet, ip: segment } } });
  }
  const kept = found.filter(({ key }) => !denied.has(key)).map(({ record }) => record);
  const numbers = new Set(kept.map(numberOf));
  const left = hidden.filter(({ record }) => !numbers.has(numberOf(record)));
  return {
    records: [...shown, ...kept].sort((one, other) => numberOf(one) - numberOf(other)),
    left: left.length,
    uncertain: new Set(left.flatMap(({ record: { packet } }) => (packet.ip === null ? [] : [pairOf(packet.ip)]))),
  };
}

function numberOf({ lines }: TextRecord): number {
  return lines[0]?.number ?? 0;
}

/** Two addresses, whichever way a packet goes. */
export function pairOf({ source, destination }: Pick<TextIp, 'source' | 'destination'>): string {
  return [source, destination].sort().join(' ');
}

function connectionOf({ source, sourcePort, destination, destinationPort }: TextIp): string {
  return [`${source} ${sourcePort}`, `${destination} ${destinationPort}`].sort().join(' ');
}

function senderOf({ source, sourcePort, destination, destinationPort }: TextIp): string {
  return `${source} ${sourcePort} ${destination} ${destinationPort}`;
}

/** For each pair of addresses one packet of each TCP conversation. */
function connectionsOf(shown: readonly TextRecord[]): ReadonlyMap<string, readonly TextIp[]> {
  const connections = new Map<string, TextIp[]>();
  for (const { packet } of shown) {
    if (packet.ip?.tcp == null) continue;
    const known = connections.get(pairOf(packet.ip)) ?? [];
    if (!known.some((other) => packet.ip !== null && connectionOf(other) === connectionOf(packet.ip)))
      known.push(packet.ip);
    connections.set(pairOf(packet.ip), known);
  }
  return connections;
}

function overheadsOf(shown: readonly TextRecord[]): Map<string, Sender> {
  const senders = new Map<string, Sender>();
  for (const { packet } of shown) {
    const { ip, link } = packet;
    if (ip?.tcp == null) continue;
    const sender = senders.get(senderOf(ip)) ?? { next: -1, acknowledged: null, overheads: new Set() };
    if (!ip.tcp.flags.includes('S') && !ip.tcp.flags.includes('R'))
      sender.overheads.add((link.length ?? 0) - (ip.payload ?? 0));
    senders.set(senderOf(ip), sender);
  }
  return senders;
}

/** Moves a sender on; false when its number leaves out or repeats bytes that were counted from hidden rows. */
function follow(senders: Map<string, Sender>, ip: TextIp): boolean {
  const sender = senders.get(senderOf(ip));
  const { tcp } = ip;
  if (sender === undefined || tcp === null || tcp.sequence === null) return true;
  const end = tcp.sequence + (ip.payload ?? 0) + (/[SF]/.test(tcp.flags) ? 1 : 0);
  const fits = sender.next === -1 || tcp.sequence <= sender.next;
  sender.next = Math.max(sender.next, end);
  sender.acknowledged = tcp.acknowledged ?? sender.acknowledged;
  return fits;
}

/** The hidden row as a segment; null when the sender's headers or its last number are not known. */
function segmentOf(senders: ReadonlyMap<string, Sender>, ip: TextIp, frame: number, ends: TextIp): TextIp | null {
  const forth = ends.source === ip.source;
  const [sourcePort, destinationPort] = forth
    ? [ends.sourcePort, ends.destinationPort]
    : [ends.destinationPort, ends.sourcePort];
  const segment: TextIp = { ...ip, protocol: 'tcp', sourcePort, destinationPort };
  const sender = senders.get(senderOf(segment));
  const [overhead, ...others] = sender?.overheads ?? [];
  if (sender === undefined || sender.next === -1 || overhead === undefined || others.length > 0) return null;
  const payload = frame - overhead;
  if (payload <= 0 || sender.acknowledged === null) return null;
  const { next: sequence, acknowledged } = sender;
  const tcp = { flags: 'A', sequence, acknowledged, window: null, mss: null, windowScale: null, timestamps: null };
  return { ...segment, payload, tcp };
}
