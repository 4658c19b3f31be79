import type { RawEvidence } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';

/** A change to the text of one source; null leaves the source out. */
export type Edit = (text: string, source: string) => string | null;

/** The findings of a scenario's evidence, after an edit of its sources. */
export async function findingsOf(name: string, edit: Edit = (text) => text): Promise<readonly Finding[]> {
  const input = await readScenario(`${SCENARIOS}${name}`);
  const raw = input.raw.flatMap((one): readonly RawEvidence[] => {
    const text = edit(one.text, one.source);
    return text === null ? [] : [{ ...one, text }];
  });
  return triage({ ...input, raw }).findings;
}

/** An edit that replaces words wherever they stand. */
export function replacing(...pairs: readonly (readonly [string | RegExp, string])[]): Edit {
  return (text) => pairs.reduce((edited, [from, to]) => edited.replaceAll(from, to), text);
}

/** An edit that leaves sources out whose name holds this. */
export function without(part: string): Edit {
  return (text, source) => (source.includes(part) ? null : text);
}
