import type { Comparison, Difference } from '../model/comparison.ts';
import type { Citation, Evidence } from '../model/evidence.ts';
import type { Triage } from '../model/triage.ts';

/** A comparison of what both moments were asked, and how much of the first the second was never asked again. */
export interface AskedAgain {
  readonly comparison: Comparison;
  readonly notAgain: number;
}

/**
 * Takes out what is absent only because nobody ran that command on that device again: it says nothing of a change.
 * What cites no evidence of the first moment stays.
 */
export function askedAgain(comparison: Comparison, before: Triage, after: Triage): AskedAgain {
  const asked = new Set(after.evidence.map(questionOf));
  const isKept = ({ state, before: cited }: Difference): boolean => {
    const questions = cited
      .flatMap((citation) => before.evidence.filter((one) => holds(one, citation)))
      .map(questionOf);
    return state !== 'absent' || questions.length === 0 || questions.some((question) => asked.has(question));
  };
  const differences = comparison.differences.filter(isKept);
  return { comparison: { ...comparison, differences }, notAgain: comparison.differences.length - differences.length };
}

function questionOf({ observer, kind }: Evidence): string {
  return JSON.stringify([observer, kind]);
}

function holds({ source, lines }: Evidence, citation: Citation): boolean {
  return source === citation.source && lines.from <= citation.lines[1] && citation.lines[0] <= lines.to;
}
