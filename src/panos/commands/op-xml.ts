import type { PanosCommand, PanosCommandKind } from '../../model/panos-command.ts';

/** Asked with `type=log`; everything else is an operational command. */
export type OpKind = Exclude<PanosCommandKind, 'traffic-log'>;
type Of<K extends PanosCommandKind> = Extract<PanosCommand, { readonly kind: K }>;
type OpXml = { readonly [K in OpKind]: (command: Of<K>) => string };

/**
 * The XML of every command, as `debug cli on` and the API browser show it: keywords are elements and values are text,
 * save for the ARP table, whose interface is an entry's name (PAN-OS XML API, and outputs of real devices). Values are
 * escaped here, and were checked before.
 */
const OP_XML: OpXml = {
  'system-info': () => '<show><system><info></info></system></show>',
  'interface-all': () => '<show><interface>all</interface></show>',
  interface: (c) => `<show><interface>${text(c.name)}</interface></show>`,
  'session-all': (c) => `<show><session><all><filter>${sessions(c)}</filter></all></session></show>`,
  'session-id': (c) => `<show><session><id>${text(c.id)}</id></session></show>`,
  'session-info': () => '<show><session><info></info></session></show>',
  'tcp-state': () => '<show><running><tcp><state></state></tcp></running></show>',
  'fib-lookup': (c) =>
    c.engine === 'advanced'
      ? `<test><advanced-routing><fib-lookup><logical-router>${text(c.router)}</logical-router><ip>${text(c.address)}</ip></fib-lookup></advanced-routing></test>`
      : `<test><routing><fib-lookup><virtual-router>${text(c.router)}</virtual-router><ip>${text(c.address)}</ip></fib-lookup></routing></test>`,
  routes: (c) =>
    c.engine === 'advanced'
      ? '<show><advanced-routing><route></route></advanced-routing></show>'
      : '<show><routing><route></route></routing></show>',
  fib: (c) =>
    c.engine === 'advanced'
      ? '<show><advanced-routing><fib></fib></advanced-routing></show>'
      : '<show><routing><fib></fib></routing></show>',
  'pbf-rules': () => '<show><pbf><rule><all></all></rule></pbf></show>',
  'pbf-policy': () => '<show><running><pbf-policy></pbf-policy></running></show>',
  'pbf-match': (c) =>
    `<test><pbf-policy-match><from>${text(c.fromZone)}</from><source>${text(c.source)}</source><destination>${text(c.destination)}</destination><protocol>${text(c.protocol)}</protocol>${port(c.destinationPort)}</pbf-policy-match></test>`,
  'nat-policy': () => '<show><running><nat-policy></nat-policy></running></show>',
  counters: (c) =>
    c.scope === 'packet-filter'
      ? '<show><counter><global><filter><packet-filter>yes</packet-filter><delta>yes</delta></filter></global></counter></show>'
      : '<show><counter><global><filter><delta>yes</delta></filter></global></counter></show>',
  'ha-all': () => '<show><high-availability><all></all></high-availability></show>',
  arp: (c) => `<show><arp><entry name='${text(c.interface ?? 'all')}'/></arp></show>`,
  neighbors: (c) =>
    c.interface === null
      ? '<show><neighbor><interface></interface></neighbor></show>'
      : `<show><neighbor><interface>${text(c.interface)}</interface></neighbor></show>`,
  'zone-protection': (c) => `<show><zone-protection><zone>${text(c.zone)}</zone></zone-protection></show>`,
  'packet-diag-setting': () => diag('<show><setting></setting></show>'),
  'packet-diag-clear': () => diag('<clear><all></all></clear>'),
  'packet-filter-match': (c) =>
    diag(
      `<set><filter><match><source>${text(c.source)}</source><destination>${text(c.destination)}</destination></match></filter></set>`,
    ),
  'packet-filter': (c) =>
    diag(c.on ? '<set><filter><on></on></filter></set>' : '<set><filter><off></off></filter></set>'),
  'capture-stage': (c) =>
    diag(
      `<set><capture><stage><${c.stage}><file>${text(c.file)}</file><packet-count>${text(c.packets)}</packet-count><byte-count>${text(c.bytes)}</byte-count></${c.stage}></stage></capture></set>`,
    ),
  capture: (c) => diag(c.on ? '<set><capture><on></on></capture></set>' : '<set><capture><off></off></capture></set>'),
  'capture-delete': (c) => `<delete><debug-filter><file>${text(c.file)}</file></debug-filter></delete>`,
  'clear-session': (c) => `<clear><session><id>${text(c.id)}</id></session></clear>`,
  'clear-sessions': (c) => `<clear><session><all><filter>${sessions(c)}</filter></all></session></clear>`,
};

/** The value of `cmd` for a command whose fields were checked. */
export function opXml<K extends OpKind>(kind: K, command: Of<K>): string {
  return OP_XML[kind](command);
}

function diag(inner: string): string {
  return `<debug><dataplane><packet-diag>${inner}</packet-diag></dataplane></debug>`;
}

interface Filter {
  readonly source: string | null;
  readonly destination: string | null;
  readonly destinationPort: number | null;
}

function sessions({ source, destination, destinationPort }: Filter): string {
  const from = source === null ? '' : `<source>${text(source)}</source>`;
  const to = destination === null ? '' : `<destination>${text(destination)}</destination>`;
  return `${from}${to}${port(destinationPort)}`;
}

function port(value: number | null): string {
  return value === null ? '' : `<destination-port>${text(value)}</destination-port>`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function text(value: string | number): string {
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
