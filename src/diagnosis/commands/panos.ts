import type { CommandId } from '../../model/command.ts';
import { protocolNumber } from '../../model/flow.ts';
import type { CaseFacts } from '../case-facts.ts';
import { type Fill, quoted, WAIT, withFlow } from './fill.ts';

const FILTER = 'debug dataplane packet-diag set filter';
const CLEAR = 'debug dataplane packet-diag clear all';

/**
 * What a PAN-OS firewall is asked. On the advanced routing engine (PAN-OS 10.2 and later) routes are asked of a logical
 * router. Counters are asked for without a severity filter, so that both drop and warn show: PAN-OS files TCP window
 * and reassembly drops under warn (knowledge base kA14u000000XhFXCA0). They are asked for twice, because `delta yes`
 * counts from the previous delta reading: the first one only starts the window.
 */
export const PANOS_COMMANDS = {
  'session-list': withFlow((f, client, server) => sessions('show', client, server, f.flow?.server.port ?? null)),
  'session-reversed': withFlow((_, client, server) => sessions('show', server, client, null)),
  'session-client': withFlow((_, client) => `show session all filter source ${client}`),
  'session-id': (f) => (f.sessionId === null ? 'show session id <id from the list>' : `show session id ${f.sessionId}`),
  'traffic-log': withFlow(
    (_, client, server) =>
      `show log traffic direction equal backward csv-output equal yes query equal "( addr.src in ${client} ) and ( addr.dst in ${server} )"`,
  ),
  'traffic-log-of-server': withFlow(
    (_, __, server) =>
      `show log traffic direction equal backward csv-output equal yes query equal "( addr.dst in ${server} )"`,
  ),
  'fib-forward': withFlow((f, _, server) => lookup(f, f.serverAfterNat ?? server)),
  'fib-return': withFlow((f, client) => lookup(f, client)),
  routes: (f) => `show ${f.engine === 'advanced' ? 'advanced-routing' : 'routing'} route`,
  'fib-table': (f) => `show ${f.engine === 'advanced' ? 'advanced-routing' : 'routing'} fib`,
  'pbf-test': pbfTest,
  'pbf-rules': () => 'show pbf rule all\nshow running pbf-policy',
  'nat-rules': () => 'show running nat-policy',
  'interface-in': (f) => (f.ingress === null ? 'show interface all' : `show interface ${f.ingress}`),
  'arp-server': neighbours,
  'counters-delta': () => twice('show counter global filter delta yes'),
  'counters-filtered': (f) =>
    [packetFilter(f), twice('show counter global filter packet-filter yes delta yes'), CLEAR].join('\n'),
  'packet-filter-on': packetFilter,
  'ha-state': () => 'show high-availability all',
  'tcp-settings': () => 'show running tcp state',
  'session-settings': () => 'show session info',
  'zone-protection': (f) =>
    `show zone-protection zone ${f.clientZone === null ? '<zone of the client>' : quoted(f.clientZone)}`,
  'capture-on': capture,
  'packet-log': (f) =>
    [
      packetFilter(f),
      'debug dataplane packet-diag set log feature flow basic',
      'debug dataplane packet-diag set log on',
      WAIT,
      'debug dataplane packet-diag set log off',
      'debug dataplane packet-diag aggregate-logs',
      'less dp-log pan_packet_diag.log',
      CLEAR,
    ].join('\n'),
  'clear-flow': withFlow((f, client, server) => sessions('clear', client, server, f.flow?.server.port ?? null)),
} as const satisfies Partial<Record<CommandId, Fill>>;

function sessions(verb: 'show' | 'clear', source: string, destination: string, port: number | null): string {
  const portFilter = port === null ? '' : ` destination-port ${port}`;
  return `${verb} session all filter source ${source} destination ${destination}${portFilter}`;
}

/** The window between two readings is what counts. */
function twice(command: string): string {
  return [command, WAIT, command].join('\n');
}

/** IPv6 has a neighbour table of its own. */
function neighbours({ egress, flow }: CaseFacts): string {
  const table = flow?.server.address.includes(':') === true ? 'neighbor interface' : 'arp';
  return `show ${table} ${egress ?? 'all'}`;
}

function lookup(facts: CaseFacts, address: string): string {
  const router = quoted(facts.router);
  return facts.engine === 'advanced'
    ? `test advanced-routing fib-lookup logical-router ${router} ip ${address}`
    : `test routing fib-lookup virtual-router ${router} ip ${address}`;
}

function pbfTest(facts: CaseFacts): string {
  const { flow } = facts;
  const zone = facts.clientZone === null ? '<zone of the client>' : quoted(facts.clientZone);
  const port = flow?.server.port == null ? '' : ` destination-port ${flow.server.port}`;
  const ends = `source ${flow?.client.address ?? '<client>'} destination ${flow?.server.address ?? '<server>'}`;
  return `test pbf-policy-match from ${zone} ${ends} protocol ${protocolNumber(flow?.protocol ?? 'tcp')}${port}`;
}

/**
 * Both directions, and the translated address too: the filter must also catch replies that match no session. There is
 * one filter for the whole firewall, so what another person set is shown before it is cleared. Only sessions that form
 * while the filter is on are marked (knowledge base kA10g000000ClTJCA0).
 */
function packetFilter(facts: CaseFacts): string {
  const client = facts.flow?.client.address ?? '<client>';
  const server = facts.flow?.server.address ?? '<server>';
  const far = facts.serverAfterNat ?? server;
  const near = facts.clientAfterNat ?? client;
  const pairs = [
    [client, server],
    [server, client],
    [far, near],
  ].filter(([from, to], index, all) => all.findIndex(([a, b]) => a === from && b === to) === index);
  return [
    'debug dataplane packet-diag show setting',
    '# empty, or yours: go on; otherwise ask whose capture it is',
    CLEAR,
    ...pairs.map(([from, to]) => `${FILTER} match source ${from} destination ${to}`),
    `${FILTER} on`,
    'debug dataplane packet-diag show setting',
  ].join('\n');
}

/** Captures cost dataplane CPU, so the sequence ends with off and clear. */
function capture(facts: CaseFacts): string {
  return [
    packetFilter(facts),
    ...['receive', 'firewall', 'transmit', 'drop'].map(
      (stage) => `debug dataplane packet-diag set capture stage ${stage} file rt-${stage}`,
    ),
    'debug dataplane packet-diag set capture on',
    WAIT,
    'debug dataplane packet-diag set capture off',
    CLEAR,
    '# hand in the four files: Monitor > Packet Capture, or scp export filter-pcap from rt-receive to USER@HOST:PATH',
  ].join('\n');
}
