import { describe, expect, it } from 'vitest';
import { judge, type Statement } from '../../src/diagnosis/judge.ts';

function statement(holds: boolean | null, minute: number | null, line = minute ?? 1, observer = 'FW-A'): Statement {
  const at = minute === null ? null : `2026-11-10T12:${String(minute).padStart(2, '0')}:00.000Z`;
  const says = `${observer} says ${holds === null ? 'nothing' : holds} in line ${line}.`;
  return { observer, holds, at, says, citations: [{ source: 'after.txt', lines: [line, line], quote: 'x' }] };
}

describe('an item judged by its readings', () => {
  it('is open without any, and says why when they settle nothing', () => {
    expect(judge([])).toEqual({ state: 'open', why: null, decidedAt: null, evidence: [] });
    expect(judge([statement(null, 9)])).toMatchObject({ state: 'open', why: 'FW-A says nothing in line 9.' });
  });

  it('passes by the newest reading that settles it, whatever comes after and settles nothing', () => {
    const verdict = judge([statement(true, 9), statement(null, 12)]);

    expect(verdict).toMatchObject({ state: 'passed', why: 'FW-A says true in line 9.' });
    expect(verdict.decidedAt).toBe('2026-11-10T12:09:00.000Z');
  });

  it('passes when a later reading takes an earlier failure back', () => {
    expect(judge([statement(false, 9), statement(true, 12)]).state).toBe('passed');
  });

  it('reopens when a later reading contradicts the one that passed it, and cites both', () => {
    const verdict = judge([statement(false, 40), statement(true, 9)]);

    expect(verdict.state).toBe('failed');
    expect(verdict.why).toBe(
      'Reopened: passed by after.txt:9 (2026-11-10 12:09 UTC), contradicted by after.txt:40 (2026-11-10 12:40 UTC). FW-A says false in line 40.',
    );
    expect(verdict.evidence.map(({ lines }) => lines[0])).toEqual([40, 9]);
    expect(verdict.decidedAt).toBe('2026-11-10T12:40:00.000Z');
  });

  it('believes the worse of two readings of one moment', () => {
    expect(judge([statement(true, 9, 1), statement(false, 9, 2)]).state).toBe('failed');
    expect(judge([statement(false, 9, 2), statement(true, 9, 1)]).state).toBe('failed');
  });

  it('needs every device to agree: what one shows does not take back what another does', () => {
    expect(judge([statement(false, 9, 1, 'FW-B'), statement(true, 12, 2, 'FW-A')]).state).toBe('failed');
    expect(judge([statement(true, 9, 1, 'FW-B'), statement(true, 12, 2, 'FW-A')]).state).toBe('passed');
  });

  it('has the same answer in whatever order the readings came', () => {
    const readings = [statement(true, 9), statement(false, 12), statement(true, 20, 20, 'FW-B'), statement(null, 30)];

    expect(judge([...readings].reverse())).toEqual(judge(readings));
  });
});
