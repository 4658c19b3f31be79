import type { Observation } from '../../model/finding.ts';
import { observe } from '../observation.ts';
import type { SeenFlow } from './flows.ts';

/** So many other clients must have fared alike before it is said of a server. */
const CLIENTS_NEEDED = 3;

/**
 * States whether the server of the flow answers clients other than the flow's own, while the flow itself is half-open:
 * `seen` when at least three others have whole flows with it, `not-seen` when at least three have half-open ones only.
 */
export function serverAnswersOthers(flows: readonly SeenFlow[], own: readonly SeenFlow[]): readonly Observation[] {
  const [first] = own.filter(({ condition }) => condition === 'half-open');
  if (first === undefined || own.some(({ condition }) => condition === 'whole')) return [];
  const others = flows.filter(
    ({ client, server }) =>
      server.address === first.server.address &&
      server.port === first.server.port &&
      client.address !== first.client.address,
  );
  const answered = others.filter(({ condition }) => condition === 'whole');
  const waiting = others.filter(({ condition }) => condition === 'half-open');
  const [answeredClients, waitingClients] = [clientsOf(answered), clientsOf(waiting)];
  const seen = answeredClients >= CLIENTS_NEEDED;
  if (!seen && (answeredClients > 0 || waitingClients < CLIENTS_NEEDED)) return [];
  const telling = [...(seen ? answered : waiting).slice(0, 2), first].flatMap(({ sights }) => sights.slice(0, 1));
  return [
    observe('blast.server-answers-others', seen ? 'seen' : 'not-seen', {
      observers: [...new Set(telling.map(({ observer }) => observer))].sort(),
      values: { clients: seen ? answeredClients : waitingClients },
      citations: telling.map(({ at }) => at),
    }),
  ];
}

function clientsOf(flows: readonly SeenFlow[]): number {
  return new Set(flows.map(({ client }) => client.address)).size;
}
