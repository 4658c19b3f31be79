import type { CommandId } from '../../model/command.ts';
import { protocolNumber } from '../../model/flow.ts';
import { captureStage, cliOf, hasPlaceholder } from '../../model/panos-cli.ts';
import { CAPTURE_STAGES, COMMAND_RISK, type PanosCommand } from '../../model/panos-command.ts';
import type { CaseFacts } from '../case-facts.ts';
import { WAIT, withFlow } from './fill.ts';

/** One line: a command as a value, or what only a person types or does. */
export type Part = PanosCommand | string;
type Parts = (facts: CaseFacts) => readonly Part[];

const CLEAR: PanosCommand = { kind: 'packet-diag-clear' };
const SETTING: PanosCommand = { kind: 'packet-diag-setting' };
/** The most that is worth reading of a log by eye. */
const LOGS = 100;
const LOGS_OF_SERVER = 1_000;

/**
 * What a PAN-OS firewall is asked. On the advanced routing engine (PAN-OS 10.2 and later) routes are asked of a logical
 * router. Counters are asked for without a severity filter, so that both drop and warn show: PAN-OS files TCP window
 * and reassembly drops under warn (knowledge base kA14u000000XhFXCA0). They are asked for twice, because `delta yes`
 * counts from the previous delta reading: the first one only starts the window.
 */
export const PANOS_COMMANDS = {
  'session-list': withFlow((f, source, destination) => [
    { kind: 'session-all', source, destination, destinationPort: f.flow?.server.port ?? null },
  ]),
  'session-reversed': withFlow((_, client, server) => [
    { kind: 'session-all', source: server, destination: client, destinationPort: null },
  ]),
  'session-client': withFlow((_, client) => [
    { kind: 'session-all', source: client, destination: null, destinationPort: null },
  ]),
  'session-id': (f) => [
    f.sessionId === null ? 'show session id <id from the list>' : { kind: 'session-id', id: f.sessionId },
  ],
  'traffic-log': withFlow((_, source, destination) => [{ kind: 'traffic-log', source, destination, count: LOGS }]),
  'traffic-log-of-server': withFlow((_, __, server) => [
    { kind: 'traffic-log', source: null, destination: server, count: LOGS_OF_SERVER },
  ]),
  'fib-forward': withFlow((f, _, server) => [lookup(f, f.serverAfterNat ?? server)]),
  'fib-return': withFlow((f, client) => [lookup(f, client)]),
  routes: ({ engine }) => [{ kind: 'routes', engine }],
  'fib-table': ({ engine }) => [{ kind: 'fib', engine }],
  'pbf-test': (f) => [pbfTest(f)],
  'pbf-rules': () => [{ kind: 'pbf-rules' }, { kind: 'pbf-policy' }],
  'nat-rules': () => [{ kind: 'nat-policy' }],
  'interface-in': (f) => [f.ingress === null ? { kind: 'interface-all' } : { kind: 'interface', name: f.ingress }],
  'arp-server': (f) => [neighbours(f)],
  'counters-delta': () => twice({ kind: 'counters', scope: 'device' }),
  'counters-filtered': (f) => [...packetFilter(f), ...twice({ kind: 'counters', scope: 'packet-filter' }), CLEAR],
  'packet-filter-on': packetFilter,
  'ha-state': () => [{ kind: 'ha-all' }],
  'tcp-settings': () => [{ kind: 'tcp-state' }],
  'session-settings': () => [{ kind: 'session-info' }],
  'zone-protection': (f) => [{ kind: 'zone-protection', zone: f.clientZone ?? '<zone of the client>' }],
  'capture-on': capture,
  'packet-log': (f) => [
    ...packetFilter(f),
    'debug dataplane packet-diag set log feature flow basic',
    'debug dataplane packet-diag set log on',
    WAIT,
    'debug dataplane packet-diag set log off',
    'debug dataplane packet-diag aggregate-logs',
    'less dp-log pan_packet_diag.log',
    CLEAR,
  ],
  'clear-flow': withFlow((f, source, destination) => [
    { kind: 'clear-sessions', source, destination, destinationPort: f.flow?.server.port ?? null },
  ]),
} as const satisfies Partial<Record<CommandId, Parts>>;

/** The lines, ready to paste. */
export function textOf(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : cliOf(part))).join('\n');
}

/** What of it a live firewall can be asked; nothing when it takes more than reading, or when something is still open. */
export function readsOf(parts: readonly Part[]): readonly PanosCommand[] {
  const commands = parts.filter((part) => typeof part !== 'string');
  const byPerson = parts.some((part) => typeof part === 'string' && part !== WAIT);
  const reads = commands.every((command) => COMMAND_RISK[command.kind] === 'read' && !hasPlaceholder(command));
  return reads && !byPerson ? commands : [];
}

/** The window between two readings is what counts. */
function twice(command: PanosCommand): readonly Part[] {
  return [command, WAIT, command];
}

/** IPv6 has a neighbour table of its own. */
function neighbours({ egress, flow }: CaseFacts): PanosCommand {
  const kind = flow?.server.address.includes(':') === true ? 'neighbors' : 'arp';
  return { kind, interface: egress };
}

function lookup({ engine, router }: CaseFacts, address: string): PanosCommand {
  return { kind: 'fib-lookup', engine, router, address };
}

function pbfTest({ flow, clientZone }: CaseFacts): PanosCommand {
  return {
    kind: 'pbf-match',
    fromZone: clientZone ?? '<zone of the client>',
    source: flow?.client.address ?? '<client>',
    destination: flow?.server.address ?? '<server>',
    protocol: protocolNumber(flow?.protocol ?? 'tcp'),
    destinationPort: flow?.server.port ?? null,
  };
}

/**
 * Both directions, and the translated address too: the filter must also catch replies that match no session. There is
 * one filter for the whole firewall, so what another person set is shown before it is cleared. Only sessions that form
 * while the filter is on are marked (knowledge base kA10g000000ClTJCA0).
 */
function packetFilter(facts: CaseFacts): readonly Part[] {
  const client = facts.flow?.client.address ?? '<client>';
  const server = facts.flow?.server.address ?? '<server>';
  const far = facts.serverAfterNat ?? server;
  const near = facts.clientAfterNat ?? client;
  const pairs = (
    [
      [client, server],
      [server, client],
      [far, near],
    ] as const
  ).filter(([from, to], index, all) => all.findIndex(([a, b]) => a === from && b === to) === index);
  return [
    SETTING,
    '# empty, or yours: go on; otherwise ask whose capture it is',
    CLEAR,
    ...pairs.map(([source, destination]): Part => ({ kind: 'packet-filter-match', source, destination })),
    { kind: 'packet-filter', on: true },
    SETTING,
  ];
}

/** Captures cost dataplane CPU, so the sequence ends with off and clear. */
function capture(facts: CaseFacts): readonly Part[] {
  return [
    ...packetFilter(facts),
    ...CAPTURE_STAGES.map((stage) => captureStage(stage, `rt-${stage}`)),
    { kind: 'capture', on: true },
    WAIT,
    { kind: 'capture', on: false },
    CLEAR,
    '# hand in the four files: Monitor > Packet Capture, or scp export filter-pcap from rt-receive to USER@HOST:PATH',
  ];
}
