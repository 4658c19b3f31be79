import type { AnalysisInput } from '../../src/analysis/context.ts';
import { analyse } from '../../src/analysis/index.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { Finding, FindingCode } from '../../src/model/finding.ts';
import { FLOW } from '../support/facts.ts';

/** The findings of some evidence on the usual flow. */
export function found(evidence: readonly Evidence[], more: Partial<AnalysisInput> = {}): readonly Finding[] {
  return analyse({ flow: FLOW, symptoms: [], fixedAt: null, ...more, evidence });
}

/** The reading of a code, `absent` without a finding; of the first one when there are several. */
export function readingOf(findings: readonly Finding[], code: FindingCode, observer?: string): string {
  return oneOf(findings, code, observer)?.reading ?? 'absent';
}

export function valuesOf(findings: readonly Finding[], code: FindingCode, observer?: string): Finding['values'] {
  return oneOf(findings, code, observer)?.values ?? {};
}

function oneOf(findings: readonly Finding[], code: FindingCode, observer?: string): Finding | undefined {
  return findings.find(
    (finding) => finding.code === code && (observer === undefined || finding.observers.includes(observer)),
  );
}
