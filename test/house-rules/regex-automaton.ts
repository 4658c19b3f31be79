import { type Parsed, type Syntax, UNIVERSE } from './regex-syntax.ts';

/**
 * The places of an expression (Glushkov): being at a place is having just taken a character of its mask. Place 0 is the
 * start. An edge that can be taken in two ways counts twice, since a backtracking engine tries both.
 */
export interface Automaton {
  readonly masks: readonly bigint[];
  readonly edges: readonly ReadonlyMap<number, number>[];
  /** Places from which nothing makes the match fail any more, so that no engine comes back to them. */
  readonly safe: ReadonlySet<number>;
}

const ALL = (1n << BigInt(UNIVERSE.length)) - 1n;
/** The end of the text, as a sign that no character is. */
const END = ALL + 1n;
const LINE_ENDS = UNIVERSE.reduce(
  (mask, one, index) => (/[\n\r\u2028]/.test(one) ? mask | (1n << BigInt(index)) : mask),
  0n,
);
/** Repetitions up to this count are no loops: what they cost is bounded. */
const BOUNDED = 300;

/** The automaton of an expression; one that is not anchored begins with a loop over anything, as a search does. */
export function automatonOf(root: Parsed['root'], anchored: boolean): Automaton {
  const builder = new Builder();
  const whole = builder.build(root);
  builder.masks[0] = anchored ? 0n : ALL;
  if (!anchored) builder.connect([0], [0]);
  builder.connect([0], whole.first);
  return { masks: builder.masks, edges: builder.edges, safe: safePlaces(builder, whole) };
}

/** A place that may be the last one, or a loop over all of a line that only the end of the text can follow. */
function safePlaces({ masks, edges }: Builder, whole: Part): ReadonlySet<number> {
  const ends = (place: number): boolean => [...(edges[place]?.keys() ?? [])].some((to) => masks[to] === END);
  const all = masks
    .map((_, place) => place)
    .filter((place) => ((masks[place] ?? 0n) | LINE_ENDS) === ALL && ends(place));
  return new Set([...all, ...whole.last.filter((place) => masks[place] !== END)]);
}

interface Part {
  readonly nullable: boolean;
  readonly first: readonly number[];
  readonly last: readonly number[];
}

const NOTHING: Part = { nullable: true, first: [], last: [] };

class Builder {
  readonly masks: bigint[] = [0n];
  readonly edges: Map<number, number>[] = [new Map()];

  connect(from: readonly number[], to: readonly number[]): void {
    for (const one of from.filter((place) => this.masks[place] !== END)) {
      const edges = this.edges[one];
      for (const other of to) edges?.set(other, (edges.get(other) ?? 0) + 1);
    }
  }

  build(node: Syntax): Part {
    if (node.kind === 'empty') return NOTHING;
    if (node.kind === 'end') return this.place(END);
    if (node.kind === 'set') return this.place(node.mask);
    if (node.kind === 'choice') return choiceOf(node.options.map((option) => this.build(option)));
    if (node.kind === 'sequence') return this.sequence(node.items.map((item) => () => this.build(item)));
    return this.repeat(node.min, node.max, () => this.build(node.body));
  }

  private place(mask: bigint): Part {
    this.edges.push(new Map());
    const place = this.masks.push(mask) - 1;
    return { nullable: false, first: [place], last: [place] };
  }

  private sequence(items: readonly (() => Part)[]): Part {
    let whole = NOTHING;
    for (const item of items) {
      const part = item();
      this.connect(whole.last, part.first);
      whole = {
        nullable: whole.nullable && part.nullable,
        first: whole.nullable ? [...whole.first, ...part.first] : whole.first,
        last: part.nullable ? [...whole.last, ...part.last] : part.last,
      };
    }
    return whole;
  }

  /** Two rounds show every ambiguity that more rounds have. */
  private repeat(min: number, max: number, body: () => Part): Part {
    const loop = (): Part => {
      const part = body();
      this.connect(part.last, part.first);
      return part;
    };
    const fixed = Array.from({ length: Math.min(min, 2) }, () => body);
    if (max > BOUNDED) {
      if (min > 0) return this.sequence([...fixed.slice(1), loop]);
      return { ...loop(), nullable: true };
    }
    const more = Math.min(max - min, 2);
    const optional = (rounds: number): Part =>
      rounds === 0 ? NOTHING : { ...this.sequence([body, () => optional(rounds - 1)]), nullable: true };
    return this.sequence([...fixed, () => optional(more)]);
  }
}

function choiceOf(parts: readonly Part[]): Part {
  return {
    nullable: parts.some(({ nullable }) => nullable),
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
  };
}

/** Some character of a mask, a readable one when there is one; null for none. */
export function characterOf(mask: bigint): string | null {
  const taken = UNIVERSE.filter((_, index) => (mask >> BigInt(index)) & 1n);
  return (
    taken.find((character) => /[a-z0-9]/.test(character)) ?? taken.find((one) => /[!-~ ]/.test(one)) ?? taken[0] ?? null
  );
}
