import type { PatternId } from '../../src/model/pattern.ts';
import type { Triage } from '../../src/model/triage.ts';
import type { Outcome, Truth } from '../model.ts';
import { type Answer, answerOf, type Named, namedBy } from './answer.ts';

/** From best to worst. `right-not-first`: the right cause stands beside a wrong one that is no more than likely. */
export const MARKS = ['right-first', 'right-not-first', 'inconclusive', 'wrong-likely', 'wrong-confirmed'] as const;

export type Mark = (typeof MARKS)[number];

/** What is true of one incident, in the words of an answer. */
export interface Fault {
  /** `healthy` when nothing is wrong; `inconclusive` when what is wrong is none of the causes that can be named. */
  readonly truth: Answer;
  readonly alsoRight: readonly PatternId[];
  readonly asymmetric: boolean;
}

/** What was answered to one question, and what it is worth. */
export interface Told {
  readonly answer: Answer;
  readonly named: readonly Named[];
  readonly mark: Mark;
  /** The verdict says asymmetric, it is not, and no right cause is named that is of this kind by its declaration. */
  readonly claimsAsymmetry: boolean;
}

/** The truth of an incident. Without a cause it is what the client saw that tells a healthy network from a fault that has no name here. */
export function faultOf({ cause, alsoRight, asymmetric }: Truth, experienced: Outcome['experienced']): Fault {
  const works = experienced.every(({ succeeded, tried }) => succeeded === tried);
  return { truth: cause ?? (works ? 'healthy' : 'inconclusive'), alsoRight: alsoRight ?? [], asymmetric };
}

/** Marks what a triage says of an incident. */
export function mark(fault: Fault, triage: Triage): Told {
  const { answer } = answerOf(triage);
  const named = namedBy(triage);
  const isClaimed = triage.diagnosis.verdict === 'asymmetric' && !rightAnswers(fault).includes(answer);
  return {
    answer,
    named,
    mark: markOf(fault, answer, named),
    claimsAsymmetry: isClaimed && !fault.asymmetric,
  };
}

/** All that may be answered of it. */
export function rightAnswers({ truth, alsoRight }: Fault): readonly Answer[] {
  return [truth, ...alsoRight];
}

function markOf(fault: Fault, answer: Answer, named: readonly Named[]): Mark {
  const right = rightAnswers(fault);
  const wrong = named.filter(({ id }) => !right.includes(id));
  if (wrong.some(({ band }) => band === 'confirmed')) return 'wrong-confirmed';
  if (right.includes(answer)) return 'right-first';
  if (answer === 'inconclusive') return 'inconclusive';
  return wrong.length < named.length ? 'right-not-first' : 'wrong-likely';
}
