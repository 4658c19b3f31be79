import type { Frame } from '../../test/support/capture-file-builder.ts';

const FILE_HEADER = 24;
const RECORD_HEADER = 16;

/** The frames and the link type of a classic pcap file as tcpdump writes it here (little-endian, microseconds). */
export function readPcap(bytes: Buffer): { readonly linkType: number; readonly frames: readonly Frame[] } {
  const frames: Frame[] = [];
  let at = FILE_HEADER;
  while (at + RECORD_HEADER <= bytes.length) {
    const time = bytes.readUInt32LE(at) * 1_000_000 + bytes.readUInt32LE(at + 4);
    const length = bytes.readUInt32LE(at + 8);
    const start = at + RECORD_HEADER;
    frames.push({ time, wireLength: bytes.readUInt32LE(at + 12), bytes: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return { linkType: bytes.readUInt32LE(20), frames };
}
