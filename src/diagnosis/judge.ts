import type { ChecklistItem } from '../model/checklist.ts';
import type { Citation } from '../model/evidence.ts';
import { placeText, timeText } from '../model/place.ts';

/** What one reading says of one item. `holds` null: it settles nothing. `at` is ISO 8601, null when it is not known. */
export interface Statement {
  readonly observer: string;
  readonly holds: boolean | null;
  readonly at: string | null;
  readonly says: string;
  readonly citations: readonly Citation[];
}

export type Verdict = Pick<ChecklistItem, 'state' | 'why' | 'decidedAt' | 'evidence'>;

export const NOTHING_SAID: Verdict = { state: 'open', why: null, decidedAt: null, evidence: [] };

/**
 * The newest word of each device decides; of one moment the worse word. An item fails when the last word of any device
 * does, and when it had passed before, both are named. What settles nothing only tells why the item is still open.
 */
export function judge(statements: readonly Statement[]): Verdict {
  const ordered = [...statements].sort(inTime);
  const last = lastOfEach(ordered.filter(({ holds }) => holds !== null));
  const failing = last.filter(({ holds }) => holds === false);
  if (failing.length > 0) return failed(failing, ordered);
  if (last.length > 0) return decided('passed', last);
  const unsettled = lastOfEach(ordered);
  return unsettled.length === 0 ? NOTHING_SAID : { ...NOTHING_SAID, why: sentences(unsettled) };
}

function failed(failing: readonly Statement[], ordered: readonly Statement[]): Verdict {
  const verdict = decided('failed', failing);
  const [first] = failing;
  const passed = ordered.findLast(({ holds, at }) => holds === true && (at ?? '') <= (verdict.decidedAt ?? ''));
  if (first === undefined || passed === undefined) return verdict;
  return {
    ...verdict,
    why: `Reopened: passed by ${told(passed)}, contradicted by ${told(first)}. ${verdict.why ?? ''}`,
    evidence: unique([...verdict.evidence, ...passed.citations]),
  };
}

function decided(state: 'passed' | 'failed', by: readonly Statement[]): Verdict {
  const times = by.flatMap(({ at }) => at ?? []).sort();
  return {
    state,
    why: sentences(by),
    decidedAt: times.at(-1) ?? null,
    evidence: unique(by.flatMap(({ citations }) => citations)),
  };
}

function told({ citations, at, observer }: Statement): string {
  const [place] = citations;
  const time = at === null ? '' : ` (${timeText(at)})`;
  return `${place === undefined ? observer : placeText(place)}${time}`;
}

function sentences(statements: readonly Statement[]): string {
  return [...new Set(statements.map(({ says }) => says))].join(' ');
}

/** Of one moment what fails comes last, and so counts. */
function inTime(one: Statement, other: Statement): number {
  return (
    compare(one.at ?? '', other.at ?? '') || Number(other.holds) - Number(one.holds) || compare(one.says, other.says)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function lastOfEach(ordered: readonly Statement[]): readonly Statement[] {
  const last = new Map(ordered.map((statement) => [statement.observer, statement]));
  return [...last.values()].sort((one, other) => compare(one.observer, other.observer));
}

function unique(citations: readonly Citation[]): readonly Citation[] {
  return [...new Map(citations.map((one) => [JSON.stringify([one.source, one.lines]), one])).values()];
}
