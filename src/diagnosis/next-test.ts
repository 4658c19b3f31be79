import type { NextTest } from '../model/diagnosis.ts';
import type { Finding, FindingCode } from '../model/finding.ts';
import type { PatternId } from '../model/pattern.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import { decided, type Match } from './match.ts';
import { type CatalogueTest, TESTS, type TestTarget } from './tests-catalogue.ts';

const LEADERS = 4;
const SHOWN = 3;
/** Until a firewall has been heard on a known conversation nothing else tells anything: these come first, and cost least. */
const OPENING: readonly string[] = ['ask-session', 'ask-session-detail'];
/** What is assumed of a finding that a pattern says nothing about. */
const BACKGROUND = 0.25;

/**
 * The tests that are most worth their cost now: for the leading unresolved patterns, the expected drop in entropy
 * that a test's answer brings, by its cost. At most three; ties by the order of the catalogue. Before anything
 * is known, the session comes first.
 */
export function nextTests(
  matches: readonly Match[],
  findings: readonly Finding[],
  facts: CaseFacts,
): readonly NextTest[] {
  const leaders = [...matches]
    .filter((match) => match.stop === null && match.pattern.axis !== 'control')
    .sort((a, b) => b.bits - a.bits)
    .slice(0, LEADERS);
  const blank = facts.flow === null || (facts.firewalls.length === 0 && facts.clouds.length === 0);
  const askable = TESTS.filter(({ target }) => target !== 'cloud' || facts.clouds.length > 0);
  return askable
    .map((test) => ({
      test,
      worth: blank && OPENING.includes(test.id) ? Number.POSITIVE_INFINITY : worth(test, leaders, findings) / test.cost,
    }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => (a.worth === b.worth ? 0 : b.worth - a.worth))
    .map(({ test }) => toNextTest(test, leaders, findings, facts))
    .filter((test, index, all) => all.findIndex((other) => sameAsk(other, test)) === index)
    .slice(0, SHOWN);
}

function worth(test: CatalogueTest, leaders: readonly Match[], findings: readonly Finding[]): number {
  const weights = normalise(leaders.map((match) => 2 ** Math.min(match.bits, 12)));
  const open = test.settles.filter((code) => !decided(code, findings));
  return Math.max(0, ...open.map((code) => entropy(weights) - expectedEntropy(weights, leaders, code)));
}

function expectedEntropy(weights: readonly number[], leaders: readonly Match[], code: FindingCode): number {
  const likelihood = leaders.map((match) => chanceOfSeeing(match, code));
  const seen = weights.map((weight, index) => weight * (likelihood[index] ?? BACKGROUND));
  const notSeen = weights.map((weight, index) => weight * (1 - (likelihood[index] ?? BACKGROUND)));
  const chance = sum(seen);
  return chance * entropy(normalise(seen)) + (1 - chance) * entropy(normalise(notSeen));
}

/** From the same table of bits: what speaks for a pattern is likely seen when it is true, what speaks against it is not. */
function chanceOfSeeing(match: Match, code: FindingCode): number {
  const clue = match.pattern.clues.find((candidate) => candidate.finding === code);
  if (clue === undefined) return BACKGROUND;
  const speaksFor = clue.role === 'signature' || clue.role === 'supports';
  const likely = 1 - 2 ** -(clue.bits + 1);
  return speaksFor === (clue.when === 'seen') ? likely : 1 - likely;
}

function toNextTest(
  test: CatalogueTest,
  leaders: readonly Match[],
  findings: readonly Finding[],
  facts: CaseFacts,
): NextTest {
  const observer = observerFor(test.target, facts, findings);
  return {
    id: test.id,
    why: `Ask ${observer}: it tells ${test.tells}.`,
    observer,
    command: commandText(test.command, facts),
    separates: separated(test, leaders, findings),
  };
}

function separated(test: CatalogueTest, leaders: readonly Match[], findings: readonly Finding[]): readonly PatternId[] {
  const open = test.settles.filter((code) => !decided(code, findings));
  return leaders
    .filter((match) => match.pattern.clues.some((clue) => open.includes(clue.finding)))
    .map((match) => match.pattern.id);
}

function observerFor(target: TestTarget, facts: CaseFacts, findings: readonly Finding[]): string {
  if (target === 'server') return facts.flow === null ? 'the server' : `the server ${facts.flow.server.address}`;
  if (target === 'router') return facts.routers[0] ?? 'the routers between client and server';
  if (target === 'cloud') return facts.clouds[0] ?? 'aws';
  if (target === 'client') return facts.flow === null ? 'the client' : `the client ${facts.flow.client.address}`;
  const holder = findings.find((finding) => finding.code === 'session.found' && finding.reading === 'seen')
    ?.observers[0];
  const main = holder ?? facts.firewalls[0] ?? 'the firewall';
  if (target === 'firewall') return main;
  return facts.firewalls.find((name) => name !== main) ?? 'the other firewall on the path, or the HA peer';
}

function sameAsk(a: NextTest, b: NextTest): boolean {
  return a.command === b.command && a.observer === b.observer;
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
