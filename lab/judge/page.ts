import { FITS, IPV6 } from '../panos/fits.ts';
import { type Asked, answersIn, confusionMatrix } from './matrix.ts';
import { halfAsked, namedText, toldBy, wholeAsked } from './report.ts';
import type { Recorded, Results, Run } from './results.ts';
import { HALF_HEAD, halfRow, openSentences, WHOLE_HEAD, wholeRow } from './rows.ts';
import { byNetwork, type Group, goals, groupOf } from './shares.ts';
import { markdownTable } from './table.ts';

/** The page `docs/proving-ground.md`: what a large run of the lab has shown, and how to repeat it. */
export function provingGroundPage({ run, incidents: all }: Results): string {
  const incidents = toldBy('linux', all);
  const total = groupOf('**all**', incidents);
  const groups = [...byNetwork(incidents), total];
  return [
    '# The proving ground',
    `Real networks in Linux network namespaces, broken in a known way, with real traffic: ${incidents.length} incidents of ${groups.length - 1} kinds were made, what an engineer would collect was collected, and the answer was held against the truth that only the lab knows. Written by \`node lab/judge/write.ts\` from \`lab/results.jsonl\`; a test fails when the two do not agree.`,
    '## How to repeat it',
    repeat(run),
    '## Goals',
    goalsTable(total),
    openSentences(total).join(' '),
    '## All evidence given',
    'One answer for each incident. *Right, not first*: the right cause stands beside a wrong one that is called likely. *Asymmetry claimed* counts, over all columns, where the verdict says asymmetric and both directions take the same way. Where nothing is wrong, *healthy* is the right answer; where the fault has no name here, *inconclusive* is.',
    markdownTable(WHOLE_HEAD, groups.map(wholeRow)),
    fenced(wholeAsked(incidents)),
    '## Half of the evidence withheld',
    `Each incident is asked ${run.draws} times with half of its evidence: by turns half of the files, and all files of half of the vantages, drawn from the seed.`,
    markdownTable(HALF_HEAD, groups.map(halfRow)),
    fenced(halfAsked(incidents)),
    '## What was not right in first place',
    misses(incidents),
    ...toldInPanos(toldBy('panos', all)),
    '## Adversary',
    adversary(run),
    '',
  ].join('\n\n');
}

/** The same incidents as PAN-OS firewalls tell them; nothing for a run without them. */
function toldInPanos(incidents: readonly Recorded[]): readonly string[] {
  if (incidents.length === 0) return [];
  const total = groupOf('**all**', incidents);
  const groups = [...byNetwork(incidents), total];
  return [
    '## Told in PAN-OS outputs',
    `${incidents.length} of the incidents, with the same addresses, routes, translations, faults and conversations, happened once more in the modelled network of the firewall simulator. What its PAN-OS firewalls and captures at the ends of the conversation tell is judged on its own, without a line of the Linux outputs.`,
    goalsTable(total),
    openSentences(total).join(' '),
    markdownTable(WHOLE_HEAD, groups.map(wholeRow)),
    fenced(wholeAsked(incidents)),
    'With half of it withheld, in the same way:',
    markdownTable(HALF_HEAD, groups.map(halfRow)),
    fenced(halfAsked(incidents)),
    'What was not right in first place:',
    misses(incidents),
    'What is not told so, and why:',
    markdownTable(['network', 'why'], untold()),
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

function repeat({ seed, count, kernel, date, command }: Run): string {
  return [
    `\`${command}\` as root (${count} incidents, seed ${seed}), on ${date} with Linux ${kernel}.`,
    'The same seed makes the same networks and withholds the same evidence. Ports that a kernel chooses, times and counters differ from run to run, and so may an answer that hangs on them.',
  ].join(' ');
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
