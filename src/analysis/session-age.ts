import type { FindingReading, Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import type { FlowSession } from './flow-sessions.ts';
import { observe, present, readingOf, type Values } from './observation.ts';
import { attempts, conditionOf, lacksReply } from './session-condition.ts';
import { isEarlyReset } from './session-end.ts';
import { instant } from './time.ts';

/**
 * States whether the session that lacks its reply is older than the fix, and whether a newer one works. The device's
 * clock is compared at face value with the fix in UTC: PAN-OS prints no time zone.
 */
export function sessionAge({ firewalls, fixedAt }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => present([olderThanFix(view, fixedAt), newerFlowHealthy(view, fixedAt)]));
}

function olderThanFix(view: ObserverView, fixedAt: string | null): Observation | null {
  const broken = attempts(view).find(lacksReply);
  if (broken === undefined || fixedAt === null) return null;
  const fix = instant(fixedAt);
  const { start, latest, id } = broken;
  const told = start === null || fix === null || !mayStillBeThere(broken, fix) ? null : start.seconds < fix;
  const reading = readingOf(told);
  return observe('session.older-than-fix', reading, {
    observers: [view.name],
    values: { sessionId: id, startTime: start?.text ?? null, fixedAt, ...lifeOf(view, broken) },
    citations: [latest.quotes?.startTime ?? latest.at],
  });
}

/** What was only shown before the fix is older than it by any clock, and tells nothing of what is there since. */
function mayStillBeThere({ looks }: FlowSession, fix: number): boolean {
  return looks.some(({ evidence }) => (instant(evidence.takenAt) ?? fix) >= fix);
}

/**
 * How long the session lives on without another packet, as its own page tells (`time to live` of `timeout`, in seconds).
 * Every packet of either half starts the time anew.
 */
function lifeOf(view: ObserverView, { looks }: FlowSession): Values {
  const look = looks.find(({ form }) => form === 'detail');
  const page = factsOf(view, 'session-detail').find(({ fact }) => fact.at === look?.at)?.fact;
  return { leftSeconds: page?.timeToLiveSeconds ?? null, timeoutSeconds: page?.timeoutSeconds ?? null };
}

/** A refusal by the server passes in both directions too, and is nothing that works. */
function works(session: FlowSession): boolean {
  return conditionOf(session) === 'both' && !isEarlyReset(session);
}

function startOf(session: FlowSession | undefined): number | null {
  return session?.start?.seconds ?? null;
}

function newerFlowHealthy(view: ObserverView, fixedAt: string | null): Observation | null {
  const timed = view.related.filter(({ start }) => start !== null);
  const broken = view.related.filter(lacksReply);
  const [anyBroken] = broken;
  if (anyBroken === undefined) return null;
  const newestBroken = timed.find(lacksReply);
  const newestWorking = timed.find(works);
  const told =
    newestBroken === undefined ? null : compare(newestBroken, newestWorking, timed.filter(lacksReply), fixedAt);
  const cited = [newestBroken ?? anyBroken, ...(newestWorking === undefined ? [] : [newestWorking])];
  return observe('session.newer-flow-healthy', told ?? 'could-not-tell', {
    observers: [view.name],
    values: {
      sessionId: (newestBroken ?? anyBroken).id,
      newerSessionId: newestWorking?.id ?? null,
      ...lifeOf(view, newestBroken ?? anyBroken),
    },
    citations: cited.map(({ latest }) => latest.at),
  });
}

/** That new sessions fail too counts only for sessions that began after the fix, when there was one. */
function compare(
  newestBroken: FlowSession,
  newestWorking: FlowSession | undefined,
  broken: readonly FlowSession[],
  fixedAt: string | null,
): FindingReading | null {
  const failed = startOf(newestBroken) ?? 0;
  const worked = startOf(newestWorking);
  if (worked !== null && worked > failed) return 'seen';
  const oldest = startOf(broken.at(-1)) ?? failed;
  const fix = instant(fixedAt);
  return failed > oldest && (fix === null || failed >= fix) ? 'not-seen' : null;
}
