import type { FindingReading, Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { type FlowSession, known } from './flow-sessions.ts';
import { observe, present, type Values } from './observation.ts';
import { type Condition, conditionOf, type Growth, growthOf, subjectOf } from './session-condition.ts';

/** States what the byte counts of the session in question say: one reading of it, and two. */
export function sessionVolume({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const session = subjectOf(view);
    if (session === null || conditionOf(session) === 'refused') return [];
    return [...oneReading(view, session), ...twoReadings(view, session)];
  });
}

function oneReading(view: ObserverView, session: FlowSession): readonly Observation[] {
  const condition = conditionOf(session);
  const observers = [view.name];
  const values = valuesOf(session);
  const { look } = session.volume ?? { look: session.latest };
  const citations = [look.quotes?.bytesC2s ?? null, look.quotes?.bytesS2c ?? null];
  const about = { observers, values, citations: present(citations).length > 0 ? citations : [look.at] };
  const unseen = unseenReading(condition, session);
  return present([
    unseen === null ? null : observe('session.return-unseen', unseen, { ...about, direction: 's2c' }),
    observe('session.both-directions-seen', bothReading(condition, session), about),
  ]);
}

function hasReply(session: FlowSession): boolean {
  return session.volume?.traffic === 'both';
}

/** A session with replies alone has nothing to say on a reply that is missing. */
function unseenReading(condition: Condition, session: FlowSession): FindingReading | null {
  if (condition === 'reply-only') return null;
  if (condition === 'unknown' || condition === 'unsettled') return 'could-not-tell';
  return hasReply(session) ? 'not-seen' : 'seen';
}

function bothReading(condition: Condition, session: FlowSession): FindingReading {
  if (condition === 'unknown' || condition === 'unsettled') return 'could-not-tell';
  return hasReply(session) ? 'seen' : 'not-seen';
}

function valuesOf(session: FlowSession): Values {
  return {
    sessionId: session.id,
    bytesC2s: session.volume?.c2s.bytes ?? null,
    bytesS2c: session.volume?.s2c.bytes ?? null,
    application: known(session, (look) => look.application)?.value ?? null,
    state: known(session, (look) => look.state)?.value ?? null,
  };
}

function twoReadings(view: ObserverView, session: FlowSession): readonly Observation[] {
  const growth = growthOf(session);
  const about = {
    observers: [view.name],
    values: {
      sessionId: session.id,
      deltaC2s: growth?.c2s.bytes ?? null,
      deltaS2c: growth?.s2c.bytes ?? null,
    },
    citations: growth === null ? [session.latest.at] : quotesOf(growth),
  };
  return [
    observe('session.return-frozen', frozenReading(growth), { ...about, direction: 's2c' }),
    observe('session.both-directions-grow', growsReading(growth), about),
  ];
}

function quotesOf({ later, earlier }: Growth): readonly FlowSession['latest']['at'][] {
  return [later, earlier].flatMap(({ look }) => {
    const quotes = present([look.quotes?.bytesC2s ?? null, look.quotes?.bytesS2c ?? null]);
    return quotes.length > 0 ? quotes : [look.at];
  });
}

function frozenReading(growth: Growth | null): FindingReading {
  if (growth === null || growth.kind === 'unclear') return 'could-not-tell';
  return growth.kind === 'frozen' ? 'seen' : 'not-seen';
}

function growsReading(growth: Growth | null): FindingReading {
  if (growth === null || growth.kind === 'unclear') return 'could-not-tell';
  return growth.kind === 'both' ? 'seen' : 'not-seen';
}
