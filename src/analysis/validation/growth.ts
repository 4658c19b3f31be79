import type { FindingValue } from '../../model/finding.ts';
import type { Sign } from '../../model/validation.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import { type FlowSession, type Volume, volumesOf } from '../flow-sessions.ts';
import { present } from '../observation.ts';
import { type Growth, growthOf, lacksReply } from '../session-condition.ts';
import { looksSince, momentOf, phasedSessions, timeOf } from './phases.ts';

/** Half a minute is what is asked for; people paste the second reading a moment later than they take it. */
const CLOSE_SECONDS = 60;
/** How long a sustained test lasts at least. */
const SUSTAINED_SECONDS = 120;

/** What the byte counts of the sessions that formed after the fix say, reading by reading. */
export function growth({ firewalls }: AnalysisContext, fix: number): readonly Sign[] {
  return firewalls.flatMap((view) =>
    phasedSessions(view, fix)
      .filter(({ formed }) => formed === 'after')
      .flatMap(({ session }) => signsOf(view, session, fix)),
  );
}

function signsOf(view: ObserverView, session: FlowSession, fix: number): readonly Sign[] {
  const volumes = volumesOf({ looks: looksSince(session, fix), orientation: session.orientation });
  return volumes.flatMap((later, index) => {
    const sign = signMaker(view, session, later);
    const earlier = volumes.slice(0, index);
    const previous = earlier.at(-1);
    if (previous === undefined) {
      const next = volumes[1];
      return next !== undefined && secondsBetween(later, next) === 0 ? [] : alone(session, later, sign);
    }
    return [...closeGrowth(session, earlier, later, sign), ...sustainedGrowth(session, earlier, later, sign)];
  });
}

type SignOf = (check: Sign['check'], holds: Sign['holds'], values: Sign['values'], readings: readonly Volume[]) => Sign;

function signMaker(view: ObserverView, session: FlowSession, later: Volume): SignOf {
  return (check, holds, values, readings) => ({
    check,
    observer: view.name,
    holds,
    at: momentOf(later.look),
    values: { sessionId: session.id, ...values },
    citations: readings.flatMap(quotesOf),
  });
}

/** One reading cannot show growth, but a session whose requests got nothing back is broken all the same. */
function alone(session: FlowSession, only: Volume, sign: SignOf): readonly Sign[] {
  const shown = { ...session, looks: [only.look], latest: only.look, volume: only };
  return lacksReply(shown)
    ? [sign('both-grow', false, { how: 'no-reply', bytesC2s: only.c2s.bytes }, [only])]
    : [sign('both-grow', null, { how: 'one-reading' }, [only])];
}

function closeGrowth(session: FlowSession, earlier: readonly Volume[], later: Volume, sign: SignOf): readonly Sign[] {
  const previous = earlier.at(-1);
  const grown = previous === undefined ? null : growthBetween(session, previous, later);
  if (previous === undefined) return [];
  const values = { ...deltasOf(grown), seconds: secondsBetween(previous, later) };
  const readings = [later, previous];
  if (grown?.kind === 'frozen') return [sign('both-grow', false, { how: 'frozen', ...values }, readings)];
  if (grown?.kind !== 'both') return [sign('both-grow', null, { how: 'unmoved', ...values }, readings)];
  return secondsBetween(previous, later) <= CLOSE_SECONDS
    ? [sign('both-grow', true, { how: 'grew', ...values }, readings)]
    : [sign('both-grow', null, { how: 'far-apart', ...values }, readings)];
}

/** From the latest reading that is two minutes older, and nothing standing still in between. */
function sustainedGrowth(
  session: FlowSession,
  earlier: readonly Volume[],
  later: Volume,
  sign: SignOf,
): readonly Sign[] {
  const previous = earlier.at(-1);
  if (previous === undefined) return [];
  const last = growthBetween(session, previous, later);
  if (last?.kind === 'frozen') {
    const values = { how: 'frozen', ...deltasOf(last), seconds: secondsBetween(previous, later) };
    return [sign('sustained', false, values, [later, previous])];
  }
  const start = earlier.findLastIndex((one) => secondsBetween(one, later) >= SUSTAINED_SECONDS);
  const first = earlier[Math.max(start, 0)] ?? previous;
  const span = [...earlier.slice(Math.max(start, 0)), later];
  const whole = growthBetween(session, first, later);
  const values = { ...deltasOf(whole), seconds: secondsBetween(first, later) };
  if (start < 0) return [sign('sustained', null, { how: 'too-short', ...values }, [later, first])];
  const stalls = span.some(
    (one, index) => index > 0 && growthBetween(session, span[index - 1] ?? one, one)?.kind === 'frozen',
  );
  if (whole?.kind !== 'both' || stalls) return [sign('sustained', null, { how: 'unmoved', ...values }, [later, first])];
  return [sign('sustained', true, { how: 'grew', ...values }, [later, first])];
}

function growthBetween(session: FlowSession, earlier: Volume, later: Volume): Growth | null {
  return growthOf({ ...session, looks: [later.look, earlier.look] });
}

function deltasOf(grown: Growth | null): Readonly<Record<string, FindingValue>> {
  return { deltaC2s: grown?.c2s.bytes ?? null, deltaS2c: grown?.s2c.bytes ?? null };
}

function secondsBetween(earlier: Volume, later: Volume): number {
  return (timeOf(later.look) ?? 0) - (timeOf(earlier.look) ?? 0);
}

function quotesOf({ look }: Volume): readonly Volume['look']['at'][] {
  const quotes = present([look.quotes?.bytesC2s ?? null, look.quotes?.bytesS2c ?? null]);
  return quotes.length > 0 ? quotes : [look.at];
}
