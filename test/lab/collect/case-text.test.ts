import { describe, expect, it } from 'vitest';
import { captureName } from '../../../lab/collect/captured.ts';
import { caseText } from '../../../lab/collect/case-text.ts';
import type { CapturePlan } from '../../../lab/model.ts';
import { parseCaseFile } from '../../../src/cli/case-file.ts';

const CAPTURE: CapturePlan = { node: 'fw1', interface: 'eth0', format: 'pcap', filter: '', from: 'after' };

describe('the case.yml of an incident', () => {
  it('is read back with flow, symptoms and who looked where', () => {
    const written = caseText(
      {
        flow: { client: 'fd00::1', clientPort: 40_000, server: 'fd00:1::2', port: 443 },
        symptoms: ['tcp-fails', 'ping-works'],
      },
      [{ file: 'r1.txt', node: 'r1', takenAt: '2026-11-21T10:00:00.000Z' }],
      [{ file: 'fw1-eth0.pcap', plan: CAPTURE }],
    );
    expect(parseCaseFile('case.yml', written)).toEqual({
      ok: true,
      value: {
        flow: {
          protocol: 'tcp',
          client: { address: 'fd00::1', port: 40_000 },
          server: { address: 'fd00:1::2', port: 443 },
        },
        symptoms: ['tcp-fails', 'ping-works'],
        fixedAt: null,
        files: new Map([
          ['fw1-eth0.pcap', { observer: 'fw1', point: 'eth0' }],
          ['r1.txt', { observer: 'r1', takenAt: '2026-11-21T10:00:00.000Z' }],
        ]),
        warnings: [],
      },
    });
  });

  it('tells when a change was made, and that a capture was begun after it', () => {
    const change = {
      fixedAt: '2026-11-21T10:00:00.000Z',
      begunAt: new Map([['after', '2026-11-21T10:00:01.000Z']] as const),
    };
    const flow = { client: '10.0.0.1', clientPort: 40_000, server: '10.1.0.2', port: 443 };
    const written = caseText({ flow, symptoms: [] }, [], [{ file: 'fw1-eth0.txt', plan: CAPTURE }], change);
    expect(parseCaseFile('case.yml', written)).toMatchObject({
      value: {
        fixedAt: change.fixedAt,
        files: new Map([['fw1-eth0.txt', { observer: 'fw1', point: 'eth0', takenAt: '2026-11-21T10:00:01.000Z' }]]),
      },
    });
  });

  it('names every capture differently', () => {
    const plans = [CAPTURE, { ...CAPTURE, interface: 'eth1' }, CAPTURE];
    expect(plans.map((_, index) => captureName(plans, index))).toEqual(['fw1-eth0', 'fw1-eth1', 'fw1-eth0-2']);
  });
});
