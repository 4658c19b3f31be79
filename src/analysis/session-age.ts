import type { FindingReading, Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import type { FlowSession } from './flow-sessions.ts';
import { observe, present } from './observation.ts';
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
  const reading = start === null || fix === null ? 'could-not-tell' : start.seconds < fix ? 'seen' : 'not-seen';
  return observe('session.older-than-fix', reading, {
    observers: [view.name],
    values: { sessionId: id, startTime: start?.text ?? null, fixedAt },
    citations: [latest.quotes?.startTime ?? latest.at],
  });
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
    values: { sessionId: (newestBroken ?? anyBroken).id, newerSessionId: newestWorking?.id ?? null },
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
