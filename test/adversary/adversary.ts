import { ATTACKS } from '../../lab/adversary/attacks.ts';
import { type Accused, accusedBy, type Subject } from '../../lab/adversary/subject.ts';
import { hashOf, randomOf } from '../../lab/random.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';

/** One question that was asked of a scenario after something was done to it. */
export interface Attacked {
  readonly name: string;
  /** What was done, in its order. */
  readonly attacks: readonly string[];
  /** Which of the questions about this scenario that its seed asks. */
  readonly round: number;
  readonly input: TriageInput;
  /** What was named. */
  readonly named: readonly Accused[];
  /** What was thrown, when something was. */
  readonly thrown: string | null;
  /** Of the triage, of the processor. */
  readonly milliseconds: number;
}

const NAMES = Object.keys(ATTACKS).filter((name): name is keyof typeof ATTACKS => name in ATTACKS);

/** Up to this many things happen to one case. */
const MOST = 3;

/** Asks `count` questions, of every scenario in turn. The same seed asks the same questions. */
export function* attack(all: readonly Subject[], seed: number, count: number): Generator<Attacked> {
  for (let index = 0; index < count; index += 1) {
    const subject = all[index % all.length];
    if (subject === undefined) return;
    yield attackOne(subject, all, seed, Math.floor(index / all.length));
  }
}

/** Asks one question about a scenario; `all` are those whose evidence may get mixed in. */
export function attackOne(subject: Subject, all: readonly Subject[], seed: number, round: number): Attacked {
  const random = randomOf(hashOf(`${seed} ${subject.name} ${round}`));
  const attacks: string[] = [];
  let { input } = subject;
  for (let left = 1 + random.below(MOST); left > 0; left -= 1) {
    const name = random.chance(0.4) ? 'some outputs' : (random.pick(NAMES) ?? 'some outputs');
    // What counts lines must come before what moves them.
    const changed = attacks.length > 0 && name === 'some outputs' ? null : ATTACKS[name](input, subject, random, all);
    if (changed === null) continue;
    input = changed;
    attacks.push(name);
  }
  return { name: subject.name, attacks, round, input, ...ask(input, subject) };
}

function ask(input: TriageInput, subject: Subject): Pick<Attacked, 'named' | 'thrown' | 'milliseconds'> {
  const before = process.cpuUsage();
  try {
    const told = triage(input);
    const { user } = process.cpuUsage(before);
    return { named: accusedBy(told, subject), thrown: null, milliseconds: user / 1000 };
  } catch (error) {
    return { named: [], thrown: String(error), milliseconds: 0 };
  }
}
