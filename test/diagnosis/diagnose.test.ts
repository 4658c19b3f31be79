import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Flow } from '../../src/model/flow.ts';
import { findings, NO_FIX } from '../support/findings.ts';

const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.20.30.41', port: 52144 },
  server: { address: '10.50.60.10', port: 443 },
};

function diagnoseFindings(given: readonly Finding[], flow: Flow | null = FLOW): Diagnosis {
  return diagnose({ flow, evidence: [], findings: given, validation: NO_FIX });
}

describe('an empty case', () => {
  const empty = diagnoseFindings([], null);

  it('is inconclusive and says what is missing', () => {
    expect(empty.verdict).toBe('inconclusive');
    expect(empty.rootCause).toBeNull();
    expect(empty.summary).toContain('No evidence that could be read');
  });

  it('asks for at most three tests, each with a command', () => {
    expect(empty.nextTests.length).toBeGreaterThan(0);
    expect(empty.nextTests.length).toBeLessThanOrEqual(3);
    for (const test of empty.nextTests) expect(test.command).not.toBe('');
  });

  it('asks first for the session that names the conversation', () => {
    expect(empty.nextTests.map((test) => test.id).slice(0, 2)).toEqual(['ask-session', 'ask-session-detail']);
  });

  it('says what is missing in words, with no gap left to fill', () => {
    const needs = empty.patterns.flatMap((ledger) => ledger.missing.map((clue) => clue.needs));
    expect(needs.length).toBeGreaterThan(0);
    expect(needs.filter((text) => /[[\]{}]/.test(text))).toEqual([]);
  });

  it('names no fix and no checklist, and warns against changes on a guess', () => {
    expect(empty.fix).toEqual([]);
    expect(empty.checklist).toEqual([]);
    expect(empty.doNot).toHaveLength(1);
  });
});

describe('a half-open session alone', () => {
  const half = diagnoseFindings(findings({ code: 'session.found' }, { code: 'session.return-unseen' }));

  it('is inconclusive, because a split path and a silent server look the same', () => {
    expect(half.verdict).toBe('inconclusive');
    const possible = half.patterns.filter((ledger) => ledger.band === 'possible').map((ledger) => ledger.id);
    expect(possible).toEqual(expect.arrayContaining(['return-path-bypass', 'server-silent']));
  });

  it('says once for each rival how far it is from the next band', () => {
    for (const { holdsBack } of half.patterns) {
      const behind = holdsBack.filter((text) => text.includes('not far enough behind'));
      expect(behind.length).toBeLessThanOrEqual(1);
    }
  });

  it('fills the real addresses into the commands it asks for', () => {
    const commands = half.nextTests.map((test) => test.command).join('\n');
    expect(commands).toMatch(/10\.20\.30\.41|10\.50\.60\.10|show /);
    expect(half.steps.find((step) => step.id === 'return-route')?.next.join('\n')).toContain('ip 10.20.30.41');
  });

  it('asks only for tests that separate what is still possible', () => {
    for (const test of half.nextTests) expect(test.separates.length).toBeGreaterThan(0);
  });
});

describe('two causes of which one explains the other', () => {
  const dual = diagnoseFindings(
    findings(
      { code: 'session.return-unseen' },
      { code: 'fib.return-by-other-isp' },
      { code: 'fib.two-defaults' },
      { code: 'fib.return-other-zone' },
      { code: 'counter.zone-change' },
      { code: 'interface.zone-change' },
      { code: 'session.denied', reading: 'not-seen' },
    ),
  );

  it('leads with the cause, not with its consequence', () => {
    expect(dual.rootCause).toBe('dual-isp-return');
    expect(dual.patterns[0]?.id).toBe('dual-isp-return');
  });
});

describe('the verdict', () => {
  it('never proposes a counter name that no firewall prints', () => {
    const text = JSON.stringify(diagnoseFindings([]));
    for (const invented of ['flow_tcp_rst_from_server', 'flow_tcp_syn_ack_send_err', 'flow_fwd_l3_loopback_err']) {
      expect(text).not.toContain(invented);
    }
  });

  it('never proposes a filter by severity drop, which would hide TCP warnings', () => {
    expect(JSON.stringify(diagnoseFindings([]))).not.toContain('severity drop');
  });

  it('gives the same bytes for the same findings', () => {
    const given = findings({ code: 'session.return-unseen' }, { code: 'counter.zone-change' });
    expect(JSON.stringify(diagnoseFindings(given))).toBe(JSON.stringify(diagnoseFindings(given)));
  });
});

describe('the checklist', () => {
  const proved = findings(
    { code: 'session.return-unseen' },
    { code: 'path.return-skips-firewall' },
    { code: 'session.denied', reading: 'not-seen' },
    { code: 'session.reset-by-server', reading: 'not-seen' },
  );

  it('stays open on evidence from before the fix', () => {
    expect(diagnoseFindings(proved).checklist.map((item) => item.state)).toEqual(
      diagnoseFindings(proved).checklist.map(() => 'open'),
    );
  });

  it('clears only the flow of the case', () => {
    const clear = diagnoseFindings(proved).checklist.find((item) => item.id === 'clear-flow');
    expect(clear?.command).toBe(
      'clear session all filter source 10.20.30.41 destination 10.50.60.10 destination-port 443',
    );
  });
});
