import { createCaptureReader } from '../../src/evidence/pcap/capture-reader.ts';
import type { CaptureLimits } from '../../src/evidence/pcap/limits.ts';
import type { CaptureDigest, DigestFlow } from '../../src/model/facts.ts';

/** The digest of a capture given in pieces of `size` bytes. Throws when the bytes are no capture. */
export function digestOf(
  bytes: Uint8Array,
  limits: Partial<CaptureLimits> = {},
  size: number = bytes.length,
): CaptureDigest {
  const reader = createCaptureReader(limits);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  const read = reader.end();
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** The only conversation of a digest. Throws when there is another number of them. */
export function onlyFlow({ flows }: CaptureDigest): DigestFlow {
  const [flow] = flows;
  if (flow === undefined || flows.length > 1) throw new Error(`${flows.length} conversations instead of one`);
  return flow;
}
