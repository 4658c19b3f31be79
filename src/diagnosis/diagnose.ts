import type { Diagnosis, PatternLedger } from '../model/diagnosis.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import { PATTERNS, patternById } from '../patterns/index.ts';
import { bandOf } from './band.ts';
import { caseFacts } from './case-facts.ts';
import { cautionsOf } from './cautions.ts';
import { checklistOf } from './checklist.ts';
import { type Match, matchPattern } from './match.ts';
import { nextTests } from './next-test.ts';
import { stepsOf } from './steps.ts';
import { decide, strongestFirst } from './verdict.ts';

export interface DiagnosisInput {
  readonly flow: Flow | null;
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** Findings that rest only on evidence taken after the fix; none when no fix was reported. */
  readonly afterFix: readonly Finding[];
}

/** Weighs all patterns against the findings and decides. Deterministic; never empty. */
export function diagnose(input: DiagnosisInput): Diagnosis {
  const { flow, evidence, findings, afterFix } = input;
  const matches = PATTERNS.map((pattern) => matchPattern(pattern, findings));
  const ledgers = leadByExplanation(matches.map((match) => toLedger(match, matches, findings)).sort(strongestFirst));
  const { leader, ...decision } = decide(ledgers, findings, evidence, flow);
  const pattern = leader === null ? null : patternById(leader.id);
  const facts = caseFacts(flow, evidence);
  return {
    ...decision,
    cautions: cautionsOf(findings, evidence),
    patterns: ledgers,
    steps: stepsOf(findings, facts),
    nextTests: leader?.band === 'confirmed' ? [] : nextTests(matches, findings, facts),
    doNot: pattern?.doNot ?? DO_NOT_YET,
    fix: pattern?.remedies ?? [],
    checklist: checklistOf(pattern, afterFix, facts),
  };
}

/** While nothing is known, what is surely wrong is to change things. */
const DO_NOT_YET: Diagnosis['doNot'] = [
  {
    action: 'Changing routes or policy, rebooting, or failing over on a guess',
    because: 'No cause is known yet; each of these hides the evidence and may break more flows.',
  },
];

function toLedger(match: Match, all: readonly Match[], findings: readonly Finding[]): PatternLedger {
  const { band, holdsBack } = bandOf(match, all, findings);
  const { id, title, axis } = match.pattern;
  return {
    id,
    title,
    axis,
    band,
    bits: match.bits,
    for: match.for,
    against: match.against,
    missing: match.missing,
    holdsBack,
  };
}

/** Among those that stand, a cause comes before what it explains, unless that is surer than the cause itself. */
function leadByExplanation(ledgers: readonly PatternLedger[]): readonly PatternLedger[] {
  const standing = ledgers.filter((ledger) => ledger.band === 'confirmed' || ledger.band === 'likely');
  const leads = standing.filter(
    (ledger) =>
      !standing.some((other) => explains(other, ledger) && (other.band === 'confirmed' || ledger.band === 'likely')),
  );
  return [...leads, ...ledgers.filter((ledger) => !leads.includes(ledger))];
}

function explains(cause: PatternLedger, effect: PatternLedger): boolean {
  return patternById(cause.id)?.explains.includes(effect.id) ?? false;
}
