import type { FindingReading, Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { type FlowSession, known } from './flow-sessions.ts';
import { observe } from './observation.ts';
import { attempts, conditionOf, subjectOf } from './session-condition.ts';
import { type Ending, endingOf, isEarlyReset, permission } from './session-end.ts';

/** States how the flow's session ended, and what policy said of it. */
export function sessionOutcome({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const refusal = denied(view);
    return flow?.protocol === 'tcp' ? [...refusal, ...endings(view)] : refusal;
  });
}

/** The latest word of policy counts: a rule may have been changed between two attempts. */
function denied(view: ObserverView): readonly Observation[] {
  const sessions = attempts(view);
  const told = sessions.map(permission).find((answer) => answer !== null) ?? null;
  const [first] = sessions;
  if (first === undefined) return [];
  const about = { observers: [view.name], direction: 'c2s' } as const;
  if (told === null) return [observe('session.denied', 'could-not-tell', { ...about, citations: [first.latest.at] })];
  const { permitted, look } = told;
  return [
    observe('session.denied', permitted ? 'not-seen' : 'seen', {
      ...about,
      values: { rule: look.rule },
      citations: [permitted ? look.at : (look.quotes?.endReason ?? look.at)],
    }),
  ];
}

/** The session in question, or the newest one that tells how it ended. */
function endedSession(view: ObserverView): FlowSession | null {
  const subject = subjectOf(view);
  if (subject !== null && endingOf(subject) !== null) return subject;
  return attempts(view).find((session) => endingOf(session) !== null) ?? subject;
}

function endings(view: ObserverView): readonly Observation[] {
  const session = endedSession(view);
  if (session === null || conditionOf(session) === 'refused') return [];
  const ending = endingOf(session);
  const look = ending?.look ?? session.latest;
  const about = {
    observers: [view.name],
    citations: [look.quotes?.endReason ?? look.quotes?.trackerStage ?? look.at],
  };
  const sessionId = session.id;
  const early = ending === null ? null : isEarlyReset(session);
  return [
    observe('session.handshake-aged-out', handshakeReading(session, ending), {
      ...about,
      values: { sessionId, application: applicationOf(session) },
    }),
    observe('session.reset-by-server', readingFor(ending, 'reset-by-server'), {
      ...about,
      direction: 's2c',
      values: { sessionId, early },
    }),
    observe('session.reset-by-client', readingFor(ending, 'reset-by-client'), {
      ...about,
      direction: 'c2s',
      values: { sessionId },
    }),
  ];
}

function applicationOf(session: FlowSession): string | null {
  return known(session, (look) => look.application)?.value ?? null;
}

function readingFor(ending: Ending | null, wanted: Ending['end']): FindingReading {
  if (ending === null) return 'could-not-tell';
  return ending.end === wanted ? 'seen' : 'not-seen';
}

/** The application stays `incomplete` until the three packets of the handshake have been seen. */
function handshakeReading(session: FlowSession, ending: Ending | null): FindingReading {
  if (ending === null) return session.volume?.traffic === 'both' ? 'not-seen' : 'could-not-tell';
  if (ending.end !== 'aged-out') return 'not-seen';
  const application = applicationOf(session);
  if (application === 'incomplete' || session.volume?.traffic === 'one-way') return 'seen';
  return application === null && session.volume === null ? 'could-not-tell' : 'not-seen';
}
