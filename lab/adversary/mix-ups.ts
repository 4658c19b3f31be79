import type { Flow } from '../../src/model/flow.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import type { Random } from '../random.ts';
import { FOREIGN, type Raw } from './attacks.ts';
import { onesAddresses } from './same-addresses.ts';
import type { Subject } from './subject.ts';

/** An input in which something was told wrongly, how, and what may be named of it besides. */
export interface MixedUp {
  readonly input: TriageInput;
  readonly how: string;
  readonly alsoRight?: readonly PatternId[];
}

type MixUp = (input: TriageInput, subject: Subject, random: Random, others: readonly Subject[]) => MixedUp | null;

/** One file of each of two devices goes by the name of the other. */
const namesExchanged: MixUp = (input, _, random) => {
  const one = random.pick(input.raw.filter(({ observer, capture }) => observer !== undefined && capture === undefined));
  const other = random.pick(
    input.raw.filter(({ observer, capture }) => isOther(one?.observer, observer) && capture === undefined),
  );
  if (one?.observer === undefined || other?.observer === undefined) return null;
  const [mine, theirs] = [one.observer, other.observer];
  const raw = input.raw.map((file) => {
    if (file === one) return byName(file, mine, theirs);
    return file === other ? byName(file, theirs, mine) : file;
  });
  return { input: { ...input, raw }, how: `names exchanged: ${one.source}, ${other.source}` };
};

function isOther(mine: string | undefined, theirs: string | undefined): boolean {
  return theirs !== undefined && theirs !== mine;
}

function byName(file: Raw, from: string, to: string): Raw {
  return { ...file, observer: to, text: file.text.replaceAll(`@${from} `, `@${to} `) };
}

/** Two captures of one device, each said to be of the other's interface. */
const pointsExchanged: MixUp = (input, _, random) => {
  const one = random.pick(input.raw.filter(({ point }) => point !== undefined));
  const other = random.pick(
    input.raw.filter(({ point, observer }) => isOther(one?.point, point) && observer === one?.observer),
  );
  if (one?.point === undefined || other?.point === undefined) return null;
  const [mine, theirs] = [one.point, other.point];
  const raw = input.raw.map((file) => {
    if (file === one) return { ...file, point: theirs };
    return file === other ? { ...file, point: mine } : file;
  });
  return { input: { ...input, raw }, how: `points exchanged: ${one.source}, ${other.source}` };
};

const MINUTE = 60_000;

/** What was read before the fix is given as read after it, or the other way round. */
const otherSideOfTheFix: MixUp = (input, _, random) => {
  const { fixedAt } = input;
  const file = random.pick(input.raw.filter(({ takenAt }) => takenAt !== undefined));
  if (fixedAt === null || file?.takenAt === undefined) return null;
  const away = Date.parse(file.takenAt) - Date.parse(fixedAt);
  if (Number.isNaN(away)) return null;
  const moved = new Date(Date.parse(fixedAt) - Math.sign(away || 1) * Math.max(Math.abs(away), MINUTE)).toISOString();
  const raw = input.raw.map((one) => (one === file ? { ...one, takenAt: moved } : one));
  return { input: { ...input, raw }, how: `on the other side of the fix: ${file.source}` };
};

/** A fix is told of that was none, or at another time. */
const otherFix: MixUp = (input, _, random) => {
  const times = input.raw.flatMap(({ takenAt }) => takenAt ?? []);
  const near = Date.parse(random.pick(times) ?? '');
  if (Number.isNaN(near)) return null;
  const fixedAt = new Date(near + (random.below(7) - 3) * MINUTE).toISOString();
  return { input: { ...input, fixedAt }, how: `a fix is told of at ${fixedAt}` };
};

/** Whoever tells of it takes the server for the client. */
const turnedRound: MixUp = (input, { flow }) => {
  const told = input.flow ?? flow;
  return told === null ? null : { input: { ...input, flow: reversed(told) }, how: 'the flow told the wrong way round' };
};

function reversed(flow: Flow): Flow {
  return { ...flow, client: flow.server, server: flow.client };
}

/** Outputs of another incident of the same addresses: an older one, or one of a site with the same private network. */
const sameAddresses: MixUp = (input, { flow }, random, others) => {
  const told = input.flow ?? flow;
  const fitting = others.flatMap((other) => {
    const mapped = told === null || other.flow === null ? null : onesAddresses(other.flow, told);
    return mapped === null ? [] : [{ other, mapped }];
  });
  const chosen = random.pick(fitting);
  const share = random.pick([0.2, 0.5]) ?? 0.5;
  const files = chosen?.other.input.raw.filter(({ capture }) => capture === undefined && random.chance(share)) ?? [];
  if (chosen === undefined || files.length === 0) return null;
  const foreign = files.map((raw) => ({
    ...raw,
    source: `${FOREIGN}${raw.source}`,
    text: chosen.mapped(raw.text),
  }));
  return {
    input: { ...input, flow: told, raw: [...input.raw, ...foreign] },
    how: `of the same addresses: ${foreign.map(({ source }) => source).join(', ')} of ${chosen.other.name}`,
    alsoRight: chosen.other.faults,
  };
};

/** Only what a device shows elsewhere can contradict a wrong name: these are drawn while all of the evidence is there. */
const OF_THE_WHOLE: readonly MixUp[] = [namesExchanged, namesExchanged, pointsExchanged];
const ALWAYS: readonly MixUp[] = [otherSideOfTheFix, otherFix, turnedRound, sameAddresses, sameAddresses];

/** Draws one mix-up; null where there is nothing to mix up so. */
export const drawMixUp: MixUp = (input, subject, random, others) => {
  const fitting = input === subject.input ? [...OF_THE_WHOLE, ...ALWAYS] : ALWAYS;
  return random.pick(fitting)?.(input, subject, random, others) ?? null;
};
