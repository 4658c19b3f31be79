import { isAddress } from '../cli/address-shape.ts';
import type { Line } from '../parser.ts';
import type { TextIp, TextIpHead, TextLink } from './packet.ts';
import type { TextRecord } from './records.ts';
import { readSeconds } from './stamp.ts';

/** Rows of a table of fields; null when no line is its heading. */
export interface FieldTable {
  readonly records: readonly TextRecord[];
  readonly read: ReadonlySet<number>;
  /** The table has sequence numbers as on the wire (`tcp.seq_raw`). */
  readonly raw: boolean;
}

type Row = ReadonlyMap<string, string>;

const FIELD = /^[a-z][\w-]*(?:\.[\w-]+)+$/;
const FLAGS: readonly (readonly [string, number])[] = [
  ['S', 0x02],
  ['F', 0x01],
  ['R', 0x04],
  ['P', 0x08],
  ['A', 0x10],
  ['U', 0x20],
  ['E', 0x40],
  ['W', 0x80],
];

/**
 * Reads what `tshark -T fields -E header=y -e …` prints. A row whose cells are not as many as the heading's is not
 * read: where cells are parted by tabs nobody can tell which one is empty. A row needs the addresses, and for TCP the
 * ports, `tcp.flags`, a sequence number and `tcp.len`.
 */
export function readFieldTable(lines: readonly Line[]): FieldTable | null {
  const at = lines.findIndex(({ text }) => headingOf(text) !== null);
  const heading = headingOf(lines[at]?.text ?? '');
  const first = lines[at];
  if (heading === null || first === undefined) return null;
  const records: TextRecord[] = [];
  const read = new Set([first.number]);
  for (const line of lines.slice(at + 1)) {
    const cells = cellsOf(line.text, heading.separator);
    if (cells.length !== heading.fields.length) continue;
    const row: Row = new Map(heading.fields.map((field, index) => [field, cells[index] ?? '']));
    const record = recordOf(line, row);
    if (record === null) continue;
    records.push(record);
    read.add(line.number);
  }
  return { records, read, raw: heading.fields.includes('tcp.seq_raw') };
}

function headingOf(text: string): { readonly fields: readonly string[]; readonly separator: string } | null {
  if (text.length > 1000) return null;
  const separator = [',', ';', '|'].find((sign) => text.includes(sign)) ?? ' ';
  const fields = cellsOf(text, separator);
  const isHeading = fields.length >= 4 && fields.every((field) => FIELD.test(field));
  return isHeading && fields.some((field) => /^(?:ip|ipv6)\.src$/.test(field)) ? { fields, separator } : null;
}

function cellsOf(text: string, separator: string): readonly string[] {
  const cells = separator === ' ' ? text.trim().split(/\s+/) : text.trim().split(separator);
  return cells.map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function recordOf(line: Line, row: Row): TextRecord | null {
  const source = row.get('ip.src') || row.get('ipv6.src') || '';
  const destination = row.get('ip.dst') || row.get('ipv6.dst') || '';
  const ip = isAddress(source) && isAddress(destination) ? packetOf(source, destination, row) : null;
  if (ip === null) return null;
  const vlan = row.get('vlan.id');
  const link: TextLink = {
    interface: row.get('frame.interface_name') || null,
    source: row.get('eth.src') || null,
    destination: row.get('eth.dst') || null,
    vlans: vlan === undefined ? null : vlan === '' ? [] : vlan.split(',').map(Number),
    length: numberIn(row, 'frame.len'),
    taken: null,
  };
  const epoch = readSeconds(row.get('frame.time_epoch') ?? '', 'epoch');
  const stamp = epoch ?? readSeconds(row.get('frame.time_relative') ?? '', 'elapsed');
  return { lines: [line], stamp, packet: { link, ip, arp: null } };
}

function packetOf(source: string, destination: string, row: Row): TextIp | null {
  const common = { source, destination, icmp: null, cut: false, tunnel: null, quoted: null, checksum: null } as const;
  const tcpPort = numberIn(row, 'tcp.srcport');
  if (tcpPort === null) {
    const [sourcePort, destinationPort] = [numberIn(row, 'udp.srcport'), numberIn(row, 'udp.dstport')];
    if (sourcePort === null || destinationPort === null) return null;
    const length = numberIn(row, 'udp.length');
    const payload = length === null ? null : length - 8;
    return { ...common, protocol: 'udp', sourcePort, destinationPort, head: headOf(row, 'udp'), tcp: null, payload };
  }
  const destinationPort = numberIn(row, 'tcp.dstport');
  const bits = Number.parseInt(row.get('tcp.flags') ?? '', 16);
  const sequence = numberIn(row, 'tcp.seq_raw') ?? numberIn(row, 'tcp.seq');
  const payload = numberIn(row, 'tcp.len');
  if (destinationPort === null || Number.isNaN(bits) || sequence === null || payload === null) return null;
  const flags = FLAGS.map(([letter, bit]) => ((bits & bit) === 0 ? '' : letter)).join('');
  const acknowledged = numberIn(row, 'tcp.ack_raw') ?? numberIn(row, 'tcp.ack');
  const tcp = {
    flags,
    sequence,
    acknowledged: flags.includes('A') ? acknowledged : null,
    window: numberIn(row, 'tcp.window_size_value'),
    mss: numberIn(row, 'tcp.options.mss_val'),
    windowScale: numberIn(row, 'tcp.options.wscale.shift'),
    timestamps: null,
  };
  return { ...common, protocol: 'tcp', sourcePort: tcpPort, destinationPort, head: headOf(row, 'tcp'), tcp, payload };
}

/** The IP header, when the table shows both its TTL and its length. */
function headOf(row: Row, protocol: TextIpHead['protocol']): TextIpHead | null {
  const [ttl, length] = [numberIn(row, 'ip.ttl'), numberIn(row, 'ip.len')];
  if (ttl === null || length === null) return null;
  const id = row.get('ip.id') ?? '';
  const number = /^0x[\da-f]{1,4}$/i.test(id) ? Number.parseInt(id, 16) : numberIn(row, 'ip.id');
  const common = { offset: 0, moreFragments: false, dontFragment: false, badSum: false } as const;
  return { ttl, id: number, length, protocol, ...common };
}

function numberIn(row: Row, field: string): number | null {
  const text = row.get(field) ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
