import type { ChecklistItem } from '../model/checklist.ts';
import type { Diagnosis, PatternLedger } from '../model/diagnosis.ts';
import type { Citation, Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import type { Pattern, PatternId } from '../model/pattern.ts';
import type { Validation } from '../model/validation.ts';
import { patternById } from '../patterns/index.ts';
import { VALIDATION } from '../patterns/shared.ts';
import { type CaseFacts, caseFacts } from './case-facts.ts';
import { cautionsOf } from './cautions.ts';
import { type Checked, checkedSince, checklistOf, failuresOf } from './checklist.ts';
import { contradictionsOf } from './contradictions.ts';
import { doNotOf } from './do-not.ts';
import { nextTests } from './next-test.ts';
import { type Ranking, rank } from './ranking.ts';
import type { Repair } from './since-fix.ts';
import { stepsOf } from './steps.ts';
import { decide, leaderOf } from './verdict.ts';

export interface DiagnosisInput {
  readonly flow: Flow | null;
  readonly evidence: readonly Evidence[];
  /** Of what was shown since the fix when anything was, else of all evidence. */
  readonly findings: readonly Finding[];
  /** The evidence since the fix; null without a fix, and when nothing is known to have been shown since. */
  readonly since?: readonly Evidence[] | null;
  /** What was shown before the fix and since: by it the checklist is judged, and what has become of the fault. */
  readonly validation: Validation;
  /** Where the evidence shows that the flow was given the wrong way round; `flow` is already the right way. */
  readonly turnedBy?: Citation | null;
}

/** Weighs all patterns against the findings and decides. Deterministic; never empty. */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const { flow, evidence, findings, validation } = input;
  const contradictions = contradictionsOf({
    flow,
    evidence,
    fixedAt: validation.fixedAt,
    turnedBy: input.turnedBy ?? null,
  });
  const ranking = rank(findings, contradictions);
  const facts = caseFacts(flow, evidence);
  const { leader, ...decision } = decide(ranking, findings, evidence, flow, repairOf(input, ranking, facts));
  const found = present([...(leader === null ? [] : [leader.id]), ...decision.alsoFound].map(patternById));
  const tested = input.since ?? evidence;
  return {
    ...decision,
    cautions: cautionsOf(findings, evidence, contradictions),
    patterns: ranking.ledgers,
    steps: stepsOf(findings, facts, leader?.band === 'confirmed' ? [] : ranking.matches),
    nextTests: leader?.band === 'confirmed' ? [] : nextTests(ranking.matches, findings, facts, tested),
    doNot: doNotOf(found, findings),
    fix: found.flatMap(({ remedies }) => remedies),
    checklist: checklistOfAll(checkedOf(formerCause(validation), found, validation), validation, facts),
  };
}

/** What the answer is held against, when a fix was reported. */
function repairOf({ findings, since, validation }: DiagnosisInput, ranking: Ranking, facts: CaseFacts): Repair | null {
  const { fixedAt } = validation;
  if (fixedAt === null) return null;
  const was = formerCause(validation);
  const checked = checkedOf(was, present([patternOf(leaderOf(ranking))]), validation);
  const { state: grows, failsAgainAt } = checkedSince('both-grow', validation);
  const captured = findings.some(({ code, reading }) => code === 'capture.both-directions' && reading === 'seen');
  return {
    fixedAt,
    was,
    shown: since !== undefined && since !== null,
    passes: grows === 'open' && captured ? 'passed' : grows,
    brokenAgainAt: failsAgainAt,
    failing: failuresOf(checked[0]?.checklist ?? [], validation),
    checklist: checklistOfAll(checked, validation, facts),
  };
}

/** What the fix was for: the cause that stood before it. */
function formerCause({ fixedAt, before }: Validation): Pattern | null {
  const pattern = fixedAt === null ? null : patternOf(leaderOf(rank(before)));
  return pattern?.axis === 'control' ? null : pattern;
}

function patternOf(ledger: PatternLedger | null): Pattern | null {
  return ledger === null ? null : patternById(ledger.id);
}

type CheckedCause = Checked & { readonly id: PatternId | null };

/** A fix of something that was never named is proved as any other. */
const ANY_FIX: CheckedCause = { id: null, axis: 'split', checklist: VALIDATION };

/** Whose checklists are walked through: first what was fixed, else what leads now; then what else was found. */
function checkedOf(was: Pattern | null, found: readonly Pattern[], { fixedAt }: Validation): readonly CheckedCause[] {
  const faults = fixedAt === null ? found : found.filter(({ axis, id }) => axis !== 'control' && id !== was?.id);
  const all = was === null ? faults : [was, ...faults];
  return fixedAt !== null && all.length === 0 ? [ANY_FIX] : all;
}

/** The checklists of all faults, the first one's first. Items of one id ask the same, whichever cause asks: once is enough. */
function checklistOfAll(
  causes: readonly CheckedCause[],
  validation: Validation,
  facts: CaseFacts,
): readonly ChecklistItem[] {
  const items = causes.flatMap((cause) => checklistOf(cause, validation, facts));
  return items.filter(({ id }, index) => items.findIndex((other) => other.id === id) === index);
}

function present<T>(values: readonly (T | null)[]): readonly T[] {
  return values.filter((value): value is T => value !== null);
}
