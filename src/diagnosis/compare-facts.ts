import type { Difference } from '../model/comparison.ts';
import type { Citation, Evidence } from '../model/evidence.ts';
import type { Triage } from '../model/triage.ts';
import { compareCounters } from './compare-counters.ts';
import { type Trait, traitsOf } from './fact-traits.ts';

/** Everything that was shown of one thing at one moment: `states` without what is volatile, several for equal paths. */
interface Shown {
  readonly about: string;
  readonly states: ReadonlyMap<string, Citation>;
}

/** How what the devices showed differs between two moments: sessions, routes, PBF, HA, settings, ARP, counters. */
export function compareFacts(before: Triage, after: Triage): readonly Difference[] {
  const [former, now] = [shownIn(before), shownIn(after)];
  const keys = [...new Set([...former.keys(), ...now.keys()])];
  return [...keys.map((key) => differenceOf(former.get(key), now.get(key))), ...compareCounters(before, after)];
}

/** The last reading of each thing; what one block shows of a thing belongs together. */
function shownIn({ evidence, flow }: Triage): ReadonlyMap<string, Shown> {
  const shown = new Map<
    string,
    { readonly block: Evidence; readonly about: string; readonly states: Map<string, Citation> }
  >();
  for (const block of inTime(evidence)) {
    for (const fact of block.facts) {
      const trait = traitsOf(fact, block, flow);
      if (trait !== null) add(shown, trait, block, fact.at);
    }
  }
  return shown;
}

function add(
  shown: Map<string, { readonly block: Evidence; readonly about: string; readonly states: Map<string, Citation> }>,
  { key, about, state, isOne }: Trait,
  block: Evidence,
  at: Citation,
): void {
  const known = shown.get(key);
  if (known === undefined || known.block !== block || isOne)
    shown.set(key, { block, about, states: new Map([[state, at]]) });
  else known.states.set(state, at);
}

/** Oldest first where times are known; what has none keeps its place before them. */
function inTime(evidence: readonly Evidence[]): readonly Evidence[] {
  const time = ({ takenAt }: Evidence): number => (takenAt === null ? 0 : Date.parse(takenAt));
  return [...evidence].sort(
    (one, other) =>
      time(one) - time(other) ||
      (one.source < other.source ? -1 : one.source > other.source ? 1 : one.lines.from - other.lines.from),
  );
}

function differenceOf(former: Shown | undefined, now: Shown | undefined): Difference {
  const about = now?.about ?? former?.about ?? '';
  const [was, is] = [statesOf(former), statesOf(now)];
  const places = { before: citationsOf(former), after: citationsOf(now) };
  if (former === undefined) return { kind: 'fact', state: 'new', says: `${about}: ${is}.`, ...places };
  if (now === undefined) return { kind: 'fact', state: 'absent', says: `${about}: ${was}.`, ...places };
  return was === is
    ? { kind: 'fact', state: 'unchanged', says: `${about}: ${is}.`, ...places }
    : { kind: 'fact', state: 'updated', says: `${about}: was ${apart(was, is)}; is now ${apart(is, was)}.`, ...places };
}

/** Of several things shown together, those that the other moment does not say too. */
function apart(states: string, other: string): string {
  const both = new Set(other.split(', '));
  const own = states.split(', ').filter((part) => !both.has(part));
  return own.length === 0 ? states : own.join(', ');
}

function statesOf(shown: Shown | undefined): string {
  return [...(shown?.states.keys() ?? [])].sort().join(', and ');
}

function citationsOf(shown: Shown | undefined): readonly Citation[] {
  return [...(shown?.states.values() ?? [])];
}
