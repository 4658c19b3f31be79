import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/index.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { findingSentence } from '../../../src/patterns/words.ts';
import { type CrowdFlow, conntrack, range } from './crowd.ts';

const SERVER = '198.51.100.20';

function said(crowd: readonly CrowdFlow[], client: string, half: boolean): readonly Finding[] {
  const flow = {
    protocol: 'tcp' as const,
    client: { address: client, port: 51_000 },
    server: { address: SERVER, port: 443 },
  };
  const raw = conntrack([...crowd, { client, port: 51_000, half }]);
  const findings = analyse({ flow, evidence: readEvidence([raw]), symptoms: [], fixedAt: null });
  return findings.filter(({ code }) => code.startsWith('blast.'));
}

const BY_SUBNET: readonly CrowdFlow[] = [
  ...range(15, 20).map((host) => ({ client: `10.64.1.${host}`, half: true })),
  ...range(25, 20).map((host) => ({ client: `10.64.2.${host}`, half: false })),
];

describe('what many flows have in common', () => {
  it('is said of the flow in question when it is one of the half-open ones', () => {
    const findings = said(BY_SUBNET, '10.64.1.200', true);
    const finding = findings.find(({ code }) => code === 'blast.by-client-subnet');
    expect(finding).toMatchObject({
      reading: 'seen',
      observers: ['gw-1'],
      values: { groups: '10.64.1.0/24', halfOpen: 16, whole: 25, hasFlow: true },
    });
    expect(finding?.citations.length).toBe(3);
    expect(finding === undefined ? '' : findingSentence(finding)).toBe(
      'gw-1: of 16 half-open and 25 whole flows, the half-open ones come from 10.64.1.0/24.',
    );
  });

  it('is not said of a flow that is whole', () => {
    const finding = said(BY_SUBNET, '10.64.2.200', false).find(({ code }) => code === 'blast.by-client-subnet');
    expect(finding?.values.hasFlow).toBe(false);
  });

  it('names no group when flows break everywhere', () => {
    const spread = range(80).map((at) => ({ client: `10.64.${at % 4}.${10 + at}`, half: (at >> 2) % 3 === 0 }));
    const finding = said(spread, '10.64.1.200', true).find(({ code }) => code === 'blast.by-client-subnet');
    expect(finding).toMatchObject({ reading: 'not-seen', values: { groups: null, hasFlow: null } });
  });
});

describe('a server', () => {
  const readingOf = (findings: readonly Finding[]): string | undefined =>
    findings.find(({ code }) => code === 'blast.server-answers-others')?.reading;

  it('answers others while the flow gets nothing', () => {
    expect(readingOf(said(BY_SUBNET, '10.64.1.200', true))).toBe('seen');
  });

  it('leaves others without an answer too', () => {
    const crowd = [
      ...range(6, 20).map((host) => ({ client: `10.64.1.${host}`, half: true })),
      ...range(6, 20).map((host) => ({ client: `10.64.2.${host}`, server: '198.51.100.21', half: false })),
    ];
    expect(readingOf(said(crowd, '10.64.1.200', true))).toBe('not-seen');
  });

  it('is not spoken of when the flow itself is whole, or too few others were shown', () => {
    expect(readingOf(said(BY_SUBNET, '10.64.2.200', false))).toBe(undefined);
    const few = range(9, 20).map((host) => ({ client: '10.64.2.9', port: 40_000 + host, half: false }));
    expect(readingOf(said([...few, { client: '10.64.3.3', half: true }], '10.64.1.200', true))).toBe(undefined);
  });
});
