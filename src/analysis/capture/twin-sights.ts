import { counterpart } from './join.ts';
import { sightOf } from './sight.ts';
import type { Vantage } from './vantage.ts';

/**
 * Adds to each place the connections that another place shows to be of the flow under other addresses or ports: behind a
 * translation nobody has told the names.
 */
export function withTwins(vantages: readonly Vantage[]): readonly Vantage[] {
  return vantages.map((vantage) => {
    const known = new Set(vantage.sights.map(({ fact }) => fact));
    const found = vantages
      .filter((other) => other !== vantage)
      .flatMap((other) => other.sights)
      .flatMap((sight) => {
        const twin = counterpart(sight, vantage);
        if (twin === null || known.has(twin.fact)) return [];
        known.add(twin.fact);
        return [sightOf(twin.fact, sight.flipped)];
      });
    if (found.length === 0) return vantage;
    const sights = [...vantage.sights, ...found].sort((one, other) => other.fact.first - one.fact.first);
    return { ...vantage, sights };
  });
}
