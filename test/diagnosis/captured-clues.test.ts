import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { FLOW } from '../support/facts.ts';
import { type FindingSpec, findings, NO_FIX } from '../support/findings.ts';

function diagnosed(...specs: readonly FindingSpec[]): Diagnosis {
  return diagnose({ flow: FLOW, evidence: [], findings: findings(...specs), validation: NO_FIX });
}

function bandOf(diagnosis: Diagnosis, id: string): string | undefined {
  return diagnosis.patterns.find((pattern) => pattern.id === id)?.band;
}

const AT_FIREWALL: FindingSpec = {
  code: 'capture.reply-missing',
  values: { place: 'firewall', compared: true, together: false },
};
const elsewhere = (haPair: boolean | null): FindingSpec => ({
  code: 'between.reply-elsewhere',
  observers: ['FW-A', 'FW-B'],
  values: { haPair, sameDevice: false, compared: true, atServer: false },
});

describe('captures as clues', () => {
  it('name the bypass when the replies pass another device, and never confirm it alone', () => {
    const diagnosis = diagnosed(AT_FIREWALL, elsewhere(false));

    expect(diagnosis.rootCause).toBe('return-path-bypass');
    expect(bandOf(diagnosis, 'return-path-bypass')).toBe('likely');
    expect(bandOf(diagnosis, 'server-silent')).toBe('ruled-out');
  });

  it('blame the host, and no device on the way, for replies that leave it where no request comes in', () => {
    const atServer = { ...elsewhere(false), values: { ...elsewhere(false).values, atServer: true, works: false } };
    const answered: FindingSpec = {
      code: 'host.handshake-waits',
      observers: ['web1'],
      values: { side: 'server', answered: true },
    };
    const diagnosis = diagnosed(atServer, answered);

    expect(diagnosis.rootCause).toBe('multihomed-weak-host');
    expect(bandOf(diagnosis, 'server-silent')).toBe('ruled-out');
    expect(bandOf(diagnosis, 'return-path-bypass')).not.toBe('likely');
  });

  it('call no loop of requests asymmetric: nothing arrives that could be answered by another way', () => {
    const tracked: FindingSpec = { code: 'host.conntrack-one-way', values: { from: 'client' } };
    const loop = (sender: string): Diagnosis => diagnosed(tracked, { code: 'capture.loop', values: { sender } });

    expect([loop('client').rootCause, loop('client').verdict]).toEqual(['routing-loop', 'not-asymmetric']);
    expect([loop('server').rootCause, loop('server').verdict]).toEqual(['routing-loop', 'asymmetric']);
  });

  it('rule out rules that a restart takes away where the host has none', () => {
    const tracked: FindingSpec = { code: 'host.conntrack-one-way', values: { from: 'client' } };
    const none: FindingSpec = { code: 'host.own-rules', reading: 'not-seen', observers: ['web1'] };

    expect(bandOf(diagnosed(tracked), 'policy-routing-not-persistent')).toBe('possible');
    expect(bandOf(diagnosed(tracked, none), 'policy-routing-not-persistent')).not.toBe('possible');
  });

  it('speak for the HA pair when the other device is the peer', () => {
    const diagnosis = diagnosed(AT_FIREWALL, elsewhere(true), { code: 'ha.active-active' });

    expect(diagnosis.rootCause).toBe('ha-session-owner-mismatch');
    expect(bandOf(diagnosis, 'return-path-bypass')).not.toBe('likely');
  });

  it('name nobody when it is not known whether the other device is the peer', () => {
    expect(diagnosed(AT_FIREWALL, elsewhere(null)).rootCause).toBeNull();
  });

  it('do not call a server silent whose replies were captured anywhere', () => {
    const lost: FindingSpec = {
      code: 'between.reply-lost',
      observers: ['web1', 'FW-A'],
      values: { nextPlace: 'firewall' },
    };

    expect(bandOf(diagnosed(AT_FIREWALL, lost), 'server-silent')).toBe('ruled-out');
    expect(bandOf(diagnosed(AT_FIREWALL), 'server-silent')).toBe('possible');
  });

  it('name no silent server from what a firewall receives alone: it may refuse the request itself', () => {
    const wayBack: FindingSpec[] = [
      { code: 'path.server-gateway-elsewhere', reading: 'not-seen', observers: ['web1', 'FW-A'] },
      { code: 'walk.return-skips-firewall', reading: 'not-seen', values: { fromServer: true } },
    ];
    const sentOn: FindingSpec = {
      code: 'capture.dropped-inside',
      reading: 'not-seen',
      values: { sender: 'client', together: false },
    };

    expect(bandOf(diagnosed(AT_FIREWALL, ...wayBack), 'server-silent')).toBe('possible');
    expect(bandOf(diagnosed(AT_FIREWALL, ...wayBack, sentOn), 'server-silent')).toBe('confirmed');
  });

  it('weigh nothing when they cannot tell', () => {
    const open = { reading: 'could-not-tell' } as const;
    const diagnosis = diagnosed({ ...AT_FIREWALL, ...open }, { ...elsewhere(false), ...open });

    expect(diagnosis.patterns.every(({ bits }) => bits === 0)).toBe(true);
    expect(diagnosis.verdict).toBe('inconclusive');
  });

  it('take a reset for the server’s own only when no device between sent it', () => {
    const reset = (by: string | null): FindingSpec => ({
      code: 'capture.reset-by-server',
      values: { early: true, by },
    });

    expect(diagnosed(reset('itself')).rootCause).toBe('server-refused');
    expect(diagnosed(reset('a device between')).rootCause).toBeNull();
  });

  it('are asked for on both sides, with commands that name the ends', () => {
    const { steps } = diagnosed({ ...AT_FIREWALL, reading: 'could-not-tell' });
    const asked = steps.find(({ id }) => id === 'capture')?.next.join('\n') ?? '';

    expect(asked).toContain('set filter match source 10.20.30.41 destination 10.50.60.10');
    expect(asked).toContain('set filter match source 10.50.60.10 destination 10.20.30.41');
    expect(asked).toContain("'(host 10.20.30.41 and port 443) or icmp or icmp6'");
  });
});
