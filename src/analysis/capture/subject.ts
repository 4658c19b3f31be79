import type { AnalysisContext } from '../context.ts';
import { directionMissing } from './missing.ts';
import { placeOf } from './place.ts';
import type { Sight } from './sight.ts';
import type { Look } from './statement.ts';
import { isArrival, type Vantage } from './vantage.ts';

/** A connection of the flow as one place shows it. */
export function lookAt(vantage: Vantage, sight: Sight, ends: NonNullable<AnalysisContext['ends']>): Look {
  return { vantage, sight, place: placeOf(vantage, ends) };
}

/** The connection that a place is asked about: the newest one that lacks a half, else the newest. Null without any. */
export function subjectAt(vantage: Vantage, ends: NonNullable<AnalysisContext['ends']>): Look | null {
  const place = placeOf(vantage, ends);
  const looks = vantage.sights.map((sight) => ({ vantage, sight, place }));
  const lacks = (look: Look): boolean =>
    (['s2c', 'c2s'] as const).some((direction) => directionMissing(look, direction)?.reading === 'seen');
  return looks.find(lacks) ?? looks[0] ?? null;
}

/** Of the stages of one firewall only the first that shows arriving packets speaks for what arrives there. */
export function arrivals(vantages: readonly Vantage[]): readonly Vantage[] {
  return vantages.filter(
    (one) =>
      isArrival(one) &&
      !(one.stage === 'firewall' && vantages.some((other) => other.view === one.view && other.stage === 'receive')),
  );
}

/** The transmit stages of firewalls whose other stages are not shown. */
export function onlySentOn(vantages: readonly Vantage[]): readonly Vantage[] {
  return vantages.filter(
    (one) => one.stage === 'transmit' && !vantages.some((other) => other.view === one.view && isArrival(other)),
  );
}
