import type { Sign } from '../../model/validation.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import { type FlowSession, type Volume, volumesOf } from '../flow-sessions.ts';
import { present } from '../observation.ts';
import { lacksReply } from '../session-condition.ts';
import { momentOf, timeOf } from './phases.ts';

/** Whether the broken session was shown with its start and its byte counts, before the fix where there was one. */
export function brokenFlowNoted({ firewalls }: AnalysisContext, fix: number | null): readonly Sign[] {
  return firewalls.flatMap((view) => noted(view, fix));
}

function noted(view: ObserverView, fix: number | null): readonly Sign[] {
  const shown = view.related.filter(lacksReply).flatMap((session) => readingBefore(session, fix));
  const [first] = shown;
  if (first === undefined) return [];
  const { session, start, look, c2s, s2c } = first;
  return [
    {
      check: 'broken-flow-noted',
      observer: view.name,
      holds: true,
      at: momentOf(look),
      values: { sessionId: session.id, startTime: start.text, bytesC2s: c2s.bytes, bytesS2c: s2c.bytes },
      citations: present([
        look.quotes?.startTime ?? null,
        look.quotes?.bytesC2s ?? null,
        look.quotes?.bytesS2c ?? null,
      ]),
    },
  ];
}

interface Reading extends Volume {
  readonly session: FlowSession;
  readonly start: NonNullable<FlowSession['start']>;
}

/** The latest byte counts of a session with an id and a start, of before the fix where there was one. */
function readingBefore(session: FlowSession, fix: number | null): readonly Reading[] {
  const { id, start } = session;
  const volume = volumesOf(session).find(({ look }) => fix === null || (timeOf(look) ?? fix) < fix);
  return id === null || start === null || volume === undefined ? [] : [{ ...volume, session, start }];
}
