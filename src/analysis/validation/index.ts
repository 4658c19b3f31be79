import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import type { Moment, Validation } from '../../model/validation.ts';
import { type AnalysisContext, type AnalysisInput, contextOf } from '../context.ts';
import { analyse } from '../index.ts';
import { instant } from '../time.ts';
import { brokenFlowNoted } from './broken-flow.ts';
import { dropsStop } from './drops.ts';
import { growth } from './growth.ts';
import { newSession } from './new-session.ts';
import { oldSessions } from './old-sessions.ts';

/** What is known to have been shown at or after a fix; null without one, and when there is nothing of it. */
export function evidenceSince(evidence: readonly Evidence[], fixedAt: string | null): readonly Evidence[] | null {
  const fix = instant(fixedAt);
  const later = fix === null ? [] : evidence.filter((item) => isAfter(item, fix));
  return later.length === 0 ? null : later;
}

/**
 * What the evidence says about a fix: before it, and since, moment by moment. Only what is known to have been shown at
 * or after `fixedAt` counts as after it; what has no time of its own counts as neither. `findings` are those of what
 * was shown since, when anything was, else of all the evidence; `context` is all the evidence, grouped.
 */
export function validationOf(
  input: AnalysisInput,
  findings: readonly Finding[],
  context: AnalysisContext = contextOf(input),
): Validation {
  const { fixedAt, evidence } = input;
  const fix = instant(fixedAt);
  if (fix === null) {
    const signs = brokenFlowNoted(context, null);
    return { fixedAt: null, before: findings, moments: [], after: [], signs, untimed: 0 };
  }
  const later = evidenceSince(evidence, fixedAt) ?? [];
  const earlier = evidence.filter(({ takenAt }) => (instant(takenAt) ?? fix) < fix);
  const after = later.length === 0 ? [] : findings;
  return {
    fixedAt,
    before: earlier.length === 0 ? [] : analyse({ ...input, evidence: earlier }),
    moments: momentsOf(input, later, after),
    after,
    signs: [
      ...brokenFlowNoted(context, fix),
      ...oldSessions(context, fix),
      ...newSession(context, fix),
      ...growth(context, fix),
      ...dropsStop(input, later, fix),
    ],
    untimed: evidence.filter(({ takenAt }) => instant(takenAt) === null).length,
  };
}

function isAfter({ takenAt }: Evidence, fix: number): boolean {
  return (instant(takenAt) ?? Number.NEGATIVE_INFINITY) >= fix;
}

/** What each moment shows by itself: a later one can contradict an earlier one only when they are kept apart. */
function momentsOf(input: AnalysisInput, later: readonly Evidence[], together: readonly Finding[]): readonly Moment[] {
  const times = [...new Set(later.map(({ takenAt }) => instant(takenAt) ?? 0))].sort((one, other) => one - other);
  const [only, second] = times;
  if (only !== undefined && second === undefined) return [{ at: isoOf(only), findings: together }];
  return times.map((time) => ({
    at: isoOf(time),
    findings: analyse({ ...input, evidence: later.filter(({ takenAt }) => instant(takenAt) === time) }),
  }));
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
