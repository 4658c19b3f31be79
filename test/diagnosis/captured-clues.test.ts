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
  values: { haPair, sameDevice: false, compared: true },
});

describe('captures as clues', () => {
  it('name the bypass when the replies pass another device, and never confirm it alone', () => {
    const diagnosis = diagnosed(AT_FIREWALL, elsewhere(false));

    expect(diagnosis.rootCause).toBe('return-path-bypass');
    expect(bandOf(diagnosis, 'return-path-bypass')).toBe('likely');
    expect(bandOf(diagnosis, 'server-silent')).toBe('ruled-out');
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
