import { describe, expect, it } from 'vitest';
import type { CaptureLimits } from '../../../src/evidence/pcap/limits.ts';
import { pcap } from '../../support/capture-file-builder.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';
import { HANDSHAKE, type Segment, story } from '../../support/tcp-story.ts';
import { countsOf, paste, radiusOf, range } from './crowd.ts';

const REQUEST: Segment = { by: 'client', flags: 'S', seq: 0, mss: 1460 };
const TRIES: readonly Segment[] = [REQUEST, { ...REQUEST, after: 1000 }, { ...REQUEST, after: 2000 }];
const ANSWERS: readonly Segment[] = [
  REQUEST,
  { by: 'server', flags: 'SA', seq: 0, ack: 1, after: 10 },
  { by: 'server', flags: 'SA', seq: 0, ack: 1, after: 1000 },
];

function capture(stories: readonly (readonly Segment[])[], limits: Partial<CaptureLimits> = {}, source = 'a.pcap') {
  const frames = stories.flatMap((segments, at) => story(segments, `192.0.2.${10 + at}:40000`));
  const bytes = pcap([...frames].sort((one, other) => one.time - other.time));
  return paste(source, '', { capture: digestOf(bytes, limits), observer: 'FW-A' });
}

function times<T>(count: number, item: T): readonly T[] {
  return range(count).map(() => item);
}

describe('the flows of a capture', () => {
  it('are half-open when requests are sent again, or answers that are never acknowledged', () => {
    const radius = radiusOf(capture([...times(3, TRIES), ...times(2, ANSWERS), ...times(5, HANDSHAKE)]));
    expect(countsOf(radius)).toEqual([5, 5, 0]);
  });

  it('are not judged by a request that the capture ends with', () => {
    const radius = radiusOf(capture([...times(3, [REQUEST]), ...times(3, HANDSHAKE)]));
    expect(radius).toBe(null);
  });

  it('are not judged where one direction only is mirrored', () => {
    expect(radiusOf(capture(times(8, TRIES)))).toBe(null);
  });

  it('are not judged by what a firewall sends on or drops', () => {
    const dropped = capture([...times(5, TRIES), ...times(5, HANDSHAKE)], {}, 'FW-A-drop.pcap');
    expect(radiusOf(dropped)).toBe(null);
  });

  it('claim nothing in common when conversations were left out', () => {
    const radius = radiusOf(capture([...times(14, TRIES), ...times(20, HANDSHAKE)], { kept: 20 }));
    expect(radius?.limits).toEqual([
      'FW-A: 14 conversations of the capture were not kept, mostly whole ones, so its shares are too high.',
    ]);
    expect(radius?.groupings.every(({ fit }) => fit === 'not-told')).toBe(true);
    expect(radius?.sentence).toMatch(/^Flows are missing/);
  });
});
