import type { Diagnosis } from '../model/diagnosis.ts';
import { askText } from './sentences.ts';

const LEFT_AT_MOST = 3;

/** The one thing to begin with: a test while one is open, then the fix; null when there is neither. */
export function firstAction(
  { nextTests, fix, since }: Pick<Diagnosis, 'nextTests' | 'fix' | 'since'>,
  fixed: boolean,
): string | null {
  const [test] = nextTests;
  // Once all passes what is left to check comes first.
  if (test !== undefined && since?.state !== 'works') return askText(test);
  const [remedy] = fix;
  return remedy === undefined || fixed ? null : `${withoutExamples(remedy.action)}. Where: ${remedy.where}.`;
}

/** An action without its commands per platform in parentheses: they stand in the whole. */
function withoutExamples(action: string): string {
  return action.replace(/ \([^()`]{0,400}`[^()]{0,800}\)/g, '');
}

/** What people try first and what will not help here, in one line without the reasons; null when nothing is known. */
export function leaveAlone({ doNot }: Pick<Diagnosis, 'doNot'>): string | null {
  if (doNot.length === 0) return null;
  return `${doNot
    .slice(0, LEFT_AT_MOST)
    .map(({ action }) => action.replace(/[.;]$/, ''))
    .join('; ')}.`;
}
