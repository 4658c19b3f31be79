import { readEvidence } from '../../../src/evidence/read.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Fact } from '../../../src/model/facts.ts';

/** What a fixture comes out as; `unread` as pairs of first and last line, facts as plain data without their citations. */
export interface FixtureReading extends Pick<Evidence, 'kind' | 'parsed' | 'problem'> {
  readonly unread: readonly (readonly [number, number])[];
  readonly facts: readonly unknown[];
}

/** Reads one pasted output, with or without its prompt line. One text must come out as one piece of evidence. */
export function readFixture(source: string, text: string): FixtureReading {
  const [evidence, ...others] = readEvidence([{ source, text, obtained: 'file' }]);
  if (evidence === undefined || others.length > 0) {
    throw new Error(
      `${source} comes out as ${others.length + (evidence === undefined ? 0 : 1)} outputs; one fixture is one output`,
    );
  }
  const { kind, parsed, problem } = evidence;
  return {
    kind,
    parsed,
    problem,
    unread: evidence.unread.map(({ from, to }) => [from, to]),
    facts: plain(evidence.facts),
  };
}

/** Facts as plain data, without the citations: the unread lines already tell which lines were understood. */
export function plain(facts: readonly Fact[]): readonly unknown[] {
  const data: unknown = JSON.parse(
    JSON.stringify(facts, (key, value: unknown) => (key === 'at' || key === 'quotes' ? undefined : value)),
  );
  return Array.isArray(data) ? data : [];
}
