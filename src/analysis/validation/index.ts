import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import type { Moment, Validation } from '../../model/validation.ts';
import { type AnalysisInput, contextOf } from '../context.ts';
import { analyse } from '../index.ts';
import { instant } from '../time.ts';
import { brokenFlowNoted } from './broken-flow.ts';
import { dropsStop } from './drops.ts';
import { growth } from './growth.ts';
import { newSession } from './new-session.ts';
import { oldSessions } from './old-sessions.ts';

/**
 * What the evidence says about a fix: before it, and since, moment by moment. Only what is known to have been shown at
 * or after `fixedAt` counts as after it; what has no time of its own counts as neither. `findings` are those of all the
 * evidence.
 */
export function validationOf(input: AnalysisInput, findings: readonly Finding[]): Validation {
  const { fixedAt, evidence } = input;
  const fix = instant(fixedAt);
  const context = contextOf(input);
  if (fix === null) {
    const signs = brokenFlowNoted(context, null);
    return { fixedAt, before: findings, moments: [], after: [], signs, untimed: 0 };
  }
  const later = evidence.filter((item) => isAfter(item, fix));
  const earlier = evidence.filter(({ takenAt }) => (instant(takenAt) ?? fix) < fix);
  return {
    fixedAt,
    before: earlier.length === 0 ? [] : analyse({ ...input, evidence: earlier }),
    moments: momentsOf(input, later),
    after: later.length === 0 ? [] : analyse({ ...input, evidence: later }),
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
function momentsOf(input: AnalysisInput, later: readonly Evidence[]): readonly Moment[] {
  const times = [...new Set(later.map(({ takenAt }) => instant(takenAt) ?? 0))].sort((one, other) => one - other);
  return times.map((time) => ({
    at: isoOf(time),
    findings: analyse({ ...input, evidence: later.filter(({ takenAt }) => instant(takenAt) === time) }),
  }));
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
