import type { Evidence } from '../../model/evidence.ts';
import type { CaptureFlow } from '../../model/facts.ts';
import type { Flow } from '../../model/flow.ts';

/** What captures alone say of the flow that a case is about. */
export type FlowOfCaptures = Flow | 'several' | null;

/**
 * The flow that captures point to: the only conversation in them, else the only one that lacks a direction. Connections
 * of one client to one service count as one, and so do the two sides of a translation. Null without any conversation
 * whose client is known.
 */
export function flowOfCaptures(evidence: readonly Evidence[]): FlowOfCaptures {
  const known = evidence
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.kind === 'capture-flow')
    .filter(({ knownBy }) => knownBy !== 'first-packet' && knownBy !== 'quoted');
  const services = byService(beforeTranslation(known));
  const [only] = services;
  if (only === undefined) return null;
  if (services.length === 1) return flowOf(only);
  const halves = services.filter((facts) => facts.some(isHalf));
  const [half] = halves;
  return halves.length === 1 && half !== undefined ? flowOf(half) : 'several';
}

function isHalf({ c2s, s2c }: CaptureFlow): boolean {
  return c2s.packets === 0 || s2c.packets === 0;
}

/** Of conversations with one initial sequence number, all told under the names where the most hops are still ahead. */
function beforeTranslation(facts: readonly CaptureFlow[]): readonly CaptureFlow[] {
  const first = new Map<number, CaptureFlow>();
  for (const fact of facts) {
    const number = initialSequence(fact);
    const best = number === null ? undefined : first.get(number);
    if (number !== null && (best === undefined || hops(fact) > hops(best))) first.set(number, fact);
  }
  return facts.map((fact) => {
    const { client, server } = first.get(initialSequence(fact) ?? -1) ?? fact;
    return { ...fact, client, server };
  });
}

function hops({ c2s }: CaptureFlow): number {
  return c2s.ttls.values[0]?.value ?? 0;
}

function initialSequence({ c2s, s2c }: CaptureFlow): number | null {
  return c2s.tcp?.initialSequence ?? s2c.tcp?.initialSequence ?? null;
}

function byService(facts: readonly CaptureFlow[]): readonly (readonly CaptureFlow[])[] {
  const services = new Map<string, CaptureFlow[]>();
  for (const fact of facts) {
    const key = JSON.stringify([fact.protocol, fact.client.address, fact.server.address, fact.server.port]);
    services.set(key, [...(services.get(key) ?? []), fact]);
  }
  return [...services.values()];
}

function flowOf(facts: readonly CaptureFlow[]): Flow | null {
  const [first] = facts;
  if (first === undefined) return null;
  const ports = new Set(facts.map(({ client }) => client.port));
  const { protocol, client, server } = first;
  return { protocol, client: { address: client.address, port: ports.size === 1 ? client.port : null }, server };
}
