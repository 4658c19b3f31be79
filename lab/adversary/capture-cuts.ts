import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContent } from '../../src/cli/read-content.ts';
import type { CaptureDigest } from '../../src/model/facts/capture.ts';
import { withPackets } from './packets.ts';
import type { Subject } from './subject.ts';

/** A capture of an incident after a part of its packets was taken away. */
export interface CaptureCut {
  readonly source: string;
  readonly how: string;
  readonly bytes: Uint8Array;
  readonly capture: CaptureDigest;
}

const CUTS: readonly { readonly how: string; readonly stays: (index: number, of: number) => boolean }[] = [
  { how: 'stops after a quarter', stays: (index, of) => index < of / 4 },
  { how: 'stops half way', stays: (index, of) => index < of / 2 },
  { how: 'starts a quarter late', stays: (index, of) => index >= of / 4 },
  { how: 'starts half way', stays: (index, of) => index >= of / 2 },
  { how: 'starts three quarters late', stays: (index, of) => index >= (of * 3) / 4 },
  { how: 'lost every third packet', stays: (index) => index % 3 !== 2 },
];

/** Every cut of every capture in an incident's folder. What cannot be read after a cut is left out. */
export async function captureCuts({ input, flow }: Subject, folder: string): Promise<readonly CaptureCut[]> {
  const wanted = flow === null ? [] : [flow.client.address, flow.server.address];
  const cuts: CaptureCut[] = [];
  for (const { source, capture } of input.raw) {
    if (capture === undefined) continue;
    const whole = await readFile(join(folder, source));
    for (const { how, stays } of CUTS) {
      const bytes = withPackets(whole, stays);
      const read = await readContent(pieces(bytes), wanted);
      if (read.ok && 'capture' in read.value) cuts.push({ source, how, bytes, capture: read.value.capture });
    }
  }
  return cuts;
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
