import type { Observation } from '../model/finding.ts';
import type { AnalysisContext, ObserverView } from './context.ts';
import { observe } from './observation.ts';
import { lacksReply } from './session-condition.ts';
import { instant } from './time.ts';
import { phasedSessions } from './validation/phases.ts';
import { sightsOf } from './validation/sights.ts';

/** States whether the broken sessions of before the fix are gone, by what was shown since. */
export function goneSinceFix({ firewalls, fixedAt }: AnalysisContext): readonly Observation[] {
  const fix = instant(fixedAt);
  return fix === null ? [] : firewalls.flatMap((view) => goneFrom(view, fix));
}

/** One that is still there decides; one that nobody looked for since leaves it open. */
function goneFrom(view: ObserverView, fix: number): readonly Observation[] {
  const broken = phasedSessions(view, fix).flatMap(({ session, formed }) =>
    formed === 'before' && lacksReply(session) ? [session] : [],
  );
  if (broken.length === 0) return [];
  const sights = sightsOf(view, broken, fix);
  const last = broken.map((session) => ({ session, sight: sights.findLast((one) => one.session === session) ?? null }));
  const there = last.find(({ sight }) => sight?.there === true);
  const unseen = last.find(({ sight }) => sight === null);
  const told = there ?? unseen ?? last[0];
  return [
    observe(
      'session.gone-since-fix',
      there !== undefined ? 'not-seen' : unseen !== undefined ? 'could-not-tell' : 'seen',
      {
        observers: [view.name],
        values: { sessionId: told?.session.id ?? null },
        citations: [told?.sight?.at ?? told?.session.latest.at ?? null],
      },
    ),
  ];
}
