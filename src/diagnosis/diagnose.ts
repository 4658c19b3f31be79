import type { ChecklistItem } from '../model/checklist.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Citation, Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import type { Pattern } from '../model/pattern.ts';
import type { Validation } from '../model/validation.ts';
import { patternById } from '../patterns/index.ts';
import { type CaseFacts, caseFacts } from './case-facts.ts';
import { cautionsOf } from './cautions.ts';
import { checklistOf } from './checklist.ts';
import { contradictionsOf } from './contradictions.ts';
import { doNotOf } from './do-not.ts';
import { nextTests } from './next-test.ts';
import { rank } from './ranking.ts';
import { stepsOf } from './steps.ts';
import { decide } from './verdict.ts';

export interface DiagnosisInput {
  readonly flow: Flow | null;
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** What was shown before the fix and since; only the checklist is judged by it. */
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
  const { leader, ...decision } = decide(ranking, findings, evidence, flow);
  const pattern = leader === null ? null : patternById(leader.id);
  const second = present(decision.alsoFound.map(patternById));
  const facts = caseFacts(flow, evidence);
  return {
    ...decision,
    cautions: cautionsOf(findings, evidence, contradictions),
    patterns: ranking.ledgers,
    steps: stepsOf(findings, facts, ranking.matches),
    nextTests: leader?.band === 'confirmed' ? [] : nextTests(ranking.matches, findings, facts, evidence),
    doNot: doNotOf(pattern === null ? [] : [pattern, ...second], findings),
    fix: [...(pattern?.remedies ?? []), ...second.flatMap(({ remedies }) => remedies)],
    checklist: checklistOfAll([fixedCause(input) ?? pattern, ...second], validation, facts),
  };
}

/** What the fix was for: the cause that led before it. What is shown since may make every cause look wrong. */
function fixedCause({ flow, evidence, validation }: DiagnosisInput): Pattern | null {
  const { fixedAt, before } = validation;
  if (fixedAt === null || before.length === 0) return null;
  const { leader } = decide(rank(before), before, evidence, flow);
  return leader === null ? null : patternById(leader.id);
}

/** The checklists of all faults that were found, the leader's first; what two of them ask alike is asked once. */
function checklistOfAll(
  patterns: readonly (Pattern | null)[],
  validation: Validation,
  facts: CaseFacts,
): readonly ChecklistItem[] {
  const items = patterns.flatMap((pattern, place) =>
    checklistOf(pattern, validation, facts).map((item) => ({ item, from: place === 0 ? null : (pattern?.id ?? null) })),
  );
  return items
    .filter(({ item }, index) => items.findIndex((other) => other.item.action === item.action) === index)
    .map(({ item, from }) => (from === null ? item : { ...item, id: `${from}-${item.id}` }));
}

function present<T>(values: readonly (T | null)[]): readonly T[] {
  return values.filter((value): value is T => value !== null);
}
