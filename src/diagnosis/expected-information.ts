import type { Finding, FindingCode } from '../model/finding.ts';
import type { Clue, Pattern } from '../model/pattern.ts';
import { decided, type Match } from './match.ts';
import type { CatalogueTest } from './tests/catalogue-test.ts';

/** How likely it is to see a finding that a pattern says nothing about. */
const BACKGROUND = 0.25;
/** Beyond this many bits ahead a leader is all but certain, and more would only hide the others. */
const MOST_BITS = 12;
const NOT_SEEN = 'not seen';

type Weighed = Pick<Match, 'pattern' | 'bits'>;

/** The findings of a test that nothing has decided yet. */
export function openCodes(test: CatalogueTest, findings: readonly Finding[]): readonly FindingCode[] {
  return test.settles.filter((code) => !decided(code, findings));
}

/** The largest drop in entropy over the leaders, in bits, that one of these findings is expected to bring. */
export function expectedInformation(codes: readonly FindingCode[], leaders: readonly Weighed[]): number {
  const weights = normalise(leaders.map(({ bits }) => 2 ** Math.min(bits, MOST_BITS)));
  return Math.max(0, ...codes.map((code) => entropy(weights) - expectedEntropy(weights, leaders, code)));
}

/** How far apart two patterns expect the findings to be: 0 when they expect the same of all, up to 1. */
export function distance(one: Pattern, other: Pattern, codes: readonly FindingCode[]): number {
  return Math.max(
    0,
    ...codes.map((code) => {
      const outcomes = outcomesOf(code, [one, other]);
      const [ours, theirs] = [likelihoods(one, code, outcomes), likelihoods(other, code, outcomes)];
      return sum(ours.map((chance, index) => Math.abs(chance - (theirs[index] ?? 0)))) / 2;
    }),
  );
}

function expectedEntropy(weights: readonly number[], leaders: readonly Weighed[], code: FindingCode): number {
  const patterns = leaders.map(({ pattern }) => pattern);
  const outcomes = outcomesOf(code, patterns);
  const tables = patterns.map((pattern) => likelihoods(pattern, code, outcomes));
  return sum(
    outcomes.map((_, outcome) => {
      const joint = weights.map((weight, index) => weight * (tables[index]?.[outcome] ?? 0));
      return sum(joint) * entropy(normalise(joint));
    }),
  );
}

/** What a finding can turn out to be, as far as the patterns care: not seen, or seen with these or those values. */
function outcomesOf(code: FindingCode, patterns: readonly Pattern[]): readonly string[] {
  const seen = patterns.flatMap(({ clues }) =>
    clues.filter(({ finding, when }) => finding === code && when === 'seen').map(valuesOf),
  );
  return [NOT_SEEN, ...new Set(seen.length === 0 ? ['{}'] : seen)];
}

function valuesOf({ where }: Clue): string {
  return JSON.stringify(where ?? {});
}

/** The chance of each outcome under a pattern, from the same bits that weigh it: each doubles the odds. */
function likelihoods(pattern: Pattern, code: FindingCode, outcomes: readonly string[]): readonly number[] {
  const clues = pattern.clues.filter(({ finding }) => finding === code);
  return normalise(
    outcomes.map((outcome) => {
      const base = outcome === NOT_SEEN ? 1 - BACKGROUND : BACKGROUND / (outcomes.length - 1);
      return base * 2 ** shiftOf(clues.filter((clue) => speaksOf(clue, outcome)));
    }),
  );
}

function speaksOf(clue: Clue, outcome: string): boolean {
  if (outcome === NOT_SEEN) return clue.when === 'not-seen';
  return clue.when === 'seen' && (clue.where === undefined || valuesOf(clue) === outcome);
}

/** The strongest clue decides; clues of one finding are one witness. */
function shiftOf(clues: readonly Clue[]): number {
  const signed = clues.map(({ role, bits }) => (role === 'signature' || role === 'supports' ? bits : -bits));
  return signed.reduce((strongest, bits) => (Math.abs(bits) > Math.abs(strongest) ? bits : strongest), 0);
}

function normalise(weights: readonly number[]): readonly number[] {
  const all = sum(weights);
  return all === 0 ? weights : weights.map((weight) => weight / all);
}

function entropy(weights: readonly number[]): number {
  return -sum(weights.map((weight) => (weight <= 0 ? 0 : weight * Math.log2(weight))));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
