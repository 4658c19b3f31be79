import { describe, expect, it } from 'vitest';
import type { Counter, CounterSampling } from '../../src/model/facts.ts';
import { AT, block, counter, drops, sampling } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const COMMAND = 'show counter global filter delta yes';
const listing = (how: Partial<CounterSampling>, ...rows: readonly Counter[]) =>
  block('counter-global', [sampling(how), ...rows], { command: COMMAND });
const nonSyn = (value: number) => counter('flow_tcp_non_syn_drop', value);
const total = { delta: false, elapsedSeconds: 900 };

describe('a window of counters', () => {
  it('shows drops that moved in it', () => {
    const findings = found([listing({}, nonSyn(12))]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('seen');
    expect(valuesOf(findings, 'counter.non-syn-drops')).toEqual({
      counter: 'flow_tcp_non_syn_drop',
      delta: 12,
      elapsedSeconds: 30,
      packetFilter: false,
      lifetime: false,
    });
    expect(readingOf(findings, 'counter.quiet')).toBe('not-seen');
  });

  it('shows that nothing moved', () => {
    const findings = found([listing({})]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('not-seen');
    expect(readingOf(findings, 'counter.quiet')).toBe('seen');
  });

  it('hides TCP warnings under a severity filter', () => {
    const findings = found([listing({ severityFilter: 'drop' })]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('not-seen');
    expect(readingOf(findings, 'counter.out-of-window')).toBe('could-not-tell');
    expect(readingOf(findings, 'counter.quiet')).toBe('could-not-tell');
    expect(readingOf(findings, 'counter.warnings-hidden')).toBe('seen');
  });

  it('tells nothing of counters that the paste left out', () => {
    expect(readingOf(found([listing({ nameFilter: 'cut' })]), 'counter.non-syn-drops')).toBe('could-not-tell');
    expect(readingOf(found([listing({ nameFilter: 'match "tcp|flow"' })]), 'counter.zone-change')).toBe('not-seen');
  });

  it('is none when it is longer than an hour or no time at all', () => {
    expect(readingOf(found([listing({ elapsedSeconds: 90_000 }, nonSyn(9))]), 'counter.non-syn-drops')).toBe(
      'could-not-tell',
    );
    expect(readingOf(found([listing({ elapsedSeconds: 0.4 })]), 'counter.quiet')).toBe('could-not-tell');
  });

  it('of the flow itself comes before one of the whole device', () => {
    const findings = found([listing({ packetFilter: true }), listing({}, nonSyn(500))]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('not-seen');
    expect(valuesOf(findings, 'counter.non-syn-drops').packetFilter).toBe(true);
  });

  it('is not one of the flow while the packet filter is off', () => {
    const off = { kind: 'packet-diag-setting', at: AT, filterEnabled: false, captureEnabled: false } as const;
    const setting = block('packet-diag-setting', [{ ...off, loggingEnabled: false }]);
    expect(readingOf(found([setting, listing({ packetFilter: true })]), 'counter.quiet')).toBe('could-not-tell');
  });

  it('adds up the dataplanes of one reading', () => {
    const two = block('counter-global', [sampling(), nonSyn(3), sampling(), nonSyn(4)], { command: COMMAND });
    expect(valuesOf(found([two]), 'counter.non-syn-drops').delta).toBe(7);
  });

  it('does not take packets that were let through for drops', () => {
    const passed = listing({}, counter('flow_tcp_non_syn', 40, 'info'));
    expect(readingOf(found([passed]), 'counter.non-syn-drops')).toBe('not-seen');
  });

  it('names the strongest of several counters', () => {
    const findings = found([
      listing({}, counter('tcp_drop_packet', 2, 'warn'), counter('tcp_drop_out_of_wnd', 9, 'warn')),
    ]);
    expect(valuesOf(findings, 'counter.out-of-window')).toMatchObject({ counter: 'tcp_drop_out_of_wnd', delta: 9 });
  });
});

describe('totals since boot', () => {
  it('prove nothing of this incident', () => {
    const findings = found([listing(total, nonSyn(4000))]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('could-not-tell');
    expect(valuesOf(findings, 'counter.non-syn-drops')).toMatchObject({ lifetime: true, delta: null });
  });

  it('tell when a counter has never moved', () => {
    expect(readingOf(found([listing(total, nonSyn(4000))]), 'counter.zone-change')).toBe('not-seen');
  });

  it('make a window when they were read twice', () => {
    const findings = found([listing(total, nonSyn(4000)), listing(total, nonSyn(4025))]);
    expect(valuesOf(findings, 'counter.non-syn-drops')).toMatchObject({ delta: 25, lifetime: false });
  });

  it('make none when they fall', () => {
    const findings = found([listing(total, nonSyn(4000)), listing(total, nonSyn(10))]);
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('could-not-tell');
  });
});

describe('a burst', () => {
  it('is over when the later window shows no more drops', () => {
    const findings = found([listing({}, nonSyn(2210)), listing({ elapsedSeconds: 60 })]);
    expect(readingOf(findings, 'counter.non-syn-burst-over')).toBe('seen');
    expect(readingOf(findings, 'counter.non-syn-drops')).toBe('not-seen');
  });

  it('goes on when the later window shows them still', () => {
    const findings = found([listing({}, nonSyn(2210)), listing({ elapsedSeconds: 31 }, nonSyn(2100))]);
    expect(readingOf(findings, 'counter.non-syn-burst-over')).toBe('not-seen');
  });

  it('is not settled while it fades, nor by one window', () => {
    const fading = found([listing({}, nonSyn(2210)), listing({ elapsedSeconds: 31 }, nonSyn(8))]);
    expect(readingOf(fading, 'counter.non-syn-burst-over')).toBe('could-not-tell');
    expect(readingOf(found([listing({}, nonSyn(2210))]), 'counter.non-syn-burst-over')).toBe('could-not-tell');
  });

  it('is not spoken of when there was none', () => {
    expect(readingOf(found([listing({}), listing({ elapsedSeconds: 31 })]), 'counter.non-syn-burst-over')).toBe(
      'absent',
    );
  });
});

describe('the counters of an interface', () => {
  it('need two readings', () => {
    const once = block('interface', [drops('ethernet1/2', { zoneChange: 40 })]);
    expect(readingOf(found([once]), 'interface.zone-change')).toBe('could-not-tell');
    const twice = found([once, block('interface', [drops('ethernet1/2', { zoneChange: 52, received: 1200 })])]);
    expect(readingOf(twice, 'interface.zone-change')).toBe('seen');
    expect(valuesOf(twice, 'interface.zone-change')).toMatchObject({
      interface: 'ethernet1/2',
      zone: 'servers',
      delta: 12,
    });
    expect(readingOf(twice, 'interface.flow-state')).toBe('not-seen');
  });
});

describe('a counter that no device prints', () => {
  it('is named with what to look at instead', () => {
    const command = 'show counter global name flow_tcp_syn_ack_send_err';
    const findings = found([block('counter-global', [], { command, parsed: 'none' })]);
    expect(valuesOf(findings, 'counter.unknown-to-vendor')).toEqual({
      name: 'flow_tcp_syn_ack_send_err',
      instead: 'flow_tcp_non_syn_drop',
    });
  });
});
