import { describe, expect, it } from 'vitest';
import type { CounterSampling, HaState } from '../../src/model/facts.ts';
import { absent, block, CLIENT, counter, detail, FLOW, haState, SERVER, sampling } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const CODE = 'between.halves-on-two-firewalls';
const B = { observer: 'FW-B' };
const sends = block('session-id', [detail()]);
const none = block('session-all', [absent()], B);
const stray = (value: number, how: Partial<CounterSampling> = {}) =>
  block('counter-global', [sampling(how), ...(value > 0 ? [counter('flow_tcp_non_syn_drop', value)] : [])], {
    ...B,
    command: 'show counter global filter delta yes',
  });
const units = (a: Partial<HaState>, b: Partial<HaState>) => [
  block('ha-state', [haState(a)]),
  block('ha-state', [haState(b)], B),
];
const primary = { mode: 'active-active', local: 'active-primary', peer: 'active-secondary', deviceId: 0 } as const;
const secondary = { mode: 'active-active', local: 'active-secondary', peer: 'active-primary', deviceId: 1 } as const;

describe('the halves of a flow', () => {
  it('are on two firewalls when the other one drops this flow’s packets for want of a session', () => {
    const findings = found([sends, none, stray(9, { packetFilter: true })]);
    expect(readingOf(findings, CODE)).toBe('seen');
    expect(valuesOf(findings, CODE)).toEqual({ forward: 'FW-A', return: 'FW-B', haPair: null, specific: true });
  });

  it('are not surely there when the drops are those of the whole device', () => {
    expect(valuesOf(found([sends, none, stray(9)]), CODE)).toMatchObject({ specific: false });
    expect(readingOf(found([sends, stray(9)]), CODE)).toBe('could-not-tell');
  });

  it('are on two firewalls when the other one has a session of replies', () => {
    const replies = block(
      'session-id',
      [detail({ id: 8, client: SERVER, clientPort: 443, server: CLIENT, serverPort: 52144 })],
      B,
    );
    const findings = found([sends, replies]);
    expect(valuesOf(findings, CODE)).toMatchObject({ forward: 'FW-A', return: 'FW-B', specific: true });
  });

  it('do not show when the other firewall was asked and drops nothing', () => {
    expect(readingOf(found([sends, none, stray(0)]), CODE)).toBe('not-seen');
  });

  it('are together when one firewall carries both', () => {
    const both = block('session-id', [detail({ bytesS2c: 4000, packetsS2c: 20 })]);
    expect(readingOf(found([both, none]), CODE)).toBe('not-seen');
  });

  it('are not told by TCP drops when the flow is none', () => {
    const udp = { ...FLOW, protocol: 'udp' } as const;
    const page = detail();
    const sent = { ...page, c2s: { ...page.c2s, protocol: 'udp' }, s2c: { ...page.s2c, protocol: 'udp' } } as const;
    const findings = found([block('session-id', [sent]), none, stray(9, { packetFilter: true })], { flow: udp });
    expect(readingOf(findings, CODE)).toBe('could-not-tell');
  });

  it('are not told by evidence that names no firewall', () => {
    expect(readingOf(found([{ ...sends, observer: null }, none, stray(9)]), CODE)).toBe('absent');
  });
});

describe('an HA pair', () => {
  const halves = [sends, none, stray(9, { packetFilter: true })];
  const pair = (a: Partial<HaState>, b: Partial<HaState>) => valuesOf(found([...halves, ...units(a, b)]), CODE).haPair;

  it('is two units of which each is what the other says of its peer', () => {
    expect(pair(primary, secondary)).toBe(true);
  });

  it('is not made of two active units, nor of firewalls without HA', () => {
    expect(pair({}, {})).toBe(false);
    expect(pair({ mode: 'off', local: null, peer: null }, {})).toBe(false);
  });

  it('is not known when one of them has not shown its state', () => {
    const findings = found([...halves, block('ha-state', [haState(primary)])]);
    expect(valuesOf(findings, CODE).haPair).toBeNull();
  });
});

describe('a session on one firewall', () => {
  it('is seen when the other one was asked and has none', () => {
    const findings = found([sends, none]);
    expect(readingOf(findings, 'between.session-on-one')).toBe('seen');
    expect(valuesOf(findings, 'between.session-on-one')).toEqual({ present: 'FW-A', absent: 'FW-B' });
  });

  it('is not seen when both have it', () => {
    const synced = block('session-id', [detail({ fromPeer: true })], B);
    expect(readingOf(found([sends, synced]), 'between.session-on-one')).toBe('not-seen');
  });
});

describe('the HA state of a unit', () => {
  const ha = (more: Partial<HaState>) => found([block('ha-state', [haState(more)])]);

  it('is recent for a quarter of an hour', () => {
    expect(readingOf(ha({ localSeconds: 240, peerSeconds: 240 }), 'ha.recent-change')).toBe('seen');
    expect(readingOf(ha({}), 'ha.recent-change')).toBe('not-seen');
  });

  it('of an active unit does not change with a restart of the passive one', () => {
    expect(readingOf(ha({ peerSeconds: 60 }), 'ha.recent-change')).toBe('not-seen');
  });

  it('tells mode, synchronization and peer', () => {
    const findings = ha({ ...primary, stateSync: 'Incomplete', peerConnected: false });
    expect(readingOf(findings, 'ha.active-active')).toBe('seen');
    expect(valuesOf(findings, 'ha.active-active').deviceId).toBe(0);
    expect(readingOf(findings, 'ha.state-sync-broken')).toBe('seen');
    expect(readingOf(findings, 'ha.peer-unreachable')).toBe('seen');
  });

  it('has no synchronization to speak of without HA', () => {
    const findings = ha({ mode: 'off', local: null, peer: null, stateSync: null, peerConnected: null });
    expect(readingOf(findings, 'ha.active-active')).toBe('not-seen');
    expect(readingOf(findings, 'ha.state-sync-broken')).toBe('absent');
  });
});
