import type { PanosCommand } from '../../src/model/panos-command.ts';
import { writeCommand } from '../../src/panos/commands/write-command.ts';
import type { Firewall } from '../../src/simulator/network/firewall.ts';
import { answer } from '../../src/simulator/replies/answer.ts';
import type { DeviceView, Reply } from '../../src/simulator/replies/device.ts';
import { trafficLog } from '../../src/simulator/replies/traffic-log.ts';
import type { FlowPlan } from '../model.ts';

/** Moments at which a firewall is asked, in order. */
export const MOMENTS = ['before', 'during', 'later', 'after'] as const;
export type Moment = (typeof MOMENTS)[number];

/** A command as it was typed, and what came back. */
export interface Asked {
  readonly typed: string;
  readonly reply: Reply;
  readonly command: PanosCommand;
}

const STAGES = [
  ['receive', 'rx'],
  ['transmit', 'tx'],
  ['drop', 'drop'],
] as const;

/** The files of a firewall's filter captures, by stage. */
export function stageFiles(hostname: string) {
  return STAGES.map(([stage, suffix]) => ({ stage, file: `${hostname}-${suffix}` }));
}

/** What an engineer types at a firewall at a moment. */
export function ask(view: DeviceView, moment: Moment, flow: FlowPlan): readonly Asked[] {
  return commandsAt(view, moment, flow).map((command) => put(view, command));
}

/** Switches a packet filter for both directions and the captures on, before the traffic. */
export function watch(view: DeviceView, flow: FlowPlan): void {
  const { firewall } = view;
  const commands: PanosCommand[] = [
    ...pairsOf(firewall, flow).flatMap(([one, other]): PanosCommand[] => [
      { kind: 'packet-filter-match', source: one, destination: other },
      { kind: 'packet-filter-match', source: other, destination: one },
    ]),
    { kind: 'packet-filter', on: true },
    ...stageFiles(firewall.hostname).map(
      ({ stage, file }): PanosCommand => ({ kind: 'capture-stage', stage, file, packets: 2000, bytes: 4_000_000 }),
    ),
    { kind: 'capture', on: true },
  ];
  for (const command of commands) put(view, command);
}

/** The two ends as they stand on either side of this firewall: four filters are all that PAN-OS takes. */
function pairsOf({ settings }: Firewall, { client, server }: FlowPlan): readonly (readonly [string, string])[] {
  const real = settings.publish?.find(({ destination }) => destination === server)?.to ?? null;
  const [hidden] = settings.nat.map(({ address }) => address);
  if (real === null && hidden === undefined) return [[client, server]];
  return [
    [client, server],
    [hidden ?? client, real ?? server],
  ];
}

function commandsAt(view: DeviceView, moment: Moment, flow: FlowPlan): readonly PanosCommand[] {
  const { firewall } = view;
  const { settings, hostname: _ } = firewall;
  const { engine, router } = settings;
  const ends = { source: flow.client, destination: flow.server };
  const lookup = (address: string): PanosCommand => ({ kind: 'fib-lookup', engine, router, address });
  const listing: PanosCommand = { kind: 'session-all', ...ends, destinationPort: null };
  const published = settings.publish?.find(({ destination }) => destination === flow.server)?.to;
  if (moment === 'before') {
    return [
      { kind: 'system-info' },
      { kind: 'ha-all' },
      { kind: 'interface-all' },
      { kind: 'routes', engine },
      lookup(flow.client),
      lookup(published ?? flow.server),
      ...(settings.nat.length + (settings.publish?.length ?? 0) > 0 ? [{ kind: 'nat-policy' } as const] : []),
      ...(settings.pbf.length > 0 ? [{ kind: 'pbf-rules' } as const, { kind: 'pbf-policy' } as const] : []),
      { kind: 'tcp-state' },
      { kind: 'packet-diag-setting' },
      { kind: 'counters', scope: 'packet-filter' },
      { kind: 'counters', scope: 'device' },
    ];
  }
  const details = sessionsOf(firewall, flow).map((id): PanosCommand => ({ kind: 'session-id', id }));
  if (moment !== 'after') return [listing, ...details];
  return [
    { kind: 'counters', scope: 'packet-filter' },
    { kind: 'counters', scope: 'device' },
    ...settings.interfaces.map(({ name }): PanosCommand => ({ kind: 'interface', name })),
    listing,
    ...details,
    { kind: 'traffic-log', ...ends, count: 20 },
  ];
}

const MOST_DETAILS = 3;

/** The numbers of the flow's sessions that one finds in the listing. */
function sessionsOf({ sessions }: Firewall, { client, server, port }: FlowPlan): readonly number[] {
  return sessions
    .all()
    .filter((one) => one.client.address === client && one.server.address === server && one.server.port === port)
    .map(({ id }) => id)
    .slice(0, MOST_DETAILS);
}

/** Sends a command as the product writes it to the device of the model. */
export function put(view: DeviceView, command: PanosCommand): Asked {
  const written = writeCommand(command);
  if (!written.ok) throw new Error(`a command of the lab cannot be written: ${written.error.message}`);
  const { cli, request } = written.value;
  const reply = request.type === 'op' ? answer(view, request.cmd) : trafficLog(view, request.query, request.nlogs);
  return { typed: cli, reply, command };
}
