import type { Answered } from '../../lab/judge/answer.ts';
import { ANSWERS, confusionMatrix } from '../../lab/judge/matrix.ts';
import { goalsTable } from '../../lab/judge/page.ts';
import { toldBy } from '../../lab/judge/report.ts';
import type { Results } from '../../lab/judge/results.ts';
import { groupOf } from '../../lab/judge/shares.ts';
import { markdownTable } from '../../lab/judge/table.ts';
import type { Teller } from '../../lab/model.ts';
import { isWrong, type Measured } from './measure.ts';

/**
 * The page `docs/accuracy.md`: how often the answer is right over all scenarios, what is answered instead, and what the
 * large runs of the proving ground have reached.
 */
export function accuracyPage(all: readonly Measured[], runs: readonly Results[]): string {
  return [
    '# Accuracy',
    `Measured over the ${all.length} incidents of \`test/scenarios/\`, whose truth is known. Written by \`npm run accuracy\`; a test fails when it is not of today. These incidents were written by hand, so they show what Roundtrip gets wrong of what was thought of, and not how often it would err in your network.`,
    '## How sure, and how right',
    'A wrong cause that is *confirmed* is the worst that can happen, an answer without a cause the second worst. Each incident is asked again with each of its files, and each single output, left out. Where two faults are at work, either is a right answer.',
    sureness(all),
    '## Cause by cause',
    'All evidence given. *Not named* counts incidents whose evidence shows this cause, and for which no cause was named.',
    causes(all),
    '## Confusion matrix, all evidence given',
    'Rows are the truth, columns the answer, both by the numbers below; every incident is in one cell.',
    matrix(all.map((one) => [one, one.whole])),
    '## Confusion matrix, one output withheld',
    'The same, asked once for every output that an incident holds, with that output taken away. What is off the diagonal and not in the last column is a cause that was named and is wrong, or the second of two faults, named alone.',
    matrix(all.flatMap((one) => one.lessOneOutput.map((told) => [one, told] as const))),
    '## Incidents that nobody wrote',
    'The [proving ground](proving-ground.md) draws networks from a seed, breaks real kernels in a known way and judges what is answered, with all of the evidence and with half of it withheld.',
    ...runs.flatMap(provingGround),
    '',
  ].join('\n\n');
}

function provingGround({ run, incidents }: Results): readonly string[] {
  const reached = (teller: Teller): string => goalsTable(groupOf(teller, toldBy(teller, incidents)));
  return [
    `### ${run.count} incidents of seed ${run.seed}`,
    `\`${run.command}\` on ${run.date}. Told in the outputs of Linux hosts, routers and firewalls:`,
    reached('linux'),
    'The same told in the outputs of PAN-OS firewalls, by the model of the simulator, where that fits:',
    reached('panos'),
  ];
}

/** A question that was asked: the incident, and what was answered. */
type Asked = readonly [Measured, Answered];

function sureness(all: readonly Measured[]): string {
  return markdownTable(
    [
      'evidence',
      'asked',
      'right cause, confirmed',
      'right cause, likely',
      'rightly no cause',
      'no cause',
      'wrong, likely',
      'wrong, confirmed',
    ],
    [
      ['all of it', ...shares(all.map((one) => [one, one.whole]))],
      ['one file less', ...shares(all.flatMap((one) => one.lessOneFile.map((told) => [one, told] as const)))],
      ['one output less', ...shares(all.flatMap((one) => one.lessOneOutput.map((told) => [one, told] as const)))],
    ],
  );
}

function shares(asked: readonly Asked[]): readonly string[] {
  const count = (wanted: (one: Measured, told: Answered) => boolean): string =>
    String(asked.filter(([one, told]) => wanted(one, told)).length);
  const isRight = ({ faults }: Measured, { answer }: Answered): boolean =>
    answer !== 'inconclusive' && faults.includes(answer);
  const isNone = ({ answer }: Answered): boolean => answer === 'inconclusive';
  return [
    String(asked.length),
    count((one, told) => isRight(one, told) && told.band === 'confirmed'),
    count((one, told) => isRight(one, told) && told.band === 'likely'),
    count(({ truth }, told) => isNone(told) && truth === 'inconclusive'),
    count(({ truth }, told) => isNone(told) && truth !== 'inconclusive'),
    count((one, told) => isWrong(one, told) && told.band === 'likely'),
    count((one, told) => isWrong(one, told) && told.band === 'confirmed'),
  ];
}

function causes(all: readonly Measured[]): string {
  const rows = ANSWERS.map((truth) => {
    const mine = all.filter((one) => one.truth === truth);
    const told = (wanted: (answered: Answered) => boolean): string =>
      String(mine.filter(({ whole }) => wanted(whole)).length);
    const others = mine.filter(({ whole }) => whole.answer !== truth && whole.answer !== 'inconclusive');
    return [
      truth === 'inconclusive' ? '*nothing to name*' : `[${truth}](patterns/${truth}.md)`,
      String(mine.length),
      told(({ answer, band }) => answer === truth && (band === 'confirmed' || truth === 'inconclusive')),
      told(({ answer, band }) => answer === truth && band === 'likely' && truth !== 'inconclusive'),
      told(({ answer }) => answer === 'inconclusive' && truth !== 'inconclusive'),
      others.map(({ name, whole }) => `${name}: ${whole.answer}`).join(', ') || 'none',
    ];
  });
  return markdownTable(['truth', 'incidents', 'right, confirmed', 'right, likely', 'not named', 'wrong'], rows);
}

function matrix(asked: readonly Asked[]): string {
  return ['```', confusionMatrix(asked.map(([{ truth }, { answer }]) => [truth, answer])), '```'].join('\n');
}
