import type { NextTest } from '../model/diagnosis.ts';
import type { Evidence } from '../model/evidence.ts';
import { FINDINGS, type Finding, type FindingCode, type SourceGroup } from '../model/finding.ts';
import { type Standing, standingOf } from './already-given.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText, liveCommands } from './commands.ts';
import { distance, expectedInformation, openCodes } from './expected-information.ts';
import type { Match } from './match.ts';
import { type CatalogueTest, TESTS } from './tests/index.ts';
import { observerOf } from './who-is-asked.ts';

const LEADERS = 4;
const SHOWN = 3;
/** Until something of the very conversation was shown, nothing names a cause: these come first, and cost least. */
const OPENING: readonly string[] = ['ask-session', 'ask-session-detail'];
const WITNESSES: ReadonlySet<SourceGroup> = new Set(['session', 'capture']);
/** What asking another way costs, where the first way failed. */
const DETOUR = 1;

interface Candidate {
  readonly test: CatalogueTest;
  readonly observer: string;
  readonly standing: Standing;
  readonly open: readonly FindingCode[];
}

interface Case {
  readonly leaders: readonly Match[];
  readonly facts: CaseFacts;
  /** Nothing of the conversation has been shown, save perhaps that it exists. */
  readonly blank: boolean;
}

/**
 * The tests that are most worth their cost now: for the leading unresolved patterns, the expected drop in entropy
 * that a test's answer brings beside those already chosen, by its cost. At most three; ties by the order of the
 * catalogue. What was given is not asked for again, and before anything is known the session comes first.
 */
export function nextTests(
  matches: readonly Match[],
  findings: readonly Finding[],
  facts: CaseFacts,
  evidence: readonly Evidence[],
): readonly NextTest[] {
  const leaders = leadersOf(matches);
  const candidates = TESTS.filter((test) => exists(test, facts, leaders)).map((test): Candidate => {
    const observer = observerOf(test.target, facts, findings);
    const standing = standingOf(test, observer, evidence, facts);
    return { test, observer, standing, open: openCodes(test, findings) };
  });
  const fresh = candidates.filter(({ standing }) => standing !== 'given');
  const at: Case = { leaders, facts, blank: isBlank(findings, facts) };
  const chosen = choose(fresh, at);
  return (chosen.length > 0 ? chosen : choose(candidates, at)).map((one) => toNextTest(one, at));
}

/** A cloud without a firewall has no sessions to ask for. */
function isBlank(findings: readonly Finding[], { flow, firewalls, clouds }: CaseFacts): boolean {
  if (flow === null) return true;
  if (firewalls.length === 0 && clouds.length > 0) return false;
  return !findings.some(
    ({ code, reading }) => reading === 'seen' && code !== 'session.found' && WITNESSES.has(FINDINGS[code].group),
  );
}

function leadersOf(matches: readonly Match[]): readonly Match[] {
  return [...matches]
    .filter((match) => match.stop === null && match.pattern.axis !== 'control')
    .sort((a, b) => b.bits - a.bits)
    .slice(0, LEADERS);
}

/** A cloud is asked once it was heard, and a load balancer once something points to one. */
function exists({ target }: CatalogueTest, facts: CaseFacts, leaders: readonly Match[]): boolean {
  if (target === 'cloud') return facts.clouds.length > 0;
  if (target !== 'load-balancer') return true;
  return leaders.some(({ pattern, bits }) => pattern.id === 'one-arm-load-balancer' && bits > 0);
}

/** One after the other, so that no two are asked for the same finding, nor with the same command of the same device. */
function choose(candidates: readonly Candidate[], at: Case): readonly Candidate[] {
  const chosen: Candidate[] = [];
  while (chosen.length < SHOWN) {
    const best = candidates
      .filter((one) => !chosen.some((other) => sameAsk(one, other, at.facts)))
      .map((one) => ({ one, worth: worthOf(one, chosen, at) }))
      .filter(({ worth }) => worth > 0)
      .reduce<{ one: Candidate; worth: number } | null>((a, b) => (a !== null && a.worth >= b.worth ? a : b), null);
    if (best === null) return chosen;
    chosen.push(best.one);
  }
  return chosen;
}

function worthOf({ test, standing, open }: Candidate, chosen: readonly Candidate[], { leaders, blank }: Case): number {
  if (blank && OPENING.includes(test.id)) return Number.POSITIVE_INFINITY;
  const left = open.filter((code) => !chosen.some((other) => other.open.includes(code)));
  const detour = standing === 'refused' || standing === 'unreadable' ? DETOUR : 0;
  return expectedInformation(left, leaders) / (test.cost + detour);
}

function sameAsk(a: Candidate, b: Candidate, facts: CaseFacts): boolean {
  return a.observer === b.observer && commandText(a.test.command, facts) === commandText(b.test.command, facts);
}

const HOW: Readonly<Record<Standing, string>> = {
  open: '',
  given: ' once more',
  refused: ' on its command line, since the API refused it',
  unreadable: ' again, the whole output as text, since what was given could not be read',
};

function toNextTest({ test, observer, standing, open }: Candidate, { leaders, facts }: Case): NextTest {
  const { id, target, cost, risk, riskWhy } = test;
  return {
    id,
    who: target,
    cost,
    risk,
    riskWhy,
    why: `Ask ${observer}${HOW[standing]}: it tells ${test.tells}${separation(open, leaders)}; ${riskWord(test)}.`,
    observer,
    command: commandText(test.command, facts),
    live: liveCommands(test.command, facts),
    separates: leaders
      .filter((match) => match.pattern.clues.some((clue) => open.includes(clue.finding)))
      .map((match) => match.pattern.id),
  };
}

/** The first of the leaders, and the other that its answers tell best from it; none is named when all expect the same. */
function separation(open: readonly FindingCode[], leaders: readonly Match[]): string {
  for (const { pattern } of leaders) {
    const [other] = leaders
      .map((match) => ({ match, apart: distance(pattern, match.pattern, open) }))
      .filter(({ apart }) => apart > 0)
      .sort((a, b) => b.apart - a.apart);
    if (other !== undefined) return `; separates “${pattern.title}” from “${other.match.pattern.title}”`;
  }
  return '';
}

function riskWord({ risk, riskWhy }: CatalogueTest): string {
  if (risk !== 'none') return `${risk} risk`;
  return riskWhy === 'It only reads.' ? 'read-only' : 'harmless';
}
