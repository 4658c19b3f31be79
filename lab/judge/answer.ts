import type { Band } from '../../src/model/diagnosis.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { Triage } from '../../src/model/triage.ts';

/** What was answered: a cause, or that nothing can be named yet. */
export type Answer = PatternId | 'inconclusive';

export interface Answered {
  readonly answer: Answer;
  /** Of the cause that is answered; of the strongest one when none is. */
  readonly band: Band;
}

/** A cause that was named: the first one, or one that stands beside it. */
export interface Named {
  readonly id: PatternId;
  readonly band: Band;
}

/** What a triage answers in one word. */
export function answerOf({ diagnosis: { rootCause, patterns } }: Triage): Answered {
  return { answer: rootCause ?? 'inconclusive', band: patterns[0]?.band ?? 'not-assessed' };
}

/** All causes that a triage names, the first one first; none when it is inconclusive. */
export function namedBy({ diagnosis: { rootCause, alsoFound, patterns } }: Triage): readonly Named[] {
  return (rootCause === null ? [] : [rootCause, ...alsoFound]).flatMap((id) => {
    const ledger = patterns.find((one) => one.id === id);
    return ledger === undefined ? [] : [{ id, band: ledger.band }];
  });
}
