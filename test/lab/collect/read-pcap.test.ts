import { describe, expect, it } from 'vitest';
import { readPcap } from '../../../lab/collect/read-pcap.ts';
import { LINK } from '../../support/capture-builder.ts';
import { inTurn, pcap } from '../../support/capture-file-builder.ts';

describe('a capture of the lab', () => {
  it('is read frame by frame, with its times and its link type', () => {
    const frames = inTurn([Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)]);
    const read = readPcap(Buffer.from(pcap(frames, { linkType: LINK.ethernet })));
    expect(read.linkType).toBe(LINK.ethernet);
    expect(read.frames.map(({ time, bytes, wireLength }) => [time, [...bytes], wireLength])).toEqual(
      frames.map(({ time, bytes }) => [time, [...bytes], bytes.length]),
    );
  });

  it('may hold no frame', () => {
    expect(readPcap(Buffer.from(pcap([]))).frames).toEqual([]);
  });
});
