import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toReport } from '../../src/report/json.ts';
import { reportJsonSchemaText } from '../../src/report/json-schema.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { HOSTILE_TRIAGE } from '../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, EMPTY, HEALTHY, INCONCLUSIVE } from '../support/triage-sample.ts';

describe('the report for programs', () => {
  it.each([
    ['confirmed', BYPASS_CONFIRMED],
    ['inconclusive', INCONCLUSIVE],
    ['healthy', HEALTHY],
    ['empty', EMPTY],
    ['hostile', HOSTILE_TRIAGE],
  ])('is what its schema says (%s), also after a journey as text', (_, triage) => {
    const read: unknown = JSON.parse(JSON.stringify(toReport(triage)));
    expect(reportSchema.safeParse(read).error?.issues ?? []).toEqual([]);
  });

  it('carries the answer, its proof and the lines that it rests on', () => {
    const report = toReport(BYPASS_CONFIRMED);
    expect(report.verdict).toBe('asymmetric');
    expect(report.rootCause).toBe('return-path-bypass');
    expect(report.patterns[0]?.for[0]?.citation).toEqual({
      source: 'fw-east-session.txt',
      lines: [24, 24],
      quote: 'total byte count(s2c) : 0',
    });
    expect(report.evidence[2]).toMatchObject({
      parsed: 'part',
      unread: [
        { from: 4, to: 6 },
        { from: 19, to: 19 },
      ],
    });
  });

  it('joins the observers of a finding, and has none for what a person reported', () => {
    const observers = toReport(BYPASS_CONFIRMED).findings.map(({ observer }) => observer);
    expect(observers).toContain('FW-EAST + FW-WEST');
    expect(observers.at(-1)).toBeNull();
  });

  it('is the same bytes for the same triage, in whatever order its fields were made', () => {
    const { diagnosis, findings, ...rest } = BYPASS_CONFIRMED;
    expect(JSON.stringify(toReport({ findings, ...rest, diagnosis }))).toBe(JSON.stringify(toReport(BYPASS_CONFIRMED)));
  });

  it('refuses a field that the schema does not know', () => {
    expect(reportSchema.safeParse({ ...toReport(HEALTHY), mood: 'good' }).success).toBe(false);
  });

  it('has its schema published as it is (npm run schema)', () => {
    const published = readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8');
    expect(published).toBe(reportJsonSchemaText());
  });
});
