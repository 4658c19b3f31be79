import type { Pattern } from '../model/pattern.ts';
import type { CheckCommand, PatternCheck } from '../model/pattern-check.ts';
import type { Triage } from '../model/triage.ts';
import { type CaseFacts, caseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import { commandVariants, WHO } from './test-commands.ts';
import { type CatalogueTest, TESTS } from './tests/index.ts';

/** How many checks a page shows: it is read by people in a hurry, and the case itself asks for the best three. */
const SHOWN = 6;

/**
 * The checks of the catalogue that can show the signatures of a pattern, the cheapest first: of every kind of
 * signature in turn the next one that no chosen check shows yet, by its cheapest check, until enough are found. In a
 * case the commands are filled in from it; without one (`triage` null) they are given for each platform, with
 * placeholders.
 */
export function patternChecks(pattern: Pattern, triage: Triage | null): readonly PatternCheck[] {
  const facts = triage === null ? null : caseFacts(triage.flow, triage.evidence);
  const asks = withListing(chooseFor(pattern, facts), (facts?.sessionId ?? null) !== null);
  return asks.map(([test, ...more]) => ({
    who: WHO[test.target],
    tells: [test, ...more].map(({ tells }) => tells).join('; and '),
    risk: test.risk,
    riskWhy: test.riskWhy,
    commands: facts === null ? inGeneral(test) : [{ platforms: [], text: commandText(test.command, facts) }],
  }));
}

/** Checks that one command answers. */
type Ask = readonly [CatalogueTest, ...CatalogueTest[]];

function chooseFor({ id, clues }: Pattern, facts: CaseFacts | null): readonly Ask[] {
  const askable = TESTS.filter(({ target }) => exists(target, id, facts));
  const signatures = clues.flatMap((clue) => (clue.role === 'signature' ? [clue] : []));
  const slots = [...new Set(signatures.map(({ slot }) => slot))];
  const codes = slots.map((slot) => signatures.filter((clue) => clue.slot === slot).map(({ finding }) => finding));
  const rounds = Math.max(...codes.map(({ length }) => length));
  const inTurn = Array.from({ length: rounds }, (_, round) => codes.flatMap((list) => list.slice(round, round + 1)));
  const chosen: Ask[] = [];
  for (const code of inTurn.flat()) {
    if (chosen.flat().some(({ settles }) => settles.includes(code))) continue;
    const [test] = askable
      .filter(({ settles }) => settles.includes(code))
      .toSorted((one, other) => Number(one.target === 'cloud') - Number(other.target === 'cloud') || order(one, other));
    if (test === undefined) continue;
    const place = chosen.findIndex(([one]) => one.target === test.target && one.command === test.command);
    const same = chosen[place];
    if (same !== undefined) chosen[place] = [...same, test];
    else if (chosen.length < SHOWN) chosen.push([test]);
  }
  return chosen.toSorted(([one], [other]) => order(one, other));
}

/** A load balancer is asked about its own fault only, and a cloud not in a case where none was heard. */
function exists(target: CatalogueTest['target'], about: Pattern['id'], facts: CaseFacts | null): boolean {
  if (target === 'load-balancer') return about === 'one-arm-load-balancer';
  return target !== 'cloud' || facts === null || facts.clouds.length > 0;
}

function order(one: CatalogueTest, other: CatalogueTest): number {
  return one.cost - other.cost || TESTS.indexOf(one) - TESTS.indexOf(other);
}

/** The page of a session is asked for by its id, which the listing gives. */
function withListing(asks: readonly Ask[], idKnown: boolean): readonly Ask[] {
  const needed = !idKnown && asks.some(([{ target, command }]) => target === 'firewall' && command === 'session-id');
  const listing = TESTS.filter(({ id }) => needed && id === 'ask-session' && !asks.flat().some((one) => one.id === id));
  return [...listing.map((test): Ask => [test]), ...asks];
}

/** Platforms are named where they differ. */
function inGeneral(test: CatalogueTest): readonly CheckCommand[] {
  const variants = commandVariants(test);
  return variants.length > 1 ? variants : variants.map(({ text }) => ({ platforms: [], text }));
}
