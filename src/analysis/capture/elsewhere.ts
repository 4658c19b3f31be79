import type { Direction } from '../../model/flow.ts';
import type { AnalysisContext } from '../context.ts';
import { worksBothWays } from './halves.ts';
import { counterpart } from './join.ts';
import { sidednessOf } from './limits.ts';
import { halfOf, hasBeginning, type Sight } from './sight.ts';
import type { Look } from './statement.ts';
import { lookAt } from './subject.ts';
import { spanOf, type Vantage } from './vantage.ts';

/** Another place whose capture shows the very same connection to work in both directions; null when none does. */
export function worksAt(
  { vantage, sight }: Look,
  all: readonly Vantage[],
  ends: NonNullable<AnalysisContext['ends']>,
): Vantage | null {
  const other = all.find((one) => {
    const twin = one === vantage ? null : counterpart(sight, one);
    return twin !== null && sidednessOf(one) !== 'one' && worksBothWays(lookAt(one, twin, ends)) === true;
  });
  return other ?? null;
}

/** Whether a direction of the connection passes another interface of the same device, where that was captured too. */
export function passesBeside({ vantage, sight }: Look, all: readonly Vantage[], direction: Direction): boolean {
  return all.some((one) => {
    if (one === vantage || one.view !== vantage.view || !one.view.named) return false;
    const twin = counterpart(sight, one);
    return twin !== null && halfOf(twin, direction).packets > 0;
  });
}

/**
 * Whether some place, which was capturing before the connection began, holds later packets of it and not its beginning,
 * which another place shows: they came there by another way, and what looks lost may have gone with them.
 */
export function joinedLater({ sight }: Look, all: readonly Vantage[]): boolean {
  const shown = all.flatMap((place) => {
    const twin = place.sights.includes(sight) ? sight : counterpart(sight, place);
    return twin === null ? [] : [{ from: spanOf(place)?.[0] ?? null, twin }];
  });
  const begun = shown.filter(({ twin }) => hasBeginning(twin));
  return shown.some(
    ({ from, twin }) => from !== null && !hasBeginning(twin) && begun.some((one) => beganSince(from, one.twin, twin)),
  );
}

function beganSince(from: number, { fact }: Sight, later: Sight): boolean {
  const { clock, first } = later.fact;
  return clock !== 'none' && clock === fact.clock && from < fact.first && fact.first < first;
}

/**
 * Whether the connection works over two interfaces of one host, each of which holds one direction: all data of either is
 * acknowledged on the other one.
 */
export function worksAcross({ vantage, sight }: Look, all: readonly Vantage[]): boolean {
  return all.some((one) => {
    if (one === vantage || one.view !== vantage.view || !one.view.named) return false;
    const twin = counterpart(sight, one);
    return twin !== null && (isAnsweredBy(sight, twin) || isAnsweredBy(twin, sight));
  });
}

function isAnsweredBy(there: Sight, back: Sight): boolean {
  if (there.replies.packets > 0 || back.requests.packets > 0) return false;
  const [asked, answered] = [there.requests.payloadBytes, back.replies.payloadBytes];
  const [heard, taken] = [there.replies, back.requests].map(({ tcp }) => tcp?.acknowledgedUnseen.bytes ?? 0);
  return asked > 0 && answered > 0 && (heard ?? 0) >= answered && (taken ?? 0) >= asked;
}
