import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import type { Outcome, Teller } from '../model.ts';
import { type Fault, faultOf, mark, rightAnswers, type Told } from './mark.ts';
import { decidingWithheld, halves } from './withhold.ts';

/** What was answered with half of the evidence. */
export interface HalfTold extends Told {
  readonly withheld: readonly string[];
  /** No cause was named, and what decided it with all of the evidence was withheld. */
  readonly rightlyOpen: boolean;
}

/** One incident with its truth and what was answered. */
export interface Judged extends Fault {
  readonly id: string;
  /** The kind of network. */
  readonly network: string;
  readonly teller: Teller;
  readonly whole: Told;
  readonly halves: readonly HalfTold[];
}

/** How it is judged: `draws` times half of the evidence is withheld, from the seed. */
export interface JudgeOptions {
  readonly seed: number;
  readonly draws: number;
}

/** An incident to be judged: what is true of it, and what was collected. */
export interface Judgeable {
  readonly id: string;
  readonly network: string;
  /** Linux when nobody says. */
  readonly teller?: Teller;
  readonly fault: Fault;
  readonly input: TriageInput;
}

/** Judges an incident that was made, with all of its evidence and with halves of it. */
export function judge({ incident, teller, input, experienced }: Outcome, options: JudgeOptions): Judged {
  const { id, network, truth } = incident;
  return judgeCase({ id, network, teller, fault: faultOf(truth, experienced), input }, options);
}

/** The same for a case from anywhere. */
export function judgeCase(
  { id, network, teller = 'linux', fault, input }: Judgeable,
  { seed, draws }: JudgeOptions,
): Judged {
  const told = triage(input);
  const whole = mark(fault, told);
  const cause = rightAnswers(fault).find((answer) => answer === whole.answer);
  return {
    id,
    network,
    teller,
    ...fault,
    whole,
    halves: halves(id, input, told, seed, draws).map((half) => {
      const part = triage(half.input);
      const marked = mark(fault, part);
      const open = marked.mark === 'inconclusive' && cause !== undefined && cause !== 'inconclusive';
      return {
        ...marked,
        withheld: half.withheld,
        rightlyOpen: open && decidingWithheld(cause, told, part, half.withheld),
      };
    }),
  };
}

/** Whether its folder is worth keeping: not right in first place with all evidence, asymmetry claimed, or a wrong cause confirmed with half. */
export function isMiss({ whole, halves: parts }: Judged): boolean {
  return whole.mark !== 'right-first' || whole.claimsAsymmetry || parts.some((part) => part.mark === 'wrong-confirmed');
}
