import type { Sign } from '../../model/validation.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import type { Look } from '../look.ts';
import { looksSince, momentOf, type PhasedSession, phasedSessions } from './phases.ts';

/** Whether a session formed after the fix. A listing that has none yet proves nothing: nobody may have tried. */
export function newSession({ firewalls }: AnalysisContext, fix: number): readonly Sign[] {
  return firewalls.flatMap((view) => phasedSessions(view, fix).flatMap((one) => signsOf(view, one, fix)));
}

function signsOf(view: ObserverView, { session, formed }: PhasedSession, fix: number): readonly Sign[] {
  const [first] = looksSince(session, fix);
  if (first === undefined || (first.form === 'log' && (first.id ?? 0) === 0)) return [];
  return [
    {
      check: 'new-session',
      observer: view.name,
      holds: formed === 'after' ? true : null,
      at: momentOf(first),
      values: {
        sessionId: session.id,
        startTime: session.start?.text ?? null,
        formed,
        clockWrong: formed === null && session.start !== null,
      },
      citations: [startOf(first)],
    },
  ];
}

function startOf(look: Look): Look['at'] {
  return look.quotes?.startTime ?? look.at;
}
