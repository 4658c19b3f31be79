import type { PatternId } from '../../src/model/pattern.ts';
import type { Triage, TriageInput } from '../../src/model/triage.ts';
import { patternById } from '../../src/patterns/index.ts';
import { hashOf, randomOf } from '../random.ts';

/** An input with half of its evidence withheld. */
export interface Half {
  readonly input: TriageInput;
  /** The sources that are not there. */
  readonly withheld: readonly string[];
}

/**
 * Withholds half of the evidence `draws` times: by turns half of the files, and all files of half of the vantages (who
 * looked). `told` is what all of it says: it knows who looked. None when there is a single file.
 */
export function halves(name: string, input: TriageInput, told: Triage, seed: number, draws: number): readonly Half[] {
  const sources = input.raw.map(({ source }) => source);
  if (sources.length < 2) return [];
  const vantages = Map.groupBy(sources, (source) => vantageOf(source, input, told));
  return Array.from({ length: draws }, (_, draw) => {
    const key = `${seed} ${name} ${draw}`;
    const byVantage = draw % 2 === 1 && vantages.size > 1;
    const withheld = byVantage
      ? half(key, [...vantages.keys()]).flatMap((vantage) => vantages.get(vantage) ?? [])
      : half(key, sources);
    return { input: without(input, withheld), withheld: withheld.toSorted() };
  });
}

/** The same input without some of its sources. */
function without(input: TriageInput, sources: readonly string[]): TriageInput {
  return { ...input, raw: input.raw.filter(({ source }) => !sources.includes(source)) };
}

function vantageOf(source: string, input: TriageInput, { evidence }: Triage): string {
  const said = input.raw.find((raw) => raw.source === source)?.observer;
  return said ?? evidence.find((one) => one.source === source && one.observer !== null)?.observer ?? source;
}

function half(key: string, names: readonly string[]): readonly string[] {
  const random = randomOf(hashOf(key));
  const drawn = names.map((name) => ({ name, at: random.next() })).sort((one, other) => one.at - other.at);
  return drawn.slice(0, Math.floor(names.length / 2)).map(({ name }) => name);
}

/**
 * Whether what decided the answer was withheld: a signature of the cause, or something that must be known beside the
 * signatures, was told by a file that is not there, and nothing else tells it.
 */
export function decidingWithheld(cause: PatternId, whole: Triage, part: Triage, withheld: readonly string[]): boolean {
  const spoken = signaturesIn(part, cause);
  const lostSignature = whole.diagnosis.patterns
    .find(({ id }) => id === cause)
    ?.for.some(
      ({ role, code, finding }) =>
        role === 'signature' && !spoken.has(code) && isFrom(whole, (one) => one.id === finding, withheld),
    );
  return lostSignature === true || lostNeed(cause, whole, part, withheld);
}

function signaturesIn({ diagnosis }: Triage, cause: PatternId): ReadonlySet<string> {
  const ledger = diagnosis.patterns.find(({ id }) => id === cause);
  return new Set(ledger?.for.filter(({ role }) => role === 'signature').map(({ code }) => code));
}

function lostNeed(cause: PatternId, whole: Triage, part: Triage, withheld: readonly string[]): boolean {
  return (patternById(cause)?.needs ?? []).some(({ band, anyOf }) => {
    const meets = ({ code, reading }: Triage['findings'][number]): boolean =>
      anyOf.some(({ finding, when }) => finding === code && when === reading);
    return band === 'likely' && !part.findings.some(meets) && isFrom(whole, meets, withheld);
  });
}

function isFrom(
  { findings }: Triage,
  which: (finding: Triage['findings'][number]) => boolean,
  withheld: readonly string[],
): boolean {
  return findings.filter(which).some(({ citations }) => citations.some(({ source }) => withheld.includes(source)));
}
