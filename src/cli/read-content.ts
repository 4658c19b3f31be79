import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createCaptureReader, isCapture } from '../evidence/pcap/capture-reader.ts';
import type { CaptureDigest } from '../model/facts/capture.ts';
import { fail, ok, type Problem, type Result } from '../model/result.ts';
import { createCollector } from './collect-garbage.ts';

/** What a source holds: a capture, read while its bytes came, or bytes that are for others to read. */
export type Content = { readonly capture: CaptureDigest } | { readonly bytes: Uint8Array };

/** How much is read. Captures are not held in memory, so that they may be larger than text. */
export interface ContentLimits {
  readonly bytes: number;
  readonly captureBytes: number;
  /** Unpacked bytes for each packed one, beyond `bytes`: more is an archive made to fill a disk, not a capture. */
  readonly ratio: number;
}

export const CONTENT_LIMITS: ContentLimits = { bytes: 64 * 1024 ** 2, captureBytes: 8 * 1024 ** 3, ratio: 200 };

const PIECE = 256 * 1024;
/** Bytes of garbage and all else that reading a capture may let pile up. */
const MOST_IN_USE = 60 * 1024 ** 2;

/**
 * The bytes of a file, in pieces that are only good until the next one is asked for: a gigabyte goes through one
 * buffer. (A stream of Node makes a new one for each piece.)
 */
export async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, PIECE);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The code of a problem that lies in one source's content, and does not keep the others from being read. */
export const UNREADABLE = 'content.unreadable';

/**
 * Reads a stream to its end (gzip is undone) in bounded memory. `wanted` are addresses that a person asks about.
 * Fails with `UNREADABLE` and a sentence without its full stop, or when there is more than may be read; what the
 * stream itself throws goes to the caller.
 */
export async function readContent(
  stream: AsyncIterable<Uint8Array>,
  wanted: readonly string[] = [],
  limits: ContentLimits = CONTENT_LIMITS,
): Promise<Result<Content>> {
  const packed = await begin(stream);
  if (!isGzip(packed.head)) return readPlain(packed, wanted, limits, () => false);
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  const source = Readable.from(copies(packed.all()));
  source.on('error', (error) => gunzip.destroy(error));
  const unpacking = source.pipe(gunzip);
  try {
    const isBomb = (size: number): boolean => size > limits.bytes && size > gunzip.bytesWritten * limits.ratio;
    const unpacked = await begin(unpacking);
    return await readPlain(unpacked, wanted, limits, isBomb);
  } catch (error) {
    if (!isZlibError(error)) throw error;
    return fail(unreadable('it is a gzip archive that is damaged or cut off'));
  } finally {
    close(source, gunzip);
  }
}

function close(...streams: readonly Readable[]): void {
  for (const stream of streams) stream.destroy();
}

/** A stream of which the first bytes are known. */
interface Begun {
  readonly head: Uint8Array;
  all(): AsyncGenerator<Uint8Array>;
}

const HEAD = 4;

async function begin(stream: AsyncIterable<Uint8Array>): Promise<Begun> {
  const pieces = stream[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < HEAD) {
    const next = await pieces.next();
    if (next.done === true) break;
    head = new Uint8Array(Buffer.concat([head, next.value]));
  }
  return {
    head,
    all: async function* () {
      try {
        if (head.length > 0) yield head;
        for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
      } finally {
        await pieces.return?.();
      }
    },
  };
}

/** For a reader that may still look at a piece when the next one is asked for. */
async function* copies(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield piece.slice();
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function readPlain(
  begun: Begun,
  wanted: readonly string[],
  limits: ContentLimits,
  isBomb: (size: number) => boolean,
): Promise<Result<Content>> {
  return isCapture(begun.head) ? readCapture(begun, wanted, limits, isBomb) : readBytes(begun, limits.bytes);
}

async function readBytes(begun: Begun, most: number): Promise<Result<Content>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of begun.all()) {
    size += piece.length;
    if (size > most) {
      const message = `larger than ${most / 1024 / 1024} MB: cut out the part that matters`;
      return fail({ code: 'input.unusable', message });
    }
    pieces.push(piece.slice());
  }
  return ok({ bytes: Buffer.concat(pieces) });
}

async function readCapture(
  begun: Begun,
  wanted: readonly string[],
  limits: ContentLimits,
  isBomb: (size: number) => boolean,
): Promise<Result<Content>> {
  const reader = createCaptureReader({ wanted });
  const tidy = createCollector(MOST_IN_USE);
  let size = 0;
  let stopped: string | null = null;
  try {
    for await (const piece of begun.all()) {
      size += piece.length;
      if (isBomb(size)) return fail(unreadable('it is an archive that unpacks to far more than it can hold'));
      if (size > limits.captureBytes) {
        stopped = `the rest is beyond ${limits.captureBytes / 1024 ** 3} GB`;
        break;
      }
      reader.push(piece);
      tidy(piece.length);
    }
  } catch (error) {
    if (!isZlibError(error)) throw error;
    stopped = 'the gzip archive around it is damaged or cut off';
  }
  const read = reader.end(stopped);
  return read.ok ? ok({ capture: read.value }) : fail(unreadable(`it is a packet capture, and ${read.error.message}`));
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}

function unreadable(message: string): Problem {
  return { code: UNREADABLE, message };
}
