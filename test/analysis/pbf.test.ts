import { describe, expect, it } from 'vitest';
import type { PbfMatch, PbfRule } from '../../src/model/facts.ts';
import { AT, block, CLIENT, detail, log, lookup, pbfRule, port, SERVER } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const match = (rule: string | null, more: Partial<PbfMatch> = {}): PbfMatch => ({
  kind: 'pbf-match',
  at: AT,
  from: 'users',
  source: CLIENT,
  destination: SERVER,
  port: 443,
  protocol: 'tcp',
  rule,
  ...more,
});
const test = (rule: string | null, more: Partial<PbfMatch> = {}, ...rules: readonly PbfRule[]) =>
  block('pbf-policy-match', [match(rule, more), ...rules]);
const steered = block('session-id', [detail({ pbf: 'to-isp2', egress: 'ethernet1/4' })]);
const plain = block('session-id', [detail()]);
const forward = block('fib-lookup', [lookup(SERVER, 'ethernet1/3')]);

describe('a PBF rule', () => {
  it('takes the request when the session says so', () => {
    const findings = found([steered]);
    expect(readingOf(findings, 'session.pbf-forward')).toBe('seen');
    expect(valuesOf(findings, 'session.pbf-forward')).toMatchObject({ rule: 'to-isp2' });
    expect(readingOf(findings, 'session.pbf-return')).toBe('not-seen');
  });

  it('may be hidden in a page that was read in part', () => {
    expect(readingOf(found([{ ...plain, parsed: 'part' }]), 'session.pbf-forward')).toBe('could-not-tell');
  });

  it('takes the request when the test for this flow names one', () => {
    expect(readingOf(found([test('to-isp2')]), 'pbf.forward-match')).toBe('seen');
    expect(readingOf(found([test(null)]), 'pbf.forward-match')).toBe('not-seen');
  });

  it('is not judged by a test for another flow', () => {
    expect(readingOf(found([test(null, { destination: '10.50.60.99' })]), 'pbf.forward-match')).toBe('could-not-tell');
    expect(readingOf(found([test(null, { port: 80 })]), 'pbf.forward-match')).toBe('could-not-tell');
    expect(readingOf(found([plain, test(null, { from: 'guests' })]), 'pbf.forward-match')).toBe('could-not-tell');
  });

  it('is not denied by a test when the session itself names it', () => {
    expect(readingOf(found([steered, test(null)]), 'pbf.forward-match')).toBe('could-not-tell');
  });

  it('cannot match where there is none', () => {
    expect(readingOf(found([block('pbf-policy', [])]), 'pbf.forward-match')).toBe('not-seen');
  });

  it('disagrees with the FIB', () => {
    const findings = found([steered, test('to-isp2', {}, pbfRule('to-isp2')), forward]);
    expect(readingOf(findings, 'pbf.egress-differs-from-fib')).toBe('seen');
    expect(valuesOf(findings, 'pbf.egress-differs-from-fib')).toEqual({
      rule: 'to-isp2',
      pbfEgress: 'ethernet1/4',
      fibEgress: 'ethernet1/3',
    });
  });

  it('is found by the name that the table cuts at ten characters', () => {
    const session = block('session-id', [detail({ pbf: 'guests-to-isp2' })]);
    const table = block('pbf-rule-all', [
      pbfRule('guests-to-', { nameCut: true, nextHopUp: false, symmetricReturn: null }),
    ]);
    expect(readingOf(found([session, table]), 'pbf.next-hop-down')).toBe('seen');
  });
});

describe('the reply to a request that PBF forwards', () => {
  it('has its own way when the rule does not enforce symmetric return', () => {
    expect(readingOf(found([steered, test('to-isp2', {}, pbfRule('to-isp2'))]), 'pbf.return-covered')).toBe('not-seen');
  });

  const enforced = pbfRule('to-isp2', { symmetricReturn: true });

  it('is kept on the same way by symmetric return', () => {
    expect(readingOf(found([steered, test('to-isp2', {}, enforced)]), 'pbf.return-covered')).toBe('seen');
  });

  it('may not be kept there when the client is a neighbour of the interface', () => {
    const inside = block('interface-all', [port('ethernet1/1', 'users', '10.20.30.1/24')]);
    expect(readingOf(found([steered, inside, test('to-isp2', {}, enforced)]), 'pbf.return-covered')).toBe(
      'could-not-tell',
    );
  });

  it('was kept there when a log says so', () => {
    const record = block('traffic-log', [log({ pbfC2s: true, pbfS2c: false, symmetricReturn: true })]);
    expect(readingOf(found([record]), 'pbf.return-covered')).toBe('seen');
  });

  it('is not spoken of when no rule takes the request', () => {
    expect(readingOf(found([plain]), 'pbf.return-covered')).toBe('absent');
  });
});
