import type { LiveAction } from '../model/approval.ts';
import type { FactOf } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';
import { CAPTURE_STAGES } from '../model/panos-command.ts';
import type { Triage } from '../model/triage.ts';

type Seen = Pick<Triage, 'evidence'>;
export type ActionOf<Kind extends LiveAction['kind']> = Extract<LiveAction, { readonly kind: Kind }>;

/** PAN-OS has four packet filters (KB kA10g000000ClTJCA0). */
const FILTERS_AT_MOST = 4;

/** The devices that have shown a session of the flow, each once, in the order in which they did. */
export function holdersOf(flow: Flow, { evidence }: Seen): readonly string[] {
  const holding = evidence.filter(({ facts }) => facts.some((fact) => isOf(flow, fact)));
  return [...new Set(holding.flatMap(({ observer }) => (observer === null ? [] : [observer])))];
}

function isOf(flow: Flow, fact: Triage['evidence'][number]['facts'][number]): boolean {
  const [client, server] = [flow.client.address, flow.server.address];
  if (fact.kind === 'session-row') return fact.source.address === client && fact.destination.address === server;
  return fact.kind === 'session-detail' && fact.c2s.source === client && fact.c2s.destination === server;
}

/** Clearing the flow's own sessions on some devices: all from its client to its server and port. */
export function clearAction(flow: Flow, devices: readonly string[]): ActionOf<'clear-sessions'> {
  const { client, server } = flow;
  return {
    kind: 'clear-sessions',
    devices,
    source: client.address,
    destination: server.address,
    destinationPort: server.port,
  };
}

/**
 * Capturing the flow on one device at all stages: requests, replies, and what both become by the translation that the
 * device itself has shown, because a reply that meets no session is caught by a filter of its own only.
 */
export function captureAction(flow: Flow, device: string, seen: Seen, seconds: number): ActionOf<'capture'> {
  const [client, server] = [flow.client.address, flow.server.address];
  const detail = detailsOn(device, flow, seen).at(-1);
  const [near, far] = [detail?.s2c.destination ?? client, detail?.s2c.source ?? server];
  const pairs = [
    { source: client, destination: server },
    { source: server, destination: client },
    { source: far, destination: near },
    { source: near, destination: far },
  ];
  const filters = pairs
    .filter((pair, at) => pairs.findIndex((other) => isSame(pair, other)) === at)
    .slice(0, FILTERS_AT_MOST);
  return { kind: 'capture', device, filters, stages: CAPTURE_STAGES, seconds };
}

function detailsOn(device: string, flow: Flow, { evidence }: Seen): readonly FactOf<'session-detail'>[] {
  return evidence
    .filter(({ observer }) => observer === device)
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.kind === 'session-detail')
    .filter((fact) => isOf(flow, fact));
}

interface Pair {
  readonly source: string;
  readonly destination: string;
}

function isSame(one: Pair, other: Pair): boolean {
  return one.source === other.source && one.destination === other.destination;
}
