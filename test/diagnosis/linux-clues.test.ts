import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { PatternLedger } from '../../src/model/diagnosis.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import { FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

function ledgerOf(id: PatternId, ...specs: readonly FindingSpec[]): PatternLedger | undefined {
  const diagnosis = diagnose({ flow: FLOW, evidence: [], findings: findings(...specs), validation: NO_FIX });
  return diagnosis.patterns.find((pattern) => pattern.id === id);
}

const bandOf = (id: PatternId, ...specs: readonly FindingSpec[]) => ledgerOf(id, ...specs)?.band;

const TRACKED: FindingSpec = {
  code: 'host.conntrack-one-way',
  observers: ['gw1'],
  values: { from: 'client', translated: false },
};
describe('settings that decide what becomes of the flow', () => {
  const strict: FindingSpec = { code: 'host.rp-filter-drops', observers: ['web1'] };
  const dropped = (observer: string): FindingSpec => ({ code: 'host.reverse-path-counter', observers: [observer] });

  const refuses = (observer: string): FindingSpec => ({
    code: 'filter.refuses-flow',
    observers: [observer],
    values: { hook: 'forward', verdict: 'drop' },
  });
  const counts = (observer: string): FindingSpec => ({
    code: 'filter.refusal-counted',
    observers: [observer],
    values: { hook: 'forward', verdict: 'drop', specific: false },
  });

  it('name the cause without a packet of it where the device counts just that meanwhile, and never prove it', () => {
    expect(bandOf('rp-filter-strict', strict, dropped('web1'))).toBe('likely');
    expect(bandOf('policy-deny', refuses('gw1'), counts('gw1'))).toBe('likely');
  });

  it('name nothing alone, nor by what another device counts', () => {
    expect(bandOf('rp-filter-strict', strict)).toBe('possible');
    expect(bandOf('rp-filter-strict', strict, dropped('web2'))).toBe('possible');
    expect(bandOf('policy-deny', refuses('gw1'), counts('gw2'))).toBe('possible');
    const elsewhere: FindingSpec = { code: 'arp.other-interface-answers', observers: ['desk14'] };
    expect(bandOf('rp-filter-strict', strict, dropped('web1'), elsewhere)).toBe('possible');
  });
});

describe('probes between the ends', () => {
  it('name what they met on the way without a packet of the flow, and never prove it', () => {
    expect(bandOf('mtu-black-hole', { code: 'path.large-packets-lost', values: { answered: false } })).toBe('likely');
  });
});

describe('connection tracking that waits for a reply', () => {
  it('speaks of translation only where the entry is translated', () => {
    const roles = (translated: boolean) =>
      ledgerOf('nat-mismatch', { ...TRACKED, values: { from: 'client', translated } })?.for.map(({ code }) => code);

    expect(roles(true)).toEqual(['host.conntrack-one-way']);
    expect(roles(false) ?? []).toEqual([]);
  });
});

describe('a silent server', () => {
  const WAY_BACK: FindingSpec = {
    code: 'walk.return-skips-firewall',
    reading: 'not-seen',
    values: { fromServer: true },
  };
  const NO_RIVAL: readonly FindingSpec[] = [
    { code: 'host.reply-leaves-elsewhere', reading: 'not-seen', observers: ['web1'] },
    { code: 'path.return-skips-firewall', reading: 'not-seen' },
    { code: 'walk.loop', reading: 'not-seen' },
    { code: 'walk.no-route', reading: 'not-seen' },
  ];

  it('is not proved by an entry of connection tracking alone: the server shows no way of its reply', () => {
    const gaps = (...more: readonly FindingSpec[]) =>
      ledgerOf('server-silent', TRACKED, WAY_BACK, ...more)?.holdsBack.join(' ');

    expect(gaps()).toContain('The server itself shows neither that it got the request');
    expect(gaps(...NO_RIVAL)).not.toContain('The server itself shows neither that it got the request');
  });

  it('that answers by rules of its own is proved when a file holds them', () => {
    const own: FindingSpec = { code: 'host.own-rules', observers: ['web1'] };
    const kept: FindingSpec = { code: 'host.rule-not-persistent', reading: 'not-seen', observers: ['web1'] };
    const gaps = (...more: readonly FindingSpec[]) =>
      ledgerOf('server-silent', TRACKED, WAY_BACK, ...NO_RIVAL, own, ...more)?.holdsBack.join(' ');

    expect(gaps()).toContain('no file was shown that holds them');
    expect(gaps(kept)).not.toContain('no file was shown that holds them');
  });
});

describe('a flow that passes', () => {
  const WORKS: FindingSpec = { code: 'capture.both-directions', values: { place: 'client' } };
  const bits = (...specs: readonly FindingSpec[]) =>
    ledgerOf('healthy', WORKS, ...specs)?.for.map(({ code }) => code) ?? [];
  const against = (...specs: readonly FindingSpec[]) =>
    ledgerOf('healthy', WORKS, ...specs)?.against.map(({ code }) => code) ?? [];

  it('has a quiet counter of its own server for a witness, and not that of a machine that is no end', () => {
    const quiet = (noEnd: boolean): FindingSpec => ({
      code: 'host.reverse-path-counter',
      reading: 'not-seen',
      observers: ['web1'],
      values: { noEnd },
    });

    expect(bits(quiet(false))).toContain('host.reverse-path-counter');
    expect(bits(quiet(true))).not.toContain('host.reverse-path-counter');
  });

  it('is none while connection tracking on the way waits for a reply of it', () => {
    expect(bandOf('healthy', WORKS)).toBe('likely');
    expect(bandOf('healthy', WORKS, TRACKED)).not.toBe('likely');
  });

  it('may take two ways as long as a capture shows that it arrives', () => {
    const parted = (works: boolean): FindingSpec => ({ code: 'between.reply-elsewhere', values: { works } });

    expect(against(parted(false))).toContain('between.reply-elsewhere');
    expect(against(parted(true))).not.toContain('between.reply-elsewhere');
  });
});
