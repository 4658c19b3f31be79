import type { FindingReading, Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { type FlowSession, known } from './flow-sessions.ts';
import { observe } from './observation.ts';
import { attempts } from './session-condition.ts';
import { endingOf } from './session-end.ts';
import { deviceTime } from './time.ts';
import { defaultTimeout, type Timeout } from './timeouts.ts';

/**
 * States whether an established TCP connection of the flow was removed for being idle. UDP always ends so, and a
 * handshake that was never answered too: neither tells anything here.
 */
export function sessionIdle({ firewalls, flow }: AnalysisContext): readonly Observation[] {
  if (flow?.protocol !== 'tcp') return [];
  return firewalls.flatMap((view) => {
    const sessions = attempts(view);
    const ended = sessions.filter((session) => endingOf(session) !== null);
    const session = ended.find(wentIdle) ?? ended[0] ?? sessions[0];
    return session === undefined ? [] : [idle(view, session)];
  });
}

/** PAN-OS calls a connection `incomplete` until its handshake is done. */
function wentIdle(session: FlowSession): boolean {
  const application = known(session, (look) => look.application)?.value ?? null;
  return endingOf(session)?.end === 'aged-out' && session.volume?.traffic === 'both' && application !== 'incomplete';
}

function readingOf(session: FlowSession): FindingReading {
  const ending = endingOf(session);
  if (ending === null || (ending.end === 'aged-out' && session.volume === null)) return 'could-not-tell';
  return wentIdle(session) ? 'seen' : 'not-seen';
}

function idle(view: ObserverView, session: FlowSession): Observation {
  const look = endingOf(session)?.look ?? session.latest;
  const timeout = defaultTimeout(view);
  const elapsed = elapsedSeconds(view, session);
  return observe('session.idle-aged-out', readingOf(session), {
    observers: [view.name],
    values: {
      sessionId: session.id,
      bytesC2s: session.volume?.c2s.bytes ?? null,
      bytesS2c: session.volume?.s2c.bytes ?? null,
      elapsedSeconds: elapsed,
      timeoutSeconds: timeout?.seconds ?? null,
      overTimeout: isOver(elapsed, timeout),
    },
    citations: [look.quotes?.endReason ?? look.at, timeout?.at ?? null],
  });
}

/** A session that lasted less than the timeout was ended by a shorter one of its application. */
function isOver(elapsed: number | null, timeout: Timeout | null): boolean | null {
  return elapsed === null || timeout === null ? null : elapsed >= timeout.seconds;
}

/** From the start of the session to the log record that its end wrote. */
function elapsedSeconds(view: ObserverView, session: FlowSession): number | null {
  const own = session.looks.filter(({ form }) => form === 'log').map(({ at }) => JSON.stringify(at));
  const logs = factsOf(view, 'traffic-log').filter(({ fact }) => own.includes(JSON.stringify(fact.at)));
  const lasted = logs.flatMap(({ fact }) => {
    const [from, to] = [deviceTime(fact.startedAt), deviceTime(fact.generatedAt)];
    return from === null || to === null || fact.endReason === null ? [] : [to - from];
  });
  return lasted.length === 0 ? null : Math.max(...lasted);
}
