import { describe, expect, it } from 'vitest';
import { stageInFileName } from '../../../src/evidence/pcap/stage.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';
import { pcap } from '../../support/capture-file-builder.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { HANDSHAKE, story } from '../../support/tcp-story.ts';

const bytes = pcap(story(HANDSHAKE));

function evidenceOf(source: string, given: Partial<RawEvidence> = {}, file = bytes) {
  const [evidence] = readEvidence([{ source, text: '', obtained: 'file', capture: digestOf(file), ...given }]);
  return evidence;
}

describe('the evidence of a capture', () => {
  it('cites packets by their numbers', () => {
    expect(evidenceOf('edge-1.pcap')).toMatchObject({
      id: 'e1',
      kind: 'capture',
      parsed: 'whole',
      problem: null,
      lines: { from: 1, to: 3 },
      takenAt: '2026-11-10T12:00:00.001Z',
      facts: [
        { kind: 'capture-summary', at: { lines: [1, 3], quote: 'pcap: 3 packets in 0.002 s' } },
        {
          kind: 'capture-flow',
          at: {
            source: 'edge-1.pcap',
            lines: [1, 3],
            quote: 'tcp 192.0.2.10:40000 > 198.51.100.5:443: 2 packets forth, 1 back',
          },
        },
      ],
    });
  });

  it('says what could not be read', () => {
    expect(evidenceOf('a.pcap', {}, bytes.subarray(0, bytes.length - 1))).toMatchObject({
      parsed: 'part',
      problem: 'It could not be read to its end: after packet 2: the file ends inside a packet.',
    });
    expect(evidenceOf('a.pcap', {}, pcap([]))).toMatchObject({ parsed: 'none', problem: 'There is no packet in it.' });
    expect(evidenceOf('a.pcap', {}, pcap(story(HANDSHAKE), { linkType: 147 }))).toMatchObject({
      parsed: 'none',
      problem: 'Its link layer (type-147) is not one that Roundtrip reads.',
    });
  });

  it.each([
    ['PA-A-rx.pcap', 'PA-A', 'receive'],
    ['case7/PA-A_transmit.pcapng', 'PA-A', 'transmit'],
    ['PA-A.firewall.pcap.gz', 'PA-A', 'firewall'],
    ['PA-A drop.pcap', 'PA-A', 'drop'],
    ['rx.pcap', null, 'receive'],
    ['web1.pcap', 'web1', null],
  ])('of %s is of %s at the stage %s', (source, observer, point) => {
    expect(evidenceOf(source)).toMatchObject({ observer, point });
  });

  it('takes observer and point from who gave it', () => {
    expect(evidenceOf('PA-A-rx.pcap', { observer: 'PA-B', point: 'ethernet1/1' })).toMatchObject({
      observer: 'PA-B',
      point: 'ethernet1/1',
    });
  });

  it('knows no stage of a file that is no capture', () => {
    expect(stageInFileName('PA-A-rx.txt')).toBeNull();
  });
});
