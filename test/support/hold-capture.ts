import { createCaptureReader } from '../../src/evidence/pcap/capture-reader.ts';
import { streamCapture } from './streamed-capture.ts';

/** What a process that read a large capture says of itself, as JSON. Sizes are bytes. */
export interface Held {
  readonly given: { readonly packets: number; readonly bytes: number };
  readonly read: { readonly packets: number; readonly conversations: number; readonly flows: number };
  /** The most that was held above the start, garbage collected: while reading, and of the digest alone. */
  readonly whileReading: number;
  readonly atEnd: number;
}

const BETWEEN_LOOKS = 32 * 1024 * 1024;

function hold(conversations: number, together: number, segments: number): Held {
  const start = inUse();
  const reader = createCaptureReader();
  let sinceLook = 0;
  let most = 0;
  const given = streamCapture({ conversations, together, segments }, (piece) => {
    reader.push(piece);
    sinceLook += piece.length;
    if (sinceLook < BETWEEN_LOOKS) return;
    sinceLook = 0;
    most = Math.max(most, inUse() - start);
  });
  const whileReading = Math.max(most, inUse() - start);
  const digest = reader.end();
  if (!digest.ok) throw new Error(digest.error.message);
  const { summary, flows } = digest.value;
  const read = { packets: summary.packets, conversations: summary.conversations, flows: flows.length };
  return { given, read, whileReading, atEnd: inUse() - start };
}

function inUse(): number {
  if (globalThis.gc === undefined) throw new Error('This program is run with --expose-gc.');
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const [conversations = 0, together = 0, segments = 0] = process.argv.slice(2).map(Number);
process.stdout.write(JSON.stringify(hold(conversations, together, segments)));
