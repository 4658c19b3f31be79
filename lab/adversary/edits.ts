import type { TriageInput } from '../../src/model/triage.ts';
import type { Random } from '../random.ts';
import { ATTACKS, FOREIGN, lines, type Raw } from './attacks.ts';
import type { CaptureCut } from './capture-cuts.ts';
import type { Output, Subject } from './subject.ts';

/** An input after something was done to it, and what. */
export interface Edited {
  readonly input: TriageInput;
  readonly how: string;
}

/** What an edit may draw from: other incidents, whose outputs get mixed in, and this one's captures after a cut. */
export interface Means {
  readonly others: readonly Subject[];
  readonly cuts: readonly CaptureCut[];
}

type Edit = (input: TriageInput, subject: Subject, random: Random, means: Means) => Edited | null;

/** How much of a line is quoted. */
const QUOTED = 80;

const lineCut: Edit = (input, _, random) => {
  const raw = random.pick(input.raw.filter(({ text }) => text !== ''));
  if (raw === undefined) return null;
  const numbers = raw.text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]));
  const number = random.pick(numbers);
  if (number === undefined) return null;
  const line = raw.text.split('\n')[number - 1] ?? '';
  return {
    input: withRaw(input, raw, { ...raw, text: lines(raw, (__, at) => at !== number) }),
    how: `line cut from ${raw.source}: ${line.trim().slice(0, QUOTED)}`,
  };
};

const clockMoved: Edit = (input, subject, random) => {
  const name = random.chance(0.5) ? 'other clock' : 'other time';
  const moved = ATTACKS[name](input, subject, random, []);
  return moved === null ? null : { input: moved, how: `clock moved: ${changedSources(input, moved).join(', ')}` };
};

/** One output of another incident, of other devices and other addresses. */
const mixedIn: Edit = (input, subject, random, { others }) => {
  const mixed = ATTACKS['other incident'](input, subject, random, others);
  const foreign = random.pick(mixed?.raw.filter(({ source }) => source.startsWith(FOREIGN)) ?? []);
  if (mixed === null || foreign === undefined) return null;
  return { input: { ...mixed, raw: [...input.raw, foreign] }, how: `mixed in: ${foreign.source}` };
};

const captureCut: Edit = (input, _, random, { cuts }) => {
  const cut = random.pick(cuts.filter(({ source }) => input.raw.some((raw) => raw.source === source)));
  const raw = input.raw.find(({ source }) => source === cut?.source);
  if (cut === undefined || raw === undefined) return null;
  return { input: withRaw(input, raw, { ...raw, capture: cut.capture }), how: `${cut.source} ${cut.how}` };
};

const fileCut: Edit = (input, subject, random) => {
  const cut = ATTACKS['cut short'](input, subject, random, []);
  return cut === null ? null : { input: cut, how: `cut short: ${changedSources(input, cut).join(', ')}` };
};

/** Lines count double: there are most of them. */
const EDITS: readonly Edit[] = [lineCut, lineCut, clockMoved, mixedIn, captureCut, fileCut];

/** Draws one edit; null where there is nothing to edit so. */
export const drawEdit: Edit = (input, subject, random, means) =>
  random.pick(EDITS)?.(input, subject, random, means) ?? null;

/** The input without some of its outputs; a file of which nothing is left goes too. */
export function withoutOutputs(input: TriageInput, gone: readonly Output[]): TriageInput {
  return {
    ...input,
    raw: input.raw.flatMap((raw) => {
      const here = gone.filter(({ source }) => source === raw.source);
      if (here.length === 0) return [raw];
      const text = lines(raw, (_, number) => !here.some(({ from, to }) => number >= from && number <= to));
      return text.trim() === '' ? [] : [{ ...raw, text }];
    }),
  };
}

function withRaw(input: TriageInput, from: Raw, to: Raw): TriageInput {
  return { ...input, raw: input.raw.map((raw) => (raw === from ? to : raw)) };
}

function changedSources(before: TriageInput, after: TriageInput): readonly string[] {
  return after.raw
    .filter(({ source, text, takenAt }) => {
      const was = before.raw.find((raw) => raw.source === source);
      return was?.text !== text || was.takenAt !== takenAt;
    })
    .map(({ source }) => source);
}
