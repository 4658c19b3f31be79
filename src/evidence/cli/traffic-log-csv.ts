import type { Socket, TrafficLog } from '../../model/facts.ts';
import { toProtocol } from '../xml/fields.ts';
import { isAddress } from './address-shape.ts';
import { present, wholeNumber } from './layout.ts';
import { type Column, type Columns, cellsOf } from './traffic-log-columns.ts';

export type LogValues = Omit<TrafficLog, 'kind' | 'at'>;

/** Bits of the flags word, from the same page of the guide. */
const FLAGS = { pbfC2s: 0x00020000, pbfS2c: 0x00010000, symmetricReturn: 0x00000800 } as const;

const RECORD = /(?:^|\s)(?<record>[^\s,]*,\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2},[^,]*,TRAFFIC,.*)$/;
const LONGEST_RECORD = 8_192;

/** The cells of a syslog record; what a collector wrote before it is left out. Null for any other line. */
export function syslogRecord(text: string): readonly string[] | null {
  const record = text.length > LONGEST_RECORD ? undefined : RECORD.exec(text)?.groups?.record;
  return record === undefined ? null : cellsOf(record);
}

/** The cells of a record under these columns: under a header of its own a record need not look like syslog. */
export function trafficRecord(text: string, columns: Columns): readonly string[] | null {
  const syslog = syslogRecord(text);
  if (syslog !== null || columns.width === null || text.length > LONGEST_RECORD) return syslog;
  const cells = cellsOf(text.trim());
  return cells.length === columns.width ? cells : null;
}

/** What a record says; null when it is no traffic log, or when its ends cannot be read. */
export function recordFrom(cells: readonly string[], columns: Columns): LogValues | null {
  const text = (column: Column): string | null => present(cells[columns.places[column] ?? -1]);
  const source = socketOf(text('src'), text('sport'));
  const destination = socketOf(text('dst'), text('dport'));
  const type = text('type');
  if (source === null || destination === null || (type !== null && type !== 'TRAFFIC')) return null;
  // A log written at session start comes before the reply can be counted: its zero is no silence.
  const ended = text('subtype') !== 'start';
  const amount = (column: Column): number | null => (ended ? wholeNumber(text(column) ?? undefined) : null);
  return {
    generatedAt: text('generated'),
    startedAt: text('start'),
    device: text('device'),
    protocol: toProtocol(text('proto')),
    source,
    destination,
    translatedSource: translated(text('natsrc'), text('natsport')),
    translatedDestination: translated(text('natdst'), text('natdport')),
    from: text('from'),
    to: text('to'),
    ingress: text('inbound'),
    egress: text('outbound'),
    // A packet that was dropped before it had a session is logged with the number 0.
    sessionId: wholeNumber(text('session') ?? undefined) || null,
    application: text('app'),
    rule: text('rule'),
    action: text('action'),
    endReason: text('endReason'),
    bytesSent: amount('sent'),
    bytesReceived: amount('received'),
    packetsSent: amount('packetsSent'),
    packetsReceived: amount('packetsReceived'),
    ...steeringOf(text('flags')),
  };
}

function steeringOf(flags: string | null): Pick<LogValues, keyof typeof FLAGS> {
  const word = /^0x[0-9a-f]{1,16}$/i.test(flags ?? '') ? BigInt(flags ?? '') : null;
  const has = (bit: number): boolean | null => (word === null ? null : (word & BigInt(bit)) !== 0n);
  return { pbfC2s: has(FLAGS.pbfC2s), pbfS2c: has(FLAGS.pbfS2c), symmetricReturn: has(FLAGS.symmetricReturn) };
}

function socketOf(address: string | null, port: string | null): Socket | null {
  const number = wholeNumber(port ?? undefined);
  if (address === null || !isAddress(address) || number === null || number > 0xffff) return null;
  return { address, port: number };
}

/** Without translation the cells are empty or hold the unspecified address. */
function translated(address: string | null, port: string | null): Socket | null {
  const socket = socketOf(address, port);
  return socket === null || socket.address === '0.0.0.0' || socket.address === '::' ? null : socket;
}
