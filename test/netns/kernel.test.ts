import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { disagreements } from './compare.ts';
import { Laboratory, namespaceProblem } from './namespace.ts';
import { hostPlan } from './random-host.ts';
import { readRecording } from './recording.ts';

const RECORDED = fileURLToPath(new URL('../fixtures/linux-kernel/', import.meta.url));
const SEED = 20_261_110;
const HOSTS = { 4: 300, 6: 60 } as const;
const QUESTIONS = 20;
/** Building a host takes a tenth of a second on a busy machine. */
const PATIENCE = 300_000;

describe.each(readdirSync(RECORDED).filter((name) => name.endsWith('.jsonl')))('the recorded kernel of %s', (name) => {
  const hosts = readRecording(readFileSync(`${RECORDED}${name}`, 'utf8'));

  it('answers every question as the model does', () => {
    expect(hosts.length).toBeGreaterThanOrEqual(40);
    expect(hosts.flatMap(({ plan, observed }) => disagreements(plan, observed))).toEqual([]);
  });

  it('was asked questions that lead somewhere, and questions that do not', () => {
    const answers = hosts.flatMap(({ observed }) => observed.answers);
    const refused = answers.filter((answer) => 'refusal' in answer);
    expect(refused.length).toBeGreaterThan(answers.length / 10);
    expect(answers.length - refused.length).toBeGreaterThan(answers.length / 4);
  });
});

const problem = namespaceProblem();
if (problem === null) compareWithThisKernel();
else {
  process.stderr.write(
    `\n*** NO KERNEL WAS ASKED: network namespaces are not to be had here (${problem}). ***\n` +
      '*** The routing model was compared with recorded answers only. Run as root to compare it with this kernel. ***\n\n',
  );
}

function compareWithThisKernel(): void {
  describe("this machine's kernel", () => {
    const laboratory = new Laboratory();
    afterAll(() => laboratory.close());

    it.each([4, 6] as const)(
      'answers questions on random IPv%i hosts as the model does',
      (family) => {
        const plans = fc.sample(hostPlan(family, QUESTIONS), { seed: SEED, numRuns: HOSTS[family] });
        expect(plans.flatMap((plan) => disagreements(plan, laboratory.observe(plan)))).toEqual([]);
      },
      PATIENCE,
    );
  });
}
