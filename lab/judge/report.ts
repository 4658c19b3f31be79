import type { Teller } from '../model.ts';
import type { Judged } from './judge.ts';
import { type Asked, answersIn, confusionMatrix } from './matrix.ts';
import { type Recorded, recorded } from './results.ts';
import { HALF_HEAD, halfRow, openSentences, WHOLE_HEAD, wholeRow } from './rows.ts';
import { byNetwork, goals, groupOf } from './shares.ts';
import { plainTable } from './table.ts';

/** What a run has shown, for a terminal, of each teller apart; ends with a line break. */
export function reportText(all: readonly Judged[]): string {
  const incidents = all.map(recorded);
  const panos = toldBy('panos', incidents);
  const linux = toldBy('linux', incidents);
  return [
    ...(linux.length > 0 || panos.length === 0 ? [groupText(linux)] : []),
    ...(panos.length > 0 ? [`=== Told in PAN-OS outputs\n\n${groupText(panos)}`] : []),
  ].join('\n');
}

/** Those that are told so. */
export function toldBy(teller: Teller, incidents: readonly Recorded[]): readonly Recorded[] {
  return incidents.filter((one) => one.teller === teller);
}

function groupText(incidents: readonly Recorded[]): string {
  const groups = [...byNetwork(incidents), groupOf('all', incidents)];
  const total = groupOf('all', incidents);
  const asked = wholeAsked(incidents);
  return [
    'Confusion matrix, all evidence given (rows are the truth, columns the answer):',
    confusionMatrix(asked, answersIn(asked)),
    'All evidence given:',
    plainTable(WHOLE_HEAD, groups.map(wholeRow)),
    'Half of the evidence withheld:',
    plainTable(HALF_HEAD, groups.map(halfRow)),
    goals(total)
      .map(({ what, goal, reached, met }) => `${met ? 'met ' : 'MISS'}  ${plain(what)}: ${reached} (goal: ${goal})`)
      .join('\n'),
    openSentences(total).join('\n'),
    missesText(incidents),
    '',
  ]
    .filter((part, index, parts) => part !== '' || index === parts.length - 1)
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}

/** The truth and the answer of each, with all evidence given. */
export function wholeAsked(incidents: readonly Recorded[]): readonly Asked[] {
  return incidents.map(({ truth, whole }) => [truth, whole.answer]);
}

/** The same with half of it withheld, once for each draw. */
export function halfAsked(incidents: readonly Recorded[]): readonly Asked[] {
  return incidents.flatMap(({ truth, halves }) => halves.map(({ answer }) => [truth, answer] as const));
}

function missesText(incidents: readonly Recorded[]): string {
  const misses = incidents.filter(({ whole }) => whole.mark !== 'right-first');
  if (misses.length === 0) return '';
  return [
    'Not right in first place with all evidence:',
    ...misses.map(({ id, truth, whole }) => `  ${id}: ${truth}, answered ${namedText(whole.named)} (${whole.mark})`),
  ].join('\n');
}

/** `arp-flux (likely), no-route (likely)`. */
export function namedText(named: Recorded['whole']['named']): string {
  return named.map(({ id, band }) => `${id} (${band})`).join(', ') || 'inconclusive';
}

function plain(words: string): string {
  return words.replaceAll('*', '');
}
