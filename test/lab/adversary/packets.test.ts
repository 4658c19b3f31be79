import { describe, expect, it } from 'vitest';
import { withPackets } from '../../../lab/adversary/packets.ts';
import { busyCapture } from '../../support/busy-capture.ts';
import { pcap, pcapng } from '../../support/capture-file-builder.ts';
import { digestOf } from '../../support/read-capture-bytes.ts';

const FRAMES = busyCapture(10, 3);

describe('a capture of which some packets are taken away', () => {
  it.each([
    ['pcap', pcap(FRAMES)],
    ['pcapng', pcapng(FRAMES)],
  ])('is a capture of the others still (%s)', (_, bytes) => {
    const half = withPackets(bytes, (index) => index % 2 === 0);

    expect(digestOf(bytes).summary.packets).toBe(FRAMES.length);
    expect(digestOf(half).summary.packets).toBe(Math.ceil(FRAMES.length / 2));
    expect(digestOf(half).summary.broken).toBeNull();
  });

  it('is the same one when all of them stay', () => {
    const bytes = pcap(FRAMES);

    expect(Buffer.from(withPackets(bytes, () => true)).equals(bytes)).toBe(true);
  });
});
