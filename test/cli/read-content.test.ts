import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CONTENT_LIMITS, type Content, readContent } from '../../src/cli/read-content.ts';
import type { Result } from '../../src/model/result.ts';
import { pcap } from '../support/capture-file-builder.ts';
import { digestOf } from '../support/read-capture-bytes.ts';
import { HANDSHAKE, story } from '../support/tcp-story.ts';

const CAPTURE = pcap(story(HANDSHAKE));

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function read(bytes: Uint8Array, limits = CONTENT_LIMITS, size = 7): Promise<Result<Content>> {
  return readContent(pieces(bytes, size), [], limits);
}

describe('reading a source', () => {
  it('takes a capture for one, whatever its name, plain and in gzip', async () => {
    const expected = { ok: true, value: { capture: digestOf(CAPTURE) } };

    expect(await read(CAPTURE)).toEqual(expected);
    expect(await read(gzipSync(CAPTURE))).toEqual(expected);
  });

  it('undoes gzip around text', async () => {
    const content = await read(gzipSync('show session all'));

    expect(content.ok && 'bytes' in content.value && new TextDecoder().decode(content.value.bytes)).toBe(
      'show session all',
    );
  });

  it('gives what is readable of a capture in a cut archive, and says where it broke', async () => {
    const frames = story(
      Array.from({ length: 400 }, (_, index) => ({ by: 'client', flags: 'A', seq: index * index }) as const),
    );
    const packed = gzipSync(pcap(frames));

    const content = await read(packed.subarray(0, packed.length - 200), CONTENT_LIMITS, 512);

    expect(content).toMatchObject({
      ok: true,
      value: {
        capture: { summary: { broken: expect.stringContaining('the gzip archive around it is damaged or cut off') } },
      },
    });
  });

  it('refuses an archive that is damaged from its start on', async () => {
    expect(await read(Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9))).toMatchObject({
      ok: false,
      error: { code: 'content.unreadable', message: 'it is a gzip archive that is damaged or cut off' },
    });
  });

  it('refuses an archive that unpacks to more than it may, be it text or a capture', async () => {
    const limits = { ...CONTENT_LIMITS, bytes: 100_000, ratio: 20 };
    const padded = new Uint8Array(5_000_000);
    padded.set(CAPTURE);

    expect(await read(gzipSync('x'.repeat(200_000)), limits)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('larger than') },
    });
    expect(await read(gzipSync(padded), limits)).toMatchObject({
      ok: false,
      error: { message: 'it is an archive that unpacks to far more than it can hold' },
    });
  });

  it('reads no more of a capture than it may', async () => {
    const content = await read(CAPTURE, { ...CONTENT_LIMITS, captureBytes: 150 });

    expect(content).toMatchObject({ ok: true, value: { capture: { summary: { packets: 1 } } } });
  });

  it('takes the shortest of files for bytes', async () => {
    expect(await read(new Uint8Array(0))).toMatchObject({ ok: true, value: { bytes: { length: 0 } } });
    expect(await read(Uint8Array.of(0x1f))).toMatchObject({ ok: true, value: { bytes: { length: 1 } } });
  });
});
