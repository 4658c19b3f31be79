import type { Step, StepState } from '../model/diagnosis.ts';
import { FINDINGS, type Finding, type FindingCode, STEP_IDS, type StepId } from '../model/finding.ts';
import type { PatternId } from '../model/pattern.ts';
import { findingSentence } from '../patterns/words.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';
import type { Match } from './match.ts';
import { pathScenarios } from './step-paths.ts';
import { type Heard, STEP_PLANS, type StepPlan } from './step-plans.ts';

/**
 * The five steps of the debug sequence, each with what it showed and what would settle it. `matches` are those between
 * which it is still open: none once a cause is confirmed.
 */
export function stepsOf(findings: readonly Finding[], facts: CaseFacts, matches: readonly Match[]): readonly Step[] {
  return STEP_IDS.map((id) => {
    const plan = STEP_PLANS[id];
    const mine = findings.filter(
      (finding) => FINDINGS[finding.code].step === id && FINDINGS[finding.code].group !== 'person',
    );
    const { state, speaker } = stateOf(plan, mine);
    return {
      id,
      title: plan.title,
      state,
      says: `${speaker === null ? SAYS[state] : sayOf(state, speaker)}${settled(state) ? '' : whereToLook(id, matches)}`,
      findings: mine.map((finding) => finding.id),
      next: settled(state) ? [] : nextOf(id, facts, matches),
    };
  });
}

/** Commands for those who were heard, and for a firewall while nobody was; none of them twice. */
function nextOf(id: StepId, facts: CaseFacts, matches: readonly Match[]): readonly string[] {
  const { commands } = STEP_PLANS[id];
  const heard: readonly Heard[] = [
    ...(facts.firewalls.length > 0 || facts.hosts.length + facts.routers.length === 0 ? (['firewall'] as const) : []),
    ...(facts.hosts.length > facts.clouds.length ? (['host'] as const) : []),
    ...(facts.routers.length > 0 ? (['router'] as const) : []),
    ...(facts.clouds.length > 0 ? (['cloud'] as const) : []),
  ];
  const table = id === 'path' ? pathScenarios(standing(matches)).flatMap((row) => row.commands) : [];
  const own = heard.flatMap((who) => commands[who]);
  return [...new Set([...table, ...own].map((command) => commandText(command, facts)))];
}

/** The rows of the path's table that can still be the case. */
function whereToLook(id: StepId, matches: readonly Match[]): string {
  const rows = id === 'path' ? pathScenarios(standing(matches)) : [];
  return rows.map(({ scenario, lookAt }) => ` ${scenario}? Look at ${lookAt}.`).join('');
}

/** What is not ruled out, with its bits. */
function standing(matches: readonly Match[]): ReadonlyMap<PatternId, number> {
  return new Map(matches.filter(({ stop }) => stop === null).map(({ pattern, bits }) => [pattern.id, bits]));
}

const SAYS: Readonly<Record<StepState, string>> = {
  confirmed: 'The evidence shows it.',
  refuted: 'What was looked at shows nothing wrong here.',
  'could-not-tell': 'There is evidence, and it does not settle this.',
  missing: 'Nothing has been shown for this step yet.',
};

function sayOf(state: StepState, speaker: Finding): string {
  const sentence = findingSentence(speaker);
  return state === 'could-not-tell' && speaker.reading !== 'could-not-tell'
    ? `${sentence} That alone does not settle it.`
    : sentence;
}

function stateOf(plan: StepPlan, mine: readonly Finding[]): { state: StepState; speaker: Finding | null } {
  const seen = (codes: readonly FindingCode[]): Finding | undefined =>
    codes.flatMap((code) => mine.filter((finding) => finding.code === code && finding.reading === 'seen'))[0];
  const confirming = seen(plan.confirms);
  if (confirming !== undefined) return { state: 'confirmed', speaker: confirming };
  const refuting = seen(plan.refutes);
  if (refuting !== undefined) return { state: 'refuted', speaker: refuting };
  const denied = plan.absent.flatMap((code) =>
    mine.filter((finding) => finding.code === code && finding.reading === 'not-seen'),
  )[0];
  if (denied !== undefined) return { state: 'refuted', speaker: denied };
  const open = mine.find((finding) => plan.confirms.includes(finding.code)) ?? mine[0] ?? null;
  return open === null ? { state: 'missing', speaker: null } : { state: 'could-not-tell', speaker: open };
}

function settled(state: StepState): boolean {
  return state === 'confirmed' || state === 'refuted';
}
