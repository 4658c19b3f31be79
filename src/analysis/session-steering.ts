import type { Observation } from '../model/finding.ts';
import type { Direction } from '../model/flow.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { type FlowSession, steeringOf } from './flow-sessions.ts';
import type { Look } from './look.ts';
import { observe, readingOf } from './observation.ts';
import { subjectOf } from './session-condition.ts';

/** What a session itself says of policy-based forwarding in one direction. */
export interface SessionSteering {
  readonly used: boolean;
  readonly rule: string | null;
  readonly look: Look;
}

/** The latest look that tells whether PBF forwards a direction of the session, with the rule from whichever look names it. */
export function sessionSteering(session: FlowSession, direction: Direction): SessionSteering | null {
  const said = session.looks.flatMap((look): readonly SessionSteering[] => {
    const { used, rule } = steeringOf(look, session.orientation, direction);
    return used === null ? [] : [{ used, rule, look }];
  });
  const [latest] = said;
  if (latest === undefined || !latest.used || latest.rule !== null) return latest ?? null;
  return said.find(({ rule }) => rule !== null) ?? latest;
}

/** States whether the session says that a PBF rule forwards its request or its reply. */
export function sessionPbf({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    return session === null ? [] : [steered(view, session, 'c2s'), steered(view, session, 's2c')];
  });
}

function steered(view: ObserverView, session: FlowSession, direction: Direction): Observation {
  const told = sessionSteering(session, direction);
  const look = told?.look ?? session.latest;
  return observe(direction === 'c2s' ? 'session.pbf-forward' : 'session.pbf-return', readingOf(told?.used ?? null), {
    observers: [view.name],
    direction,
    values: { sessionId: session.id, rule: told?.rule ?? null },
    citations: [told?.used === true ? (look.quotes?.pbf ?? look.at) : look.at],
  });
}
