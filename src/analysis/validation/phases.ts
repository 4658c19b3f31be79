import type { ObserverView } from '../context.ts';
import type { FlowSession } from '../flow-sessions.ts';
import type { Look } from '../look.ts';
import { instant } from '../time.ts';

/** A session of the two ends, from whatever port of the client, and on which side of the fix it formed. */
export interface PhasedSession {
  readonly session: FlowSession;
  /** Null when the device's clock cannot be right, or when nothing shows the start. */
  readonly formed: 'before' | 'after' | null;
}

/** A session cannot start after it was shown: then the device's clock is not UTC. A few minutes may be its drift. */
const CLOCK_TOLERANCE_SECONDS = 5 * 60;

/**
 * The sessions of an observer, oldest start first. One that was shown before the fix formed before it, whatever its
 * clock says; else its start is compared at face value: PAN-OS prints no time zone.
 */
export function phasedSessions({ related }: ObserverView, fix: number): readonly PhasedSession[] {
  return related.map((session) => ({ session, formed: formedWhen(session, fix) })).reverse();
}

function formedWhen(session: FlowSession, fix: number): PhasedSession['formed'] {
  const times = session.looks.flatMap((look) => timeOf(look) ?? []);
  if (times.some((time) => time < fix)) return 'before';
  const { start } = session;
  if (start === null) return null;
  if (start.seconds < fix) return 'before';
  const first = Math.min(...times);
  return start.seconds <= first + CLOCK_TOLERANCE_SECONDS ? 'after' : null;
}

/** When a look was taken, in seconds; null when that is not known. */
export function timeOf(look: Look): number | null {
  return instant(look.evidence.takenAt);
}

/** The looks since the fix, oldest first; those of one moment by their byte counts, which only grow. */
export function looksSince({ looks }: FlowSession, fix: number): readonly Look[] {
  const time = (look: Look): number => timeOf(look) ?? Number.NEGATIVE_INFINITY;
  return [...looks]
    .filter((look) => time(look) >= fix)
    .sort((one, other) => time(one) - time(other) || (one.total ?? -1) - (other.total ?? -1));
}

/** ISO 8601 of a look's time. */
export function momentOf(look: Look): string | null {
  const time = timeOf(look);
  return time === null ? null : new Date(time * 1000).toISOString();
}
