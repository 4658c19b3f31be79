import type { TriageInput } from '../../src/model/triage.ts';
import { hashOf, type Random } from '../random.ts';
import type { Subject } from './subject.ts';

export type Raw = TriageInput['raw'][number];

/** Changes an input as carelessness, haste or a busy channel would; null where there is nothing to change so. */
export type Attack = (
  input: TriageInput,
  subject: Subject,
  random: Random,
  others: readonly Subject[],
) => TriageInput | null;

/** Some of the outputs only: each is there with the same, random probability. */
const someOutputs: Attack = (input, { outputs }, random) => {
  const share = 0.3 + 0.6 * random.next();
  const left = outputs.filter(() => !random.chance(share));
  return withTexts(input, (raw) => {
    const gone = left.filter(({ source }) => source === raw.source);
    return lines(raw, (_, number) => !gone.some(({ from, to }) => number >= from && number <= to));
  });
};

/** Lines are lost in between: one of twenty, or two of five. */
const lostLines: Attack = (input, _, random) => {
  const share = random.pick([0.02, 0.05, 0.15, 0.4]) ?? 0.05;
  return withTexts(input, (raw) => lines(raw, () => !random.chance(share)));
};

/** A file that ends in the middle. */
const cutShort: Attack = (input, _, random) => {
  const raw = random.pick(input.raw);
  if (raw === undefined) return null;
  const end = Math.floor(raw.text.length * (0.3 + 0.5 * random.next()));
  return withTexts(input, (one) => (one === raw ? one.text.slice(0, end) : one.text));
};

const HOUR = 3_600_000;

/** The clock of whoever noted a file was wrong by hours, or is not known. */
const otherTime: Attack = (input, _, random) => ({
  ...input,
  raw: input.raw.map((raw) => {
    if (raw.takenAt === undefined || random.chance(0.5)) return raw;
    const { takenAt, ...rest } = raw;
    const moved = new Date(Date.parse(takenAt) + (random.below(49) - 24) * HOUR);
    return random.chance(0.3) || Number.isNaN(moved.getTime()) ? rest : { ...rest, takenAt: moved.toISOString() };
  }),
});

/** A device whose own clock is off: every time of day in one file moves by as much. */
const otherClock: Attack = (input, _, random) => {
  const raw = random.pick(input.raw);
  const hours = 1 + random.below(22);
  const moved = (text: string): string =>
    text.replace(/(?<![\d:.])([01]\d|2[0-3])(?=:[0-5]\d:[0-5]\d(?![\d:]))/g, (hour) =>
      `${(Number(hour) + hours) % 24}`.padStart(2, '0'),
    );
  return raw === undefined ? null : withTexts(input, (one) => (one === raw ? moved(one.text) : one.text));
};

/** What the names of another incident's files begin with. */
export const FOREIGN = 'foreign-';

/** Somebody else's incident in the same channel: other devices, other addresses, and broken too. */
const otherIncident: Attack = (input, subject, random, others) => {
  const { flow } = subject;
  if (flow === null) return null;
  const near = [flow.client.address, flow.server.address].map(network);
  const apart = others.filter(
    (other) =>
      other !== subject &&
      other.flow !== null &&
      !other.input.raw.some(({ text, capture }) => capture !== undefined || near.some((net) => text.includes(net))),
  );
  const draw = random.below(1_000_000);
  const [other] = apart
    .map((one) => ({ one, at: hashOf(`${draw} ${one.name}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
  if (other === undefined) return null;
  const foreign = renamed(other.input, other.devices, (name) => `X${name}`).raw.map((raw) => ({
    ...raw,
    source: `${FOREIGN}${raw.source}`,
  }));
  const share = random.pick([0.4, 1]) ?? 1;
  return { ...input, flow: input.flow ?? flow, raw: [...input.raw, ...foreign.filter(() => random.chance(share))] };
};

/** The same devices by other names. */
const otherNames: Attack = (input, { devices }, random) => {
  const names = new Map(devices.map((name, index) => [name, `n${random.below(900)}-${index}`]));
  return renamed(input, devices, (name) => names.get(name) ?? name);
};

/** Somebody pastes some of it again, at the end or in front. */
const pastedAgain: Attack = (input, _, random) => {
  const again = input.raw.filter(() => random.chance(0.5)).map((raw) => ({ ...raw, source: `again-${raw.source}` }));
  return { ...input, raw: random.chance(0.5) ? [...input.raw, ...again] : [...again, ...input.raw] };
};

/** People name the port of another attempt, or none. */
const otherClientPort: Attack = (input, { flow }, random) => {
  if (flow === null || flow.client.port === null) return null;
  const port = random.chance(0.5) ? null : 1024 + random.below(60_000);
  return { ...input, flow: { ...flow, client: { ...flow.client, port } } };
};

/** Nobody said what it is about, or what people notice. Of two incidents nobody could then tell which is meant. */
const nothingSaid: Attack = (input) =>
  input.raw.some(({ source }) => source.includes(FOREIGN)) ? null : { ...input, flow: null, symptoms: [] };

export const ATTACKS = {
  'some outputs': someOutputs,
  'lost lines': lostLines,
  'cut short': cutShort,
  'other time': otherTime,
  'other clock': otherClock,
  'other incident': otherIncident,
  'other names': otherNames,
  'pasted again': pastedAgain,
  'other client port': otherClientPort,
  'nothing said': nothingSaid,
} as const satisfies Record<string, Attack>;

/** The same input with every text changed. */
export function withTexts(input: TriageInput, change: (raw: Raw) => string): TriageInput {
  return { ...input, raw: input.raw.map((raw) => ({ ...raw, text: change(raw) })) };
}

/** Lines that go are gone, as in what people paste; those of a file that is no text stay. */
export function lines({ text }: Raw, stays: (line: string, number: number) => boolean): string {
  return text
    .split('\n')
    .filter((line, index) => stays(line, index + 1))
    .join('\n');
}

/** What addresses of the same network begin with. */
function network(address: string): string {
  const separator = address.includes(':') ? ':' : '.';
  return `${address.split(separator).slice(0, 3).join(separator)}${separator}`;
}

function renamed(input: TriageInput, devices: readonly string[], nameOf: (name: string) => string): TriageInput {
  const escaped = devices
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .sort((a, b) => b.length - a.length);
  if (escaped.length === 0) return input;
  const anyName = new RegExp(`(?<![\\w.-])(${escaped.join('|')})(?![\\w.-])`, 'g');
  const other = (text: string): string => text.replace(anyName, (name) => nameOf(name));
  return {
    ...input,
    raw: input.raw.map((raw) => ({
      ...raw,
      source: other(raw.source),
      text: other(raw.text),
      ...(raw.observer === undefined ? {} : { observer: other(raw.observer) }),
    })),
  };
}
