import { FITS, IPV6 } from '../panos/fits.ts';
import { type Asked, answersIn, confusionMatrix } from './matrix.ts';
import { halfAsked, namedText, toldBy, wholeAsked } from './report.ts';
import type { Recorded, Results, Run } from './results.ts';
import { HALF_HEAD, halfRow, openSentences, WHOLE_HEAD, wholeRow } from './rows.ts';
import { byNetwork, type Group, goals, groupOf } from './shares.ts';
import { markdownTable } from './table.ts';

/** The page `docs/proving-ground.md`: what the large runs of the lab have shown, and how to repeat them. */
export function provingGroundPage(runs: readonly Results[]): string {
  return [
    '# The proving ground',
    'Real networks in Linux network namespaces, broken in a known way, with real traffic: incidents were drawn from a seed and made, what an engineer would collect was collected, and the answer was held against the truth that only the lab knows. Written by `node lab/judge/write.ts` from `lab/results/`; a test fails when the two do not agree.',
    'The same seed makes the same networks and withholds the same evidence. Ports that a kernel chooses, times and counters differ from run to run, and so may an answer that hangs on them.',
    '## How to read it',
    'One answer for each incident. *Right, not first*: the right cause stands beside a wrong one that is called likely. *Asymmetry claimed* counts, over all columns, where the verdict says asymmetric and both directions take the same way. Where nothing is wrong, *healthy* is the right answer; where the fault has no name here, *inconclusive* is. With half of the evidence withheld each incident is asked again: by turns with half of the files, and with all files of half of the vantages, drawn from the seed.',
    'Told in PAN-OS outputs, an incident happens once more in the modelled network of the firewall simulator, with the same addresses, routes, translations, faults and conversations. What its firewalls and captures at the ends of the conversation tell is judged on its own, without a line of the Linux outputs.',
    ...runs.flatMap(runSection),
    '## What is not told in PAN-OS outputs, and why',
    markdownTable(['network', 'why'], untold()),
    '',
  ].join('\n\n');
}

function runSection({ run, incidents }: Results): readonly string[] {
  return [
    `## Seed ${run.seed}`,
    repeat(run),
    ...tellingSection('Told in the outputs of Linux', toldBy('linux', incidents)),
    ...tellingSection('Told in PAN-OS outputs', toldBy('panos', incidents)),
    `### Seed ${run.seed}: adversary`,
    adversary(run),
  ];
}

/** The answers to incidents that were told in one way; nothing for a run without them. */
function tellingSection(told: string, incidents: readonly Recorded[]): readonly string[] {
  if (incidents.length === 0) return [];
  const total = groupOf('**all**', incidents);
  const groups = [...byNetwork(incidents), total];
  return [
    `### ${told}`,
    `${incidents.length} incidents of ${groups.length - 1} kinds.`,
    goalsTable(total),
    openSentences(total).join(' '),
    'All evidence given:',
    markdownTable(WHOLE_HEAD, groups.map(wholeRow)),
    fenced(wholeAsked(incidents)),
    'What was not right in first place:',
    misses(incidents),
    'Half of it withheld:',
    markdownTable(HALF_HEAD, groups.map(halfRow)),
    fenced(halfAsked(incidents)),
  ];
}

function untold(): readonly (readonly string[])[] {
  const kinds = Object.entries(FITS).flatMap(([id, fit]) => {
    if (!fit.fits) return [[id, fit.why]];
    return Object.entries(fit.except ?? {}).map(([note, why]) => [`${id} (${note})`, why]);
  });
  return [...kinds, ['any, in IPv6', IPV6]];
}

/** What was to be reached, what was, and whether that is enough. */
export function goalsTable(total: Group): string {
  return markdownTable(
    ['what', 'goal', 'reached', 'met'],
    goals(total).map(({ what, goal, reached, met }) => [what, goal, reached, met ? 'yes' : '**no**']),
  );
}

function repeat({ seed, count, draws, kernel, date, command }: Run): string {
  return `\`${command}\` as root, on ${date} with Linux ${kernel}: ${count} incidents of seed ${seed}, each asked ${draws} times with half of its evidence.`;
}

function fenced(asked: readonly Asked[]): string {
  if (asked.length === 0) return 'No incident was asked so.';
  return ['Rows are the truth, columns the answer.', '', '```', confusionMatrix(asked, answersIn(asked)), '```'].join(
    '\n',
  );
}

function misses(incidents: readonly Recorded[]): string {
  const missed = incidents.filter(({ whole }) => whole.mark !== 'right-first' || whole.claimsAsymmetry);
  if (missed.length === 0) return 'Nothing, with all evidence given.';
  return markdownTable(
    ['incident', 'truth', 'answered'],
    missed.map(({ id, truth, whole }) => [id, truth, namedText(whole.named)]),
  );
}

function adversary({ adversary: search }: Run): string {
  if (search === null) return 'It was not let loose in this run.';
  const { questions, incidents, finds } = search;
  const asked = `Of each of ${incidents} incidents up to ${questions} questions were asked, with outputs left out, a line cut, a clock moved, the output of another incident mixed in or a capture cut, to find the smallest change after which a wrong cause is confirmed.`;
  if (finds.length === 0) return `${asked} None was found.`;
  return `${asked} Found: ${finds.length}.\n\n${markdownTable(
    ['incident', 'confirmed', 'after'],
    finds.map(({ id, cause, how }) => [id, cause, how]),
  )}`;
}
