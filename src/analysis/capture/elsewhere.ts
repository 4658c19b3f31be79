import type { Direction } from '../../model/flow.ts';
import type { AnalysisContext } from '../context.ts';
import { worksBothWays } from './halves.ts';
import { counterpart } from './join.ts';
import { sidednessOf } from './limits.ts';
import { halfOf } from './sight.ts';
import type { Look } from './statement.ts';
import { lookAt } from './subject.ts';
import type { Vantage } from './vantage.ts';

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
