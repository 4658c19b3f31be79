import type { Citation } from '../../src/model/evidence.ts';
import type { Finding, FindingCode, FindingReading, FindingValue } from '../../src/model/finding.ts';
import type { Validation } from '../../src/model/validation.ts';

export interface FindingSpec {
  readonly code: FindingCode;
  readonly reading?: FindingReading;
  readonly observers?: readonly string[];
  readonly values?: Readonly<Record<string, FindingValue>>;
}

/** Numbered findings from short specifications: seen by FW-A unless said otherwise. */
export function findings(...specs: readonly FindingSpec[]): readonly Finding[] {
  return specs.map((spec, index) => ({
    id: `f${index + 1}`,
    code: spec.code,
    observers: spec.observers ?? ['FW-A'],
    direction: null,
    reading: spec.reading ?? 'seen',
    values: spec.values ?? {},
    citations: [citation(index + 1)],
  }));
}

export function citation(line: number): Citation {
  return { source: 'paste-1', lines: [line, line], quote: `line ${line}` };
}

/** Nobody has said that anything was fixed. */
export const NO_FIX: Validation = { fixedAt: null, before: [], moments: [], after: [], signs: [], untimed: 0 };
