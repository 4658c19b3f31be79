/**
 * The places, from 0, of the used cells in syslog and in exports ("Traffic Log Fields" of the PAN-OS administrator's
 * guide).
 */
const SYSLOG_PLACES = {
  type: 3,
  subtype: 4,
  generated: 6,
  src: 7,
  dst: 8,
  natsrc: 9,
  natdst: 10,
  rule: 11,
  app: 14,
  from: 16,
  to: 17,
  inbound: 18,
  outbound: 19,
  session: 22,
  sport: 24,
  dport: 25,
  natsport: 26,
  natdport: 27,
  flags: 28,
  proto: 29,
  action: 30,
  sent: 32,
  received: 33,
  start: 35,
  packetsSent: 44,
  packetsReceived: 45,
  endReason: 46,
  device: 52,
} as const;

export type Column = keyof typeof SYSLOG_PLACES;

/** Where the cells stand. `width` is how many a record has under a header of its own; null for syslog. */
export interface Columns {
  readonly places: Readonly<Partial<Record<Column, number>>>;
  readonly width: number | null;
}

export const SYSLOG_COLUMNS: Columns = { places: SYSLOG_PLACES, width: null };

/** Titles of the header line in small letters, without spaces and signs. The last ones have two spellings. */
const TITLES: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['type', 'type'],
  ['threatcontenttype', 'subtype'],
  ['subtype', 'subtype'],
  ['generatetime', 'generated'],
  ['generatedtime', 'generated'],
  ['sourceaddress', 'src'],
  ['destinationaddress', 'dst'],
  ['natsourceip', 'natsrc'],
  ['natdestinationip', 'natdst'],
  ['rule', 'rule'],
  ['application', 'app'],
  ['sourcezone', 'from'],
  ['destinationzone', 'to'],
  ['inboundinterface', 'inbound'],
  ['outboundinterface', 'outbound'],
  ['sessionid', 'session'],
  ['sourceport', 'sport'],
  ['destinationport', 'dport'],
  ['natsourceport', 'natsport'],
  ['natdestinationport', 'natdport'],
  ['flags', 'flags'],
  ['ipprotocol', 'proto'],
  ['action', 'action'],
  ['bytessent', 'sent'],
  ['bytesreceived', 'received'],
  ['starttime', 'start'],
  ['pktssent', 'packetsSent'],
  ['packetssent', 'packetsSent'],
  ['pktsreceived', 'packetsReceived'],
  ['packetsreceived', 'packetsReceived'],
  ['sessionendreason', 'endReason'],
  ['devicename', 'device'],
]);
const NEEDED: readonly Column[] = ['src', 'dst', 'sport', 'dport'];

/** The columns that a header line names, or null when the line is no header of a traffic log. */
export function columnsOf(text: string): Columns | null {
  if (!/\bsource address\b/i.test(text)) return null;
  const titles = cellsOf(text);
  const places: Partial<Record<Column, number>> = {};
  for (const [place, title] of titles.entries()) {
    const column = TITLES.get(title.toLowerCase().replace(/[^a-z]/g, ''));
    if (column !== undefined) places[column] ??= place;
  }
  return NEEDED.every((column) => places[column] !== undefined) ? { places, width: titles.length } : null;
}

/** Cuts at commas outside of quotes; a doubled quote stands for one. */
export function cellsOf(text: string): readonly string[] {
  const cells: string[] = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const last = cells.length - 1;
    if (character === '"' && quoted && text[at + 1] === '"') {
      cells[last] += '"';
      at += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) cells.push('');
    else cells[last] += character;
  }
  return cells;
}
