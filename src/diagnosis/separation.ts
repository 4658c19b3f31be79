import type { Pattern } from '../model/pattern.ts';
import { distance, expectedInformation } from './expected-information.ts';
import { type CatalogueTest, TESTS } from './tests/index.ts';

/** Whether some answer of the test weighs differently for the two patterns. */
export function separates(test: CatalogueTest, one: Pattern, other: Pattern): boolean {
  return distance(one, other, test.settles) > 0;
}

/** The checks that any network allows, and those of a cloud account. */
export type Realm = 'network' | 'cloud';

/** The test that tells two patterns apart best for its cost, when nothing else is known; null when none there does. */
export function bestSeparator(one: Pattern, other: Pattern, realm: Realm): CatalogueTest | null {
  const even = [one, other].map((pattern) => ({ pattern, bits: 0 }));
  const worth = (test: CatalogueTest): number => expectedInformation(test.settles, even) / test.cost;
  return TESTS.filter((test) => (test.target === 'cloud') === (realm === 'cloud'))
    .filter((test) => separates(test, one, other))
    .reduce<CatalogueTest | null>((best, test) => (best !== null && worth(best) >= worth(test) ? best : test), null);
}
