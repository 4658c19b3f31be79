import { type Element, entries, value } from './elements.ts';

const HEADER =
  'Domain,Receive Time,Serial #,Type,Threat/Content Type,Config Version,Generate Time,Source address,Destination address,NAT Source IP,NAT Destination IP,Rule,Source User,Destination User,Application,Virtual System,Source Zone,Destination Zone,Inbound Interface,Outbound Interface,Log Action,Time Logged,Session ID,Repeat Count,Source Port,Destination Port,NAT Source Port,NAT Destination Port,Flags,IP Protocol,Action,Bytes,Bytes Sent,Bytes Received,Packets,Start Time,Elapsed Time (sec),Category,Padding,seqno,actionflags,Source Country,Destination Country,cpadding,pkts_sent,pkts_received,session_end_reason';
/** Bits of the flags word ("Traffic Log Fields" of the PAN-OS administrator's guide). */
const FLAGS = [
  ['flag-nat', 0x00400000],
  ['pbf-c2s', 0x00020000],
  ['pbf-s2c', 0x00010000],
  ['sym-return', 0x00000800],
] as const;

/** `show log traffic … csv-output equal yes`. */
export function trafficLogText(reply: Element): string {
  return `${[HEADER, ...entries(reply).map(record)].join('\n')}\n`;
}

function record(entry: Element, index: number): string {
  const of = (name: string): string => value(entry, name);
  const flags = FLAGS.filter(([name]) => of(name) === 'yes').reduce((word, [, bit]) => word | bit, 0);
  const private4 = 'Reserved';
  return [
    ...[of('domain'), of('receive_time'), of('serial'), of('type'), of('subtype'), '2817', of('time_generated')],
    ...[of('src'), of('dst'), of('natsrc'), of('natdst'), of('rule'), '', '', of('app'), of('vsys')],
    ...[of('from'), of('to'), of('inbound_if'), of('outbound_if'), '', of('receive_time'), of('sessionid'), '1'],
    ...[of('sport'), of('dport'), of('natsport') || '0', of('natdport') || '0', `0x${flags.toString(16)}`, of('proto')],
    ...[of('action'), of('bytes'), of('bytes_sent'), of('bytes_received'), of('packets'), of('start'), of('elapsed')],
    ...['any', '0', String(7001 + index), '0x0', private4, private4, '0'],
    ...[of('pkts_sent'), of('pkts_received'), of('session_end_reason')],
  ].join(',');
}
