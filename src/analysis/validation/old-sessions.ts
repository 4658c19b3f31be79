import type { Citation } from '../../model/evidence.ts';
import type { Sign } from '../../model/validation.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import type { FlowSession } from '../flow-sessions.ts';
import { lacksReply } from '../session-condition.ts';
import { type Expiry, expiryOf } from './expiry.ts';
import { phasedSessions } from './phases.ts';
import { type Sight, sightsOf } from './sights.ts';

/** An old session and what was last seen of it, up to some moment. */
interface Standing {
  readonly session: FlowSession;
  readonly sight: Sight | null;
  readonly expiry: Expiry | null;
}

/**
 * What became of the sessions that formed before the fix: whether the broken one is gone, and how many of these ends
 * are left, until when they end by themselves.
 */
export function oldSessions({ firewalls, flow }: AnalysisContext, fix: number): readonly Sign[] {
  const protocol = flow?.protocol ?? 'tcp';
  return firewalls.flatMap((view) => {
    const old = phasedSessions(view, fix).flatMap(({ session, formed }) => (formed === 'before' ? [session] : []));
    if (old.length === 0) return [];
    const sights = sightsOf(view, old, fix);
    const times = [...new Set(sights.map(({ time }) => time))].sort((one, other) => one - other);
    const at = (time: number): readonly Standing[] =>
      old.map((session) => ({
        session,
        sight: sights.findLast((sight) => sight.session === session && sight.time <= time) ?? null,
        expiry: expiryOf(view, session, protocol, time),
      }));
    if (times.length === 0) return [signOf('stale-flows', view, at(Number.POSITIVE_INFINITY), null)];
    return times.flatMap((time) => signsAt(view, at(time), new Date(time * 1000).toISOString()));
  });
}

function signsAt(view: ObserverView, standing: readonly Standing[], at: string): readonly Sign[] {
  const broken = standing.filter(({ session }) => lacksReply(session));
  return [
    signOf('old-session-gone', view, broken.length > 0 ? broken : standing, at),
    signOf('stale-flows', view, standing, at),
  ];
}

/** One that is still there decides; without one, those that nobody looked for since leave it open. */
function signOf(check: Sign['check'], view: ObserverView, standing: readonly Standing[], at: string | null): Sign {
  const left = standing.filter(({ sight }) => sight === null || sight.there);
  const there = standing.filter(({ sight }) => sight?.there === true);
  const counted = there.length > 0 ? there : left;
  return {
    check,
    observer: view.name,
    holds: there.length > 0 ? false : left.length > 0 ? null : true,
    at,
    values: {
      sessions: (counted.length > 0 ? counted : standing).map(({ session }) => session.id ?? '?').join(', '),
      count: counted.length,
      ...lastExpiry(counted),
    },
    citations: citationsOf(counted.length > 0 ? counted : standing),
  };
}

/** Until when the last of them is gone, if none of them carries another packet. */
function lastExpiry(standing: readonly Standing[]): Sign['values'] {
  const known = standing.flatMap(({ expiry }) => expiry ?? []);
  const last = known.reduce<Expiry | null>(
    (one, other) => (one === null || other.until > one.until ? other : one),
    null,
  );
  return {
    until: last === null ? null : new Date(last.until * 1000).toISOString(),
    basis: last?.basis ?? null,
    seconds: last?.seconds ?? null,
  };
}

function citationsOf(standing: readonly Standing[]): readonly Citation[] {
  const all = standing.map(({ session, sight }) => sight?.at ?? session.latest.at);
  return all.filter(
    (one, index) => all.findIndex(({ source, lines }) => source === one.source && lines[0] === one.lines[0]) === index,
  );
}
