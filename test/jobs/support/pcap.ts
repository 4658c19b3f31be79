import { createCaptureReader } from '../../../src/evidence/pcap/capture-reader.ts';
import type { CaptureDigest } from '../../../src/model/facts.ts';
import type { Result } from '../../../src/model/result.ts';

/** A capture file of the classic format without a packet: its global header for Ethernet, little-endian. */
export function emptyPcap(): Uint8Array {
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, 65_535, true);
  view.setUint32(20, 1, true);
  return bytes;
}

export async function readPcap(bytes: AsyncIterable<Uint8Array>): Promise<Result<CaptureDigest>> {
  const reader = createCaptureReader({ wanted: [] });
  for await (const piece of bytes) reader.push(piece);
  return reader.end(null);
}
