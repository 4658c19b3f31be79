import type { Mark, Told } from './mark.ts';
import type { Recorded } from './results.ts';

/** How many of a number of answers were what. */
export interface Shares {
  readonly asked: number;
  readonly marks: Readonly<Record<Mark, number>>;
  /** Answers in which a cause was confirmed; the wrong ones among them are `marks['wrong-confirmed']`. */
  readonly confirmed: number;
  readonly claimsAsymmetry: number;
  /** Inconclusive with half of the evidence, because what decided it was withheld. */
  readonly rightlyOpen: number;
}

/** The shares of one kind of network, or of all. */
export interface Group {
  readonly name: string;
  readonly whole: Shares;
  readonly half: Shares;
}

/** Counts for each kind of network, in alphabetical order. */
export function byNetwork(all: readonly Recorded[]): readonly Group[] {
  return [...Map.groupBy(all, ({ network }) => network)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, incidents]) => groupOf(name, incidents));
}

/** Counts over all of them. */
export function groupOf(name: string, all: readonly Recorded[]): Group {
  return {
    name,
    whole: sharesOf(all.map(({ whole }) => whole)),
    half: sharesOf(all.flatMap(({ halves }) => halves)),
  };
}

function sharesOf(told: readonly (Told & { readonly rightlyOpen?: boolean })[]): Shares {
  const marked = (mark: Mark): number => told.filter((one) => one.mark === mark).length;
  return {
    asked: told.length,
    marks: {
      'right-first': marked('right-first'),
      'right-not-first': marked('right-not-first'),
      inconclusive: marked('inconclusive'),
      'wrong-likely': marked('wrong-likely'),
      'wrong-confirmed': marked('wrong-confirmed'),
    },
    confirmed: told.filter(({ named }) => named.some(({ band }) => band === 'confirmed')).length,
    claimsAsymmetry: told.filter((one) => one.claimsAsymmetry).length,
    rightlyOpen: told.filter(({ rightlyOpen }) => rightlyOpen === true).length,
  };
}

/** A goal of the proving ground, and what was reached. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly reached: string;
  readonly met: boolean;
}

const RIGHT_OF_WHOLE = 0.95;
const RIGHT_OF_HALF = 0.8;

/** What was to be reached, and what was. */
export function goals({ whole, half }: Group): readonly Goal[] {
  const confirmed = whole.confirmed + half.confirmed;
  const wrong = whole.marks['wrong-confirmed'] + half.marks['wrong-confirmed'];
  return [
    {
      what: 'wrong among the *confirmed*, all draws',
      goal: 'none',
      reached: `${wrong} of ${confirmed}`,
      met: wrong === 0,
    },
    rightGoal('right in first place, all evidence', whole, whole.asked, RIGHT_OF_WHOLE),
    rightGoal('right in first place, half of the evidence withheld', half, half.asked, RIGHT_OF_HALF),
  ];
}

function rightGoal(what: string, { marks }: Shares, asked: number, wanted: number): Goal {
  const right = marks['right-first'];
  return {
    what,
    goal: `≥ ${percent(wanted)}`,
    reached: shown(right, asked),
    met: asked > 0 && right / asked >= wanted,
  };
}

/** `191 of 200 (95.5 %)`. */
export function shown(count: number, of: number): string {
  return of === 0 ? 'none asked' : `${count} of ${of} (${percent(count / of)})`;
}

/** Rounded down to a tenth, so that no goal is reached by rounding. */
function percent(share: number): string {
  return `${Math.floor(share * 1000) / 10} %`;
}
