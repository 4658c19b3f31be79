import { type Automaton, characterOf } from './regex-automaton.ts';

/** A text that makes an engine go back and forth: `prefix`, then `pump` many times, then something that does not match. */
export interface Attack {
  readonly prefix: string;
  readonly pump: string;
}

/**
 * How long an expression can take for a text of n characters that does not match: `linear`, n to the power of
 * `degree`, or exponential (degree Infinity). The attacks are texts that show it, one for each loop.
 */
export interface Ambiguity {
  readonly degree: number;
  readonly attacks: readonly Attack[];
}

/**
 * Ambiguity of an automaton (Weber and Seidl; used for backtracking engines by Weideman and others): exponential when
 * some place comes back to itself by two ways over the same text; one power more for every loop that can take over
 * the text of a loop before it.
 */
export function ambiguityOf(automaton: Automaton): Ambiguity {
  const graph = new Graph(automaton);
  const loops = graph.loops();
  const attacks: Attack[] = loops.flatMap((loop) => graph.attackOn(loop));
  if (loops.some((loop) => graph.isTwofold(loop))) return { degree: Infinity, attacks };
  const chains: number[] = [];
  // Components come out with the last ones first, so what follows a loop is already known.
  for (const [index, loop] of loops.entries()) {
    let longest = 1;
    for (const [later, other] of loops.slice(0, index).entries()) {
      const attack = graph.takeOver(loop, other);
      if (attack === null) continue;
      attacks.push(attack);
      longest = Math.max(longest, (chains[later] ?? 1) + 1);
    }
    chains.push(longest);
  }
  return { degree: Math.max(1, ...chains), attacks };
}

interface Step {
  readonly from: string | null;
  readonly sign: string;
}

class Graph {
  private readonly masks: readonly bigint[];
  private readonly edges: readonly ReadonlyMap<number, number>[];
  private readonly safe: ReadonlySet<number>;

  constructor({ masks, edges, safe }: Automaton) {
    this.safe = safe;
    this.masks = masks;
    this.edges = edges.map((targets) => new Map([...targets].filter(([to]) => masks[to] !== 0n)));
  }

  private next(place: number): readonly number[] {
    return [...(this.edges[place]?.keys() ?? [])];
  }

  private mask(place: number): bigint {
    return this.masks[place] ?? 0n;
  }

  /** The strongly connected components that hold a loop, those that are reached last first (Tarjan). */
  loops(): readonly ReadonlySet<number>[] {
    const order = new Map<number, number>();
    const low = new Map<number, number>();
    const stack: number[] = [];
    const found: ReadonlySet<number>[] = [];
    const visit = (place: number): void => {
      order.set(place, order.size);
      low.set(place, order.get(place) ?? 0);
      stack.push(place);
      for (const to of this.next(place)) {
        if (!order.has(to)) visit(to);
        if (stack.includes(to)) low.set(place, Math.min(low.get(place) ?? 0, low.get(to) ?? 0));
      }
      if (low.get(place) !== order.get(place)) return;
      const component = new Set(stack.splice(stack.indexOf(place)));
      if (component.size > 1 || this.edges[place]?.has(place) === true) found.push(component);
    };
    visit(0);
    return found;
  }

  /** True when two ways lead from a place of the loop back to it over the same text. */
  isTwofold(loop: ReadonlySet<number>): boolean {
    for (const place of loop) {
      for (const [to, ways] of this.edges[place] ?? []) if (loop.has(to) && ways > 1) return true;
    }
    const inside = [...loop];
    return inside.some((place) => {
      const there = this.pairs([[place, place]], loop, (one) => this.next(one));
      const parted = [...there.values()].filter(([one, other]) => one !== other);
      return parted.length > 0 && this.pairs(parted, loop, (one) => this.next(one)).has(`${place},${place}`);
    });
  }

  private pairs(
    from: readonly (readonly [number, number])[],
    loop: ReadonlySet<number>,
    next: (place: number) => readonly number[],
  ): ReadonlyMap<string, readonly [number, number]> {
    const seen = new Map<string, readonly [number, number]>();
    const waiting = [...from];
    for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
      for (const one of next(pair[0])) {
        for (const other of next(pair[1])) {
          const key = `${one},${other}`;
          if (seen.has(key) || !loop.has(one) || !loop.has(other) || (this.mask(one) & this.mask(other)) === 0n)
            continue;
          seen.set(key, [one, other]);
          waiting.push([one, other]);
        }
      }
    }
    return seen;
  }

  /** A text over which `first` runs, leads to `second`, and `second` runs, all three; null when there is none. */
  takeOver(first: ReadonlySet<number>, second: ReadonlySet<number>): Attack | null {
    for (const p of first) {
      for (const q of second) {
        if (this.safe.has(q) || (this.mask(p) & this.mask(q)) === 0n) continue;
        const pump = this.sharedWord(p, q, first, second);
        if (pump !== null) return { prefix: this.wayTo(p), pump };
      }
    }
    return null;
  }

  private sharedWord(p: number, q: number, first: ReadonlySet<number>, second: ReadonlySet<number>): string | null {
    const start = `${p},${p},${q}`;
    const goal = `${p},${q},${q}`;
    const steps = new Map<string, Step>([[start, { from: null, sign: '' }]]);
    const waiting: (readonly [number, number, number])[] = [[p, p, q]];
    for (let triple = waiting.shift(); triple !== undefined; triple = waiting.shift()) {
      for (const a of this.next(triple[0]).filter((place) => first.has(place))) {
        for (const c of this.next(triple[2]).filter((place) => second.has(place))) {
          const common = this.mask(a) & this.mask(c);
          if (common === 0n) continue;
          for (const b of this.next(triple[1])) {
            const key = `${a},${b},${c}`;
            const sign = characterOf(common & this.mask(b));
            if (sign === null || steps.has(key)) continue;
            steps.set(key, { from: triple.join(), sign });
            if (key === goal) return wordTo(steps, goal);
            waiting.push([a, b, c]);
          }
        }
      }
    }
    return null;
  }

  /** Each loop run over and over, by its shortest round. */
  attackOn(loop: ReadonlySet<number>): readonly Attack[] {
    const [place] = [...loop].filter((one) => one !== 0);
    if (place === undefined) return [];
    const pump = this.way(place, place, loop);
    return pump === null || pump === '' ? [] : [{ prefix: this.wayTo(place), pump }];
  }

  private wayTo(place: number): string {
    return place === 0 ? '' : (this.way(0, place, null) ?? '');
  }

  private way(from: number, to: number, inside: ReadonlySet<number> | null): string | null {
    const steps = new Map<string, Step>();
    const waiting = [from];
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      for (const next of this.next(place)) {
        const sign = characterOf(this.mask(next));
        if (sign === null || steps.has(String(next)) || (inside !== null && !inside.has(next))) continue;
        steps.set(String(next), { from: place === from ? null : String(place), sign });
        if (next === to) return wordTo(steps, String(to));
        waiting.push(next);
      }
    }
    return null;
  }
}

function wordTo(steps: ReadonlyMap<string, Step>, goal: string): string {
  const signs: string[] = [];
  const seen = new Set<string>();
  for (let key: string | null = goal; key !== null && !seen.has(key); key = steps.get(key)?.from ?? null) {
    seen.add(key);
    signs.unshift(steps.get(key)?.sign ?? '');
  }
  return signs.join('');
}
