import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../src/diagnosis/compare.ts';
import type { Baseline, Comparison } from '../../src/model/comparison.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS } from '../support/scenario-variations.ts';

let whole: TriageInput;

beforeAll(async () => {
  whole = await readScenario(`${SCENARIOS}fixed-everything-ticks`);
});

function part(input: TriageInput, wanted: RegExp, change: (text: string) => string = (text) => text): TriageInput {
  const raw = input.raw.filter(({ source }) => wanted.test(source));
  return { ...input, raw: raw.map((one) => ({ ...one, text: change(one.text) })) };
}

function says(comparison: Comparison, state: Baseline): string {
  return comparison.differences
    .filter((one) => one.state === state)
    .map((one) => one.says)
    .join('\n');
}

describe('two moments of a case', () => {
  it('say what changed with a fix, each with both places', () => {
    const comparison = compare(triage(part(whole, /^[012]/)), triage(part(whole, /^[3-6]/)));
    const updated = says(comparison, 'updated');

    expect(updated).toContain('was bytes from the client only; is now bytes in both directions');
    expect(updated).toContain('The reply direction stands still: was:');
    for (const { state, before, after } of comparison.differences) {
      expect([state, before.length > 0]).toEqual([state, state !== 'new']);
      expect([state, after.length > 0]).toEqual([state, state !== 'absent']);
    }
    expect([comparison.before.rootCause, comparison.after.rootCause]).toEqual(['return-path-bypass', 'healthy']);
  });

  it('are the same when nothing but the volatile differs: ids, ports, counts, times, the order', () => {
    const before = part(whole, /^[12]/);
    const again = part(whole, /^[12]/, (text) =>
      text
        .replaceAll('20417', '31002')
        .replaceAll('50822', '51999')
        .replaceAll('11:21:07', '11:52:40')
        .replaceAll('48576', '60990')
        .replaceAll('3571 sec', '3560 sec')
        .replaceAll('30.207', '29.114'),
    );
    const other = triage({ ...again, raw: [...again.raw].reverse(), flow: null });

    const comparison = compare(triage({ ...before, flow: null }), other);

    expect(comparison.sameEnds).toBe(true);
    expect(comparison.differences.filter(({ state }) => state !== 'unchanged')).toEqual([]);
    expect(comparison.differences.length).toBeGreaterThan(5);
  });

  it('turn round when they are swapped: what was new is absent', () => {
    const [one, other] = [triage(part(whole, /^[012]/)), triage(part(whole, /^[3-6]/))];
    const [there, back] = [compare(one, other), compare(other, one)];

    expect(says(back, 'absent')).toBe(says(there, 'new'));
    expect(says(back, 'new')).toBe(says(there, 'absent'));
  });

  it('name a route, a rule and an HA state that are other ones now', () => {
    const text = (hop: string, state: string): string =>
      [
        'admin@FW-1(active)> test routing fib-lookup virtual-router default ip 10.30.8.24',
        '',
        '--------------------------------------------------------------------------------',
        'runtime route lookup',
        '--------------------------------------------------------------------------------',
        'virtual-router:   default',
        'destination:      10.30.8.24',
        'result:           ',
        `  via ${hop} interface ethernet1/3, source 10.30.8.1, metric 10`,
        '--------------------------------------------------------------------------------',
        '',
        'admin@FW-1(active)> show running tcp state',
        '',
        `session with asymmetric path            : ${state}`,
        '',
      ].join('\n');
    const moment = (hop: string, state: string) =>
      triage({
        raw: [{ source: `${hop}.txt`, text: text(hop, state), obtained: 'file' }],
        flow: null,
        symptoms: [],
        fixedAt: null,
      });

    const updated = says(compare(moment('10.30.0.1', 'drop packet'), moment('10.30.0.2', 'bypass')), 'updated');

    expect(updated).toContain('FIB lookup of 10.30.8.24: was via 10.30.0.1 by ethernet1/3; is now via 10.30.0.2');
    expect(updated).toContain('TCP settings: was asymmetric path drop; is now asymmetric path bypass');
  });

  it('compare counters by what they moved, never by their totals since the start', async () => {
    const dropping = await readScenario(`${SCENARIOS}fixed-reopened-later`);
    const comparison = compare(triage(part(whole, /^5/)), triage(part(dropping, /^6/)));

    expect(says(comparison, 'updated')).toContain(
      'counter flow_tcp_non_syn_drop: did not move in 31.118 s before; moved by 41 in 29.87 s after',
    );
  });

  it('say when they are of different conversations', async () => {
    const other = await readScenario(`${SCENARIOS}pbf-one-way`);

    expect(compare(triage(whole), triage(other)).sameEnds).toBe(false);
  });
});
