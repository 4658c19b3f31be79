import type { BlastDimension } from '../../model/blast-radius.ts';
import { formatEndpoint } from '../../model/flow.ts';
import type { FlowSight } from './flow-sight.ts';
import type { SeenFlow } from './flows.ts';
import { subnetOf } from './subnet.ts';

/** One flow in a group, as far as this dimension is concerned: at one device its own sight, else the flow as a whole. */
export interface Member {
  readonly flow: SeenFlow;
  readonly condition: SeenFlow['condition'];
}

/** All flows that have a value of a dimension, by that value. */
export interface Split {
  readonly dimension: BlastDimension;
  readonly observer: string | null;
  readonly hash: string | null;
  readonly groups: ReadonlyMap<string, readonly Member[]>;
}

/** Values that every device means alike. */
const EVERYWHERE: readonly (readonly [BlastDimension, (flow: SeenFlow) => string | null])[] = [
  ['unit', ({ sights }) => sights.map(({ observer }) => observer).join(' + ')],
  ['server', ({ server }) => formatEndpoint(server)],
  ['client-subnet', ({ client }) => subnetOf(client.address)],
  ['client', ({ client }) => client.address],
];

/** Values that are names of one device. */
const AT_ONE_DEVICE: readonly (readonly [BlastDimension, (sight: FlowSight) => string | null])[] = [
  ['egress', ({ egress }) => egress],
  ['zone-pair', ({ from, to }) => (from === null || to === null ? null : `${from} → ${to}`)],
  ['ingress', ({ ingress }) => ingress],
  [
    'nat-address',
    ({ client, behind }) => (behind?.client.address === client.address ? null : (behind?.client.address ?? null)),
  ],
];

/** Every way to group the flows that gives at least two groups. */
export function splitsOf(flows: readonly SeenFlow[]): readonly Split[] {
  const observers = new Set(flows.flatMap(({ sights }) => sights.map(({ observer }) => observer)));
  const local = [...observers].flatMap((observer) =>
    AT_ONE_DEVICE.map(([dimension, name]) => splitAt(flows, observer, dimension, name)),
  );
  const global = EVERYWHERE.map(([dimension, name]): Split => {
    const groups = new Map<string, Member[]>();
    for (const flow of flows) put(groups, name(flow), { flow, condition: flow.condition });
    return { dimension, observer: null, hash: null, groups };
  });
  return [...local, ...global].filter(({ groups }) => groups.size > 1);
}

function splitAt(
  flows: readonly SeenFlow[],
  observer: string,
  dimension: BlastDimension,
  name: (sight: FlowSight) => string | null,
): Split {
  const groups = new Map<string, Member[]>();
  for (const flow of flows) {
    const sight = flow.sights.find((one) => one.observer === observer);
    if (sight !== undefined) put(groups, name(sight), { flow, condition: sight.condition });
  }
  return { dimension, observer, hash: null, groups };
}

function put(groups: Map<string, Member[]>, value: string | null, member: Member): void {
  if (value === null) return;
  const group = groups.get(value);
  if (group === undefined) groups.set(value, [member]);
  else group.push(member);
}
