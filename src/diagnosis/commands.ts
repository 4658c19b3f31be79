import type { CommandId } from '../model/command.ts';
import { protocolNumber } from '../model/flow.ts';
import type { CaseFacts } from './case-facts.ts';

type Fill = (facts: CaseFacts) => string;

/**
 * Every command that Roundtrip may propose, filled in from the case; what the case does not know yet stays a
 * `<placeholder>`.
 * All of them only look, except the packet filter and capture (which cost dataplane CPU, and end with off and clear) and `clear-flow`.
 * Counters are asked for without a severity filter, so that both drop and warn show: PAN-OS files TCP window and
 * reassembly drops under warn (knowledge base kA14u000000XhFXCA0). They are asked for twice, because `delta yes`
 * counts from the previous delta reading: the first one only starts the window.
 */
const COMMANDS: Readonly<Record<CommandId, Fill>> = {
  'session-list': withFlow((f, client, server) => {
    const port = f.flow?.server.port ?? null;
    return `show session all filter source ${client} destination ${server}${port === null ? '' : ` destination-port ${port}`}`;
  }),
  'session-id': (f) => (f.sessionId === null ? 'show session id <id from the list>' : `show session id ${f.sessionId}`),
  'traffic-log': withFlow(
    (_, client, server) =>
      `show log traffic direction equal backward csv-output equal yes query equal "( addr.src in ${client} ) and ( addr.dst in ${server} )"`,
  ),
  'fib-forward': withFlow((f, _, server) => lookup(f, f.serverAfterNat ?? server)),
  'fib-return': withFlow((f, client) => lookup(f, client)),
  routes: (f) => (f.engine === 'advanced' ? 'show advanced-routing route' : 'show routing route'),
  'pbf-test': pbfTest,
  'pbf-rules': () => 'show pbf rule all\nshow running pbf-policy',
  'interface-in': (f) => (f.ingress === null ? 'show interface all' : `show interface ${f.ingress}`),
  'arp-server': () => 'show arp all',
  'counters-delta': () => 'show counter global filter delta yes\nshow counter global filter delta yes',
  'counters-filtered': () =>
    'show counter global filter packet-filter yes delta yes\nshow counter global filter packet-filter yes delta yes',
  'packet-filter-on': packetFilter,
  'ha-state': () => 'show high-availability all',
  'tcp-settings': () => 'show running tcp state',
  'session-settings': () => 'show session info',
  'capture-on': (f) =>
    [
      packetFilter(f),
      ...['receive', 'firewall', 'transmit', 'drop'].map(
        (stage) => `debug dataplane packet-diag set capture stage ${stage} file rt-${stage}`,
      ),
      'debug dataplane packet-diag set capture on',
      'debug dataplane packet-diag set capture off',
      'debug dataplane packet-diag clear all',
    ].join('\n'),
  'clear-flow': withFlow((f, client, server) => {
    const port = f.flow?.server.port ?? null;
    return `clear session all filter source ${client} destination ${server}${port === null ? '' : ` destination-port ${port}`}`;
  }),
  'trace-back': withFlow((_, client) => `traceroute -n ${client}`),
  'route-back': withFlow((f, client, server) => `ip route get ${client} from ${f.serverAfterNat ?? server}`),
};

/** The text of a command for this case, ready to paste (several lines when it is a sequence). */
export function commandText(id: CommandId, facts: CaseFacts): string {
  return COMMANDS[id](facts);
}

function withFlow(fill: (facts: CaseFacts, client: string, server: string) => string): Fill {
  return (facts) => fill(facts, facts.flow?.client.address ?? '<client>', facts.flow?.server.address ?? '<server>');
}

/** On the advanced routing engine (PAN-OS 10.2 and later) the same question is asked of a logical router. */
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

/** Both directions, and the translated address too: the filter must also catch replies that match no session. */
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
    'debug dataplane packet-diag clear filter all',
    ...pairs.map(([from, to]) => `debug dataplane packet-diag set filter match source ${from} destination ${to}`),
    'debug dataplane packet-diag set filter on',
    'debug dataplane packet-diag show setting',
  ].join('\n');
}

function quoted(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}
