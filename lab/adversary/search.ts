import type { Band } from '../../src/model/diagnosis.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { hashOf, type Random, randomOf } from '../random.ts';
import { FOREIGN } from './attacks.ts';
import { drawEdit, type Means, withoutOutputs } from './edits.ts';
import { drawMixUp } from './mix-ups.ts';
import { accusedBy, type Output, type Subject } from './subject.ts';

/** The smallest change found after which a wrong cause is confirmed. */
export interface Find {
  readonly name: string;
  readonly cause: PatternId;
  /** What was done, in its order; nothing when all of the evidence already misleads. */
  readonly how: readonly string[];
  readonly input: TriageInput;
}

export interface SearchOptions {
  readonly seed: number;
  /** How many triages may be asked for one incident. */
  readonly questions: number;
}

/** An input on the way to a find: what was done to it, and how near it is. */
interface State {
  readonly input: TriageInput;
  readonly how: readonly string[];
  readonly score: number;
  readonly cause: PatternId | null;
  /** What may be named of it beside the subject's own faults. */
  readonly alsoRight?: readonly PatternId[] | undefined;
}

/** A state that was not asked about yet. */
type Draft = Pick<State, 'input' | 'how' | 'alsoRight'>;

/** Gives the state of an input, null when no question is left. */
type Ask = (draft: Draft) => State | null;

const WORTH: Readonly<Record<Band, number>> = {
  confirmed: 3000,
  likely: 2000,
  possible: 1000,
  'not-assessed': 0,
  'ruled-out': 0,
};

/** The share of the questions that leaving outputs out may use up. */
const FOR_DELETION = 0.5;
/** The share that is left for what people mix up. */
const FOR_MIX_UPS = 0.2;
/** The nearest states that get edited, and after how many edits one is given up. */
const NEAREST = 6;
const MOST_EDITS = 2;

/** Searches one incident; null when nothing was found with the questions allowed. The same seed asks the same questions. */
export function search(subject: Subject, means: Means, { seed, questions }: SearchOptions): Find | null {
  const random = randomOf(hashOf(`${seed} ${subject.name} adversary`));
  let left = questions;
  const ask: Ask = (draft) => {
    if (left <= 0) return null;
    left -= 1;
    return stateOf(draft, subject, means);
  };
  const whole = ask({ input: subject.input, how: [] });
  if (whole === null) return null;
  const path = whole.cause === null ? deletions(subject, whole, random, ask, questions * FOR_DELETION) : [whole];
  const states = [whole, ...path];
  const limited: Ask = (draft) => (left <= questions * FOR_MIX_UPS ? null : ask(draft));
  const found =
    path.find(({ cause }) => cause !== null) ??
    edits(subject, states, random, limited, means) ??
    mixUps(subject, states, randomOf(hashOf(`${seed} ${subject.name} mix-ups`)), ask, means);
  return found === null ? null : smallest(found, subject, means);
}

function stateOf({ input, how, alsoRight }: Draft, subject: Subject, { cuts }: Means): State {
  const told = triage(input);
  const isCut = input.raw.some(({ capture }) => cuts.some((cut) => cut.capture === capture));
  // Who cuts a capture makes it say less than there was: to say so is right.
  const faults: Subject['faults'] = [
    ...subject.faults,
    ...(isCut ? (['capture-artifact'] as const) : []),
    ...(alsoRight ?? []),
  ];
  const wrong = accusedBy(told, { ...subject, faults }).find(({ isWrong, band }) => isWrong && band === 'confirmed');
  const near = told.diagnosis.patterns
    .filter(({ id, bits }) => bits > 0 && !faults.includes(id))
    .map(({ band, bits }) => WORTH[band] + bits);
  return { input, how, alsoRight, score: Math.max(0, ...near), cause: wrong?.id ?? null };
}

/** Leaves out one output after the other, each time the one without which a wrong cause stands strongest. */
function deletions(subject: Subject, whole: State, random: Random, ask: Ask, questions: number): readonly State[] {
  const path: State[] = [];
  let kept = subject.outputs;
  const tries = Math.max(2, Math.floor(questions / Math.max(1, kept.length)));
  for (let left = questions; left > 0 && kept.length > 1; left -= tries) {
    const steps = shuffled(kept, random)
      .slice(0, tries)
      .flatMap((gone) => {
        const rest = kept.filter((output) => output !== gone);
        const state = ask(deleted(subject, whole, rest));
        return state === null ? [] : [{ rest, state }];
      });
    const [best] = steps.sort((one, other) => rankOf(other.state) - rankOf(one.state));
    if (best === undefined) return path;
    path.push(best.state);
    if (best.state.cause !== null) return path;
    kept = best.rest;
  }
  return path;
}

function deleted({ outputs }: Subject, { input }: State, kept: readonly Output[]): Draft {
  const gone = outputs.filter((output) => !kept.includes(output));
  const how = `${gone.length} of ${outputs.length} outputs left out: ${gone.map(placeOf).join(', ')}`;
  return { input: withoutOutputs(input, gone), how: [how] };
}

function placeOf({ source, from, to }: Output): string {
  return `${source}:${from}-${to}`;
}

/** Edits the nearest states, one edit at a time, until a wrong cause is confirmed or no question is left. */
function edits(subject: Subject, states: readonly State[], random: Random, ask: Ask, means: Means): State | null {
  const [whole] = states;
  let nearest = shortlist(states);
  for (;;) {
    const base = random.chance(0.4) ? whole : random.pick(nearest);
    if (base === undefined) return null;
    const edited = drawEdit(base.input, subject, random, means);
    const state = ask(edited === null ? base : { input: edited.input, how: [...base.how, edited.how] });
    if (state === null || state.cause !== null) return state;
    if (state.score > base.score && editsOf(state) < MOST_EDITS) nearest = shortlist([...nearest, state]);
  }
}

/** Mixes up something in the whole or in one of the nearest states, once for each question that is left. */
function mixUps(subject: Subject, states: readonly State[], random: Random, ask: Ask, means: Means): State | null {
  const [whole] = states;
  const nearest = shortlist(states);
  for (;;) {
    const base = random.chance(0.5) ? whole : random.pick(nearest);
    if (base === undefined) return null;
    const mixed = drawMixUp(base.input, subject, random, means.others);
    const state = ask(mixed === null ? base : { ...mixed, how: [...base.how, mixed.how] });
    if (state === null || state.cause !== null) return state;
  }
}

function shortlist(states: readonly State[]): readonly State[] {
  return states.toSorted((one, other) => other.score - one.score).slice(0, NEAREST);
}

function editsOf({ how }: State): number {
  return how.filter((words) => !words.includes('outputs left out')).length;
}

function rankOf({ cause, score }: State): number {
  return cause === null ? score : Number.POSITIVE_INFINITY;
}

/** Takes away every file without which the wrong cause is confirmed just the same; something of the incident itself stays. */
function smallest(found: State, subject: Subject, means: Means): Find | null {
  let state = found;
  for (const { source } of found.input.raw) {
    const raw = state.input.raw.filter((one) => one.source !== source);
    const how = [...state.how, `without ${source}`];
    const less = stateOf({ ...state, input: { ...state.input, raw }, how }, subject, means);
    const hasOwn = raw.some((one) => !one.source.startsWith(FOREIGN));
    if (hasOwn && less.cause === found.cause) state = less;
  }
  const { input, how, cause } = state;
  return cause === null ? null : { name: subject.name, cause, how, input };
}

function shuffled<T>(list: readonly T[], random: Random): readonly T[] {
  return list
    .map((one) => ({ one, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
