import type { Observation } from '../model/finding.ts';
import { covers, sameAddress } from './address.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { type FlowSession, known, sideOf } from './flow-sessions.ts';
import type { Look } from './look.ts';
import { observe } from './observation.ts';
import { subjectOf } from './session-condition.ts';

/**
 * States whether destination translation sends the client back into its own network. Then the server, a neighbour of the
 * client, answers it directly and by its own address, unless the firewall translates the client as well.
 */
export function natTurn({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    const turned = session === null || session.orientation === 'reversed' ? null : translatedLook(session);
    return session === null || turned === null ? [] : [uTurn(view, session, turned)];
  });
}

function translatedLook(session: FlowSession): Look | null {
  const look = known(session, ({ translatedDestination }) => translatedDestination.address)?.look ?? null;
  if (look === null || look.destination.address === null) return null;
  return sameAddress(look.destination.address, look.translatedDestination.address) ? null : look;
}

function uTurn(view: ObserverView, session: FlowSession, look: Look): Observation {
  const { interface: ingress } = sideOf(session, 'client');
  const client = look.source.address ?? '';
  const server = look.translatedDestination.address ?? '';
  const subnet = view.topology.subnets.find(({ prefix }) => covers(prefix, client) && covers(prefix, server)) ?? null;
  const hidden = !sameAddress(look.translatedSource.address, look.source.address);
  const egress = sideOf(session, 'server').interface;
  const apart = ingress !== null && egress !== null && ingress !== egress;
  const reading = hidden || apart ? 'not-seen' : subnet === null ? 'could-not-tell' : 'seen';
  return observe('nat.u-turn', reading, {
    observers: [view.name],
    direction: 'c2s',
    values: { sessionId: session.id, client, server, interface: subnet?.interface ?? ingress },
    citations: [look.at, subnet?.at ?? null],
  });
}
