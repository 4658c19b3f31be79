import type { PanosCommand, PanosCommandKind } from '../../../src/model/panos-command.ts';

/** One good command of every kind, with what it is on the CLI and in the XML API. */
export interface Sample {
  readonly command: PanosCommand;
  readonly cli: string;
  readonly xml: string | null;
}

const DIAG = 'debug dataplane packet-diag';

function diag(inner: string): string {
  return `<debug><dataplane><packet-diag>${inner}</packet-diag></dataplane></debug>`;
}

const ENDS = { source: '192.0.2.10', destination: '198.51.100.20' } as const;

export const SAMPLES: { readonly [K in PanosCommandKind]: readonly [Sample, ...Sample[]] } = {
  'system-info': [
    {
      command: { kind: 'system-info' },
      cli: 'show system info',
      xml: '<show><system><info></info></system></show>',
    },
  ],
  'interface-all': [
    { command: { kind: 'interface-all' }, cli: 'show interface all', xml: '<show><interface>all</interface></show>' },
  ],
  interface: [
    {
      command: { kind: 'interface', name: 'ethernet1/3.20' },
      cli: 'show interface ethernet1/3.20',
      xml: '<show><interface>ethernet1/3.20</interface></show>',
    },
  ],
  'session-all': [
    {
      command: { kind: 'session-all', ...ENDS, destinationPort: 443 },
      cli: 'show session all filter source 192.0.2.10 destination 198.51.100.20 destination-port 443',
      xml: '<show><session><all><filter><source>192.0.2.10</source><destination>198.51.100.20</destination><destination-port>443</destination-port></filter></all></session></show>',
    },
    {
      command: { kind: 'session-all', source: '2001:DB8:0:0::1', destination: null, destinationPort: null },
      cli: 'show session all filter source 2001:db8::1',
      xml: '<show><session><all><filter><source>2001:db8::1</source></filter></all></session></show>',
    },
  ],
  'session-id': [
    {
      command: { kind: 'session-id', id: 4711 },
      cli: 'show session id 4711',
      xml: '<show><session><id>4711</id></session></show>',
    },
  ],
  'session-info': [
    {
      command: { kind: 'session-info' },
      cli: 'show session info',
      xml: '<show><session><info></info></session></show>',
    },
  ],
  'tcp-state': [
    {
      command: { kind: 'tcp-state' },
      cli: 'show running tcp state',
      xml: '<show><running><tcp><state></state></tcp></running></show>',
    },
  ],
  'fib-lookup': [
    {
      command: { kind: 'fib-lookup', engine: 'legacy', router: 'vr inside', address: '192.0.2.10' },
      cli: 'test routing fib-lookup virtual-router "vr inside" ip 192.0.2.10',
      xml: '<test><routing><fib-lookup><virtual-router>vr inside</virtual-router><ip>192.0.2.10</ip></fib-lookup></routing></test>',
    },
    {
      command: { kind: 'fib-lookup', engine: 'advanced', router: 'lr-1', address: '192.0.2.10' },
      cli: 'test advanced-routing fib-lookup logical-router lr-1 ip 192.0.2.10',
      xml: '<test><advanced-routing><fib-lookup><logical-router>lr-1</logical-router><ip>192.0.2.10</ip></fib-lookup></advanced-routing></test>',
    },
  ],
  routes: [
    {
      command: { kind: 'routes', engine: 'legacy' },
      cli: 'show routing route',
      xml: '<show><routing><route></route></routing></show>',
    },
    {
      command: { kind: 'routes', engine: 'advanced' },
      cli: 'show advanced-routing route',
      xml: '<show><advanced-routing><route></route></advanced-routing></show>',
    },
  ],
  fib: [
    {
      command: { kind: 'fib', engine: 'legacy' },
      cli: 'show routing fib',
      xml: '<show><routing><fib></fib></routing></show>',
    },
    {
      command: { kind: 'fib', engine: 'advanced' },
      cli: 'show advanced-routing fib',
      xml: '<show><advanced-routing><fib></fib></advanced-routing></show>',
    },
  ],
  'pbf-rules': [
    {
      command: { kind: 'pbf-rules' },
      cli: 'show pbf rule all',
      xml: '<show><pbf><rule><all></all></rule></pbf></show>',
    },
  ],
  'pbf-policy': [
    {
      command: { kind: 'pbf-policy' },
      cli: 'show running pbf-policy',
      xml: '<show><running><pbf-policy></pbf-policy></running></show>',
    },
  ],
  'pbf-match': [
    {
      command: { kind: 'pbf-match', fromZone: 'users west', ...ENDS, protocol: 6, destinationPort: 443 },
      cli: 'test pbf-policy-match from "users west" source 192.0.2.10 destination 198.51.100.20 protocol 6 destination-port 443',
      xml: '<test><pbf-policy-match><from>users west</from><source>192.0.2.10</source><destination>198.51.100.20</destination><protocol>6</protocol><destination-port>443</destination-port></pbf-policy-match></test>',
    },
  ],
  'nat-policy': [
    {
      command: { kind: 'nat-policy' },
      cli: 'show running nat-policy',
      xml: '<show><running><nat-policy></nat-policy></running></show>',
    },
  ],
  counters: [
    {
      command: { kind: 'counters', scope: 'device' },
      cli: 'show counter global filter delta yes',
      xml: '<show><counter><global><filter><delta>yes</delta></filter></global></counter></show>',
    },
    {
      command: { kind: 'counters', scope: 'packet-filter' },
      cli: 'show counter global filter packet-filter yes delta yes',
      xml: '<show><counter><global><filter><packet-filter>yes</packet-filter><delta>yes</delta></filter></global></counter></show>',
    },
  ],
  'ha-all': [
    {
      command: { kind: 'ha-all' },
      cli: 'show high-availability all',
      xml: '<show><high-availability><all></all></high-availability></show>',
    },
  ],
  arp: [
    {
      command: { kind: 'arp', interface: 'ae1' },
      cli: 'show arp ae1',
      xml: "<show><arp><entry name='ae1'/></arp></show>",
    },
    {
      command: { kind: 'arp', interface: null },
      cli: 'show arp all',
      xml: "<show><arp><entry name='all'/></arp></show>",
    },
  ],
  neighbors: [
    {
      command: { kind: 'neighbors', interface: 'ethernet1/1' },
      cli: 'show neighbor interface ethernet1/1',
      xml: '<show><neighbor><interface>ethernet1/1</interface></neighbor></show>',
    },
    {
      command: { kind: 'neighbors', interface: null },
      cli: 'show neighbor interface all',
      xml: '<show><neighbor><interface></interface></neighbor></show>',
    },
  ],
  'zone-protection': [
    {
      command: { kind: 'zone-protection', zone: 'untrust' },
      cli: 'show zone-protection zone untrust',
      xml: '<show><zone-protection><zone>untrust</zone></zone-protection></show>',
    },
  ],
  'packet-diag-setting': [
    {
      command: { kind: 'packet-diag-setting' },
      cli: `${DIAG} show setting`,
      xml: diag('<show><setting></setting></show>'),
    },
  ],
  'traffic-log': [
    {
      command: { kind: 'traffic-log', ...ENDS, count: 20 },
      cli: 'show log traffic direction equal backward csv-output equal yes query equal "( addr.src in 192.0.2.10 ) and ( addr.dst in 198.51.100.20 )"',
      xml: null,
    },
  ],
  'packet-diag-clear': [
    { command: { kind: 'packet-diag-clear' }, cli: `${DIAG} clear all`, xml: diag('<clear><all></all></clear>') },
  ],
  'packet-filter-match': [
    {
      command: { kind: 'packet-filter-match', ...ENDS },
      cli: `${DIAG} set filter match source 192.0.2.10 destination 198.51.100.20`,
      xml: diag(
        '<set><filter><match><source>192.0.2.10</source><destination>198.51.100.20</destination></match></filter></set>',
      ),
    },
  ],
  'packet-filter': [
    {
      command: { kind: 'packet-filter', on: true },
      cli: `${DIAG} set filter on`,
      xml: diag('<set><filter><on></on></filter></set>'),
    },
    {
      command: { kind: 'packet-filter', on: false },
      cli: `${DIAG} set filter off`,
      xml: diag('<set><filter><off></off></filter></set>'),
    },
  ],
  'capture-stage': [
    {
      command: { kind: 'capture-stage', stage: 'drop', file: 'rt-7-drop', packets: 500, bytes: 65_536 },
      cli: `${DIAG} set capture stage drop file rt-7-drop packet-count 500 byte-count 65536`,
      xml: diag(
        '<set><capture><stage><drop><file>rt-7-drop</file><packet-count>500</packet-count><byte-count>65536</byte-count></drop></stage></capture></set>',
      ),
    },
  ],
  capture: [
    {
      command: { kind: 'capture', on: true },
      cli: `${DIAG} set capture on`,
      xml: diag('<set><capture><on></on></capture></set>'),
    },
    {
      command: { kind: 'capture', on: false },
      cli: `${DIAG} set capture off`,
      xml: diag('<set><capture><off></off></capture></set>'),
    },
  ],
  'capture-delete': [
    {
      command: { kind: 'capture-delete', file: 'rt-7-drop' },
      cli: 'delete debug-filter file rt-7-drop',
      xml: '<delete><debug-filter><file>rt-7-drop</file></debug-filter></delete>',
    },
  ],
  'clear-session': [
    {
      command: { kind: 'clear-session', id: 4711 },
      cli: 'clear session id 4711',
      xml: '<clear><session><id>4711</id></session></clear>',
    },
  ],
  'clear-sessions': [
    {
      command: { kind: 'clear-sessions', ...ENDS, destinationPort: 443 },
      cli: 'clear session all filter source 192.0.2.10 destination 198.51.100.20 destination-port 443',
      xml: '<clear><session><all><filter><source>192.0.2.10</source><destination>198.51.100.20</destination><destination-port>443</destination-port></filter></all></session></clear>',
    },
  ],
};

export const ALL_SAMPLES: readonly Sample[] = Object.values(SAMPLES).flat();
