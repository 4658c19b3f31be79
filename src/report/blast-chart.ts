import type { BlastCounts, BlastDimension, BlastGroup, BlastGrouping, BlastRadius } from '../model/blast-radius.ts';
import type { Triage } from '../model/triage.ts';
import { printable } from './printable.ts';

/** A blast radius in reading order: what every renderer shows. `charts` hold lines of one width for a fixed font. */
export interface BlastTold {
  readonly counts: string;
  /** The best explanation first; what else fits as well follows. */
  readonly sentences: readonly string[];
  readonly charts: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly limits: readonly string[];
}

const TITLES: Readonly<Record<BlastDimension, string>> = {
  egress: 'by the interface they leave by',
  'zone-pair': 'by zones',
  ingress: 'by the interface they come in by',
  'nat-address': 'by the address they are translated to',
  unit: 'by who saw them',
  server: 'by server',
  'client-subnet': 'by the client’s subnet',
  client: 'by client',
  hash: 'by hash',
};

const CHARTS = 3;
const ROWS = 8;
const BAR = 10;
const NAME = 34;

/** Tells the blast radius of a triage; null without one (a triage kept by an earlier version has no such field). */
export function tellBlastRadius(triage: Pick<Triage, 'blastRadius'>): BlastTold | null {
  const radius = triage.blastRadius ?? null;
  if (radius === null) return null;
  const shown = chosen(radius);
  const also = radius.groupings.flatMap(({ sentence }) => (sentence === null ? [] : [sentence]));
  return {
    counts: countsText(radius),
    sentences: [...new Set([radius.sentence, ...also.slice(0, CHARTS)])],
    charts: shown.map((grouping) => ({ title: titleOf(grouping), lines: linesOf(grouping) })),
    limits: radius.limits,
  };
}

/** Groupings that separate; without any, the first ones of the others. */
export function chosen({ groupings }: BlastRadius): readonly BlastGrouping[] {
  const separating = groupings.filter(({ fit }) => fit === 'separates');
  return (separating.length > 0 ? separating : groupings).slice(0, CHARTS);
}

/** `14 of 46 TCP flows are half-open (30 %)`, and how many could not be told. */
export function countsText({ halfOpen, whole, couldNotTell }: BlastCounts): string {
  const told = halfOpen + whole;
  const rest = couldNotTell === 0 ? '' : `; ${couldNotTell} more could not be told`;
  return `${halfOpen} of ${told} TCP flows are half-open (${percent(halfOpen / told)})${rest}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** By what a grouping groups, in words. */
export function titleOf({ dimension, observer, hash }: BlastGrouping): string {
  if (hash !== null) return `by hash: ${hash}`;
  return observer === null ? TITLES[dimension] : `${TITLES[dimension]}, at ${observer}`;
}

function linesOf({ groups, others }: BlastGrouping): readonly string[] {
  const rows = groups.slice(0, ROWS).map((group) => ({ name: shortName(group.name), group }));
  const width = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(({ name, group }) => `${name.padEnd(width)}  ${rowText(group)}`.trimEnd());
  const left = groups.length - rows.length + (others?.groups ?? 0);
  return left === 0 ? lines : [...lines, `and ${left} more`];
}

function shortName(name: string): string {
  const shown = printable(name);
  return shown.length > NAME ? `${shown.slice(0, NAME - 1).toWellFormed()}…` : shown;
}

/** `▇▇▇▇▇▇▇▇▇▇  100 %  14 of 14`: the share of the flows that could be told. Any half-open flow shows a block. */
function rowText({ share, halfOpen, whole, couldNotTell }: BlastGroup): string {
  const unknown = couldNotTell === 0 ? '' : ` (+${couldNotTell} not told)`;
  if (share === null) return `${' '.repeat(BAR)}      ?${unknown}`;
  const blocks = halfOpen === 0 ? 0 : Math.max(1, Math.round(share * BAR));
  return `${'▇'.repeat(blocks).padEnd(BAR)}  ${percent(share).padStart(5)}  ${halfOpen} of ${halfOpen + whole}${unknown}`;
}
