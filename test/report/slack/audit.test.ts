import { describe, expect, it } from 'vitest';
import type { AuditCheck, AuditRecord } from '../../../src/model/audit.ts';
import { auditMessages } from '../../../src/report/slack/audit.ts';
import { auditEntry } from '../../access/audit/sample-entry.ts';
import { CASE } from '../../support/triage-sample.ts';
import { readable, refusalOf } from './accepted.ts';

const WHOLE: AuditCheck = { ok: true, count: 12, head: 'ab'.repeat(32) };

function records(size: number, outcome: string): readonly AuditRecord[] {
  return Array.from({ length: size }, (_, index) => {
    const entry = auditEntry({
      outcome: `${outcome} ${index + 1}`,
      command: `show session id ${index} ${'x'.repeat(900)}`,
    });
    return { seq: index + 1, entry, digest: 'cd'.repeat(32) };
  });
}

function shown(of: readonly AuditRecord[], check: AuditCheck = WHOLE): string {
  return auditMessages(CASE, of, check)
    .map(({ blocks }) => readable(blocks).join(''))
    .join('\n');
}

describe('the audit of a case', () => {
  it('tells when who did what where, with which command and what came of it', () => {
    const [message] = auditMessages(CASE, [{ seq: 4, entry: auditEntry(), digest: '' }], WHOLE);
    expect(readable(message?.blocks).join('')).toMatch(
      /4 · 2026-11-10 09:30 UTC · ran · {2}· PA-EDGE-A · clear session id 4711 · answered/,
    );
    expect(JSON.stringify(message)).toContain('{"type":"user","user_id":"U0ANARUIZ1"}');
  });

  it('says that the chain is whole, with its length and its whole head', () => {
    expect(shown([])).toContain(`The chain of 12 records is whole; head ${'ab'.repeat(32)}.`);
  });

  it('says what is wrong with one that is not', () => {
    const check: AuditCheck = {
      ok: false,
      seq: 5,
      fault: 'changed',
      says: 'Record 5 was changed.',
      count: 4,
      head: '',
    };
    expect(shown([], check)).toContain(
      'The chain of records is broken. Record 5 was changed. 4 records before it hold.',
    );
    expect(auditMessages(CASE, [], check)[0]?.text).toContain('is broken');
  });

  it('shows the newest of many, says how many it leaves out, and fits into what Slack takes', () => {
    const many = records(400, `outcome <!channel> ${'y'.repeat(900)}`);
    const messages = auditMessages(CASE, many, WHOLE);
    expect(messages.map(refusalOf).filter((refusal) => refusal !== null)).toEqual([]);
    expect(shown(many)).toContain('340 earlier records of this case not shown here.');
    expect(shown(records(61, 'outcome'))).toContain('1 earlier record of this case not shown here.');
    expect(shown(records(61, 'outcome'))).toContain('outcome 61');
    expect(shown(records(61, 'outcome'))).not.toMatch(/outcome 1\b/);
  });

  it('tells the readings of one run together, and everything else alone', () => {
    const read = (index: number, runId: string) => {
      const entry = auditEntry({ risk: 'read', runId, device: index % 2 === 0 ? 'PA-A' : 'PA-B', outcome: 'answered' });
      return { seq: index, entry, digest: '' };
    };
    const failed = { seq: 4, entry: auditEntry({ risk: 'read', runId: 'run-1', outcome: 'timed out' }), digest: '' };
    const text = shown([
      read(1, 'run-1'),
      read(2, 'run-1'),
      read(3, 'run-1'),
      failed,
      read(5, 'run-2'),
      read(6, 'run-3'),
    ]);
    expect(text).toMatch(/1–3 · .* · PA-B, PA-A · 3 commands that only read, in run-1 · answered/);
    expect(text).toMatch(/4 · .* · timed out/);
    expect(text).toMatch(/5 · /);
    expect(text).toMatch(/6 · /);
  });
});
