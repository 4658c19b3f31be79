import { fail, ok, type Result } from '../model/result.ts';
import { answerOf } from './answer.ts';
import type { Consume, Link, Order } from './link.ts';
import { type Answer, type Bounds, callTrouble } from './post.ts';
import { CAPTURE_BYTES } from './timings.ts';
import { type Trouble, tooLarge, trouble } from './trouble.ts';

/** The first is that of today's releases, the second that of old ones (PAN-OS XML API; pan-python). */
const CATEGORIES = ['filters-pcap', 'filter-pcap'] as const;
/** pcap in both byte orders, with micro- and nanoseconds, and pcapng. */
const MAGICS: ReadonlySet<string> = new Set(['a1b2c3d4', 'd4c3b2a1', 'a1b23c4d', '4d3cb2a1', '0a0d0d0a']);
const MAGIC_BYTES = 4;
const ERROR_BYTES = 100_000;

export interface CaptureOrder extends Omit<Order, 'repeat'> {
  readonly file: string;
  /** What is thrown to whoever reads when the rest cannot be had. */
  interrupted(trouble: Trouble): Error;
}

/** The export of one capture file. Old releases know it under another category. */
export async function exportCapture(
  link: Link,
  order: CaptureOrder,
): Promise<Result<AsyncIterable<Uint8Array>, Trouble>> {
  const [today, old] = CATEGORIES;
  const first = await link.read(orderOf(order, today), captureIn(order));
  return !first.ok && isUnknownCategory(first.error) ? link.read(orderOf(order, old), captureIn(order)) : first;
}

function orderOf({ form, who, signal, file }: CaptureOrder, category: string): Order {
  return { form: { ...form, type: 'export', category, from: file }, who, signal, repeat: true };
}

function isUnknownCategory({ why, says, code }: Trouble): boolean {
  return why === 'refused' && (code === '17' || /\bcategory\b/i.test(says));
}

/** A capture has a binary body; an error is XML, whatever the content type says (text/plain in PAN-OS 5.0 and 6.0). */
function captureIn(order: CaptureOrder): Consume<AsyncIterable<Uint8Array>> {
  return async (answer, bounds, done) => {
    const chunks = answer.body[Symbol.asyncIterator]();
    const head = await readHead(answer, chunks, bounds);
    if (!head.ok) return head;
    if (answer.statusCode === 200 && MAGICS.has(head.value.subarray(0, MAGIC_BYTES).toString('hex'))) {
      if (Number(answer.headers['content-length'] ?? 0) > CAPTURE_BYTES) {
        answer.body.destroy();
        return fail(tooLarge(bounds.who, CAPTURE_BYTES));
      }
      // Nobody may ever read it: the deadline lets the place go then.
      bounds.deadline.signal.addEventListener('abort', done, { once: true });
      return ok(pieces(head.value, chunks, answer, { order, bounds, done }));
    }
    const rest = await readRest(head.value, chunks, bounds);
    answer.body.destroy();
    if (!rest.ok) return rest;
    const judged = answerOf(bounds, answer.statusCode, rest.value);
    return judged.ok ? fail(notACapture(bounds.who)) : judged;
  };
}

type Chunks = AsyncIterator<unknown>;

/** The first bytes: at least as many as a magic has, unless there are fewer. */
async function readHead(answer: Answer, chunks: Chunks, bounds: Bounds): Promise<Result<Buffer, Trouble>> {
  const head = await gather(Buffer.alloc(0), chunks, MAGIC_BYTES, bounds);
  if (!head.ok) answer.body.destroy();
  return head;
}

async function readRest(head: Buffer, chunks: Chunks, bounds: Bounds): Promise<Result<string, Trouble>> {
  const whole = await gather(head, chunks, ERROR_BYTES, bounds);
  return whole.ok ? ok(whole.value.toString('utf8')) : whole;
}

/** Reads on until there are `enough` bytes or no more. */
async function gather(start: Buffer, chunks: Chunks, enough: number, bounds: Bounds): Promise<Result<Buffer, Trouble>> {
  let bytes = start;
  try {
    while (bytes.length < enough) {
      const next = await chunks.next();
      if (next.done === true) break;
      if (next.value instanceof Uint8Array) bytes = Buffer.concat([bytes, next.value]);
    }
    return ok(bytes);
  } catch (error) {
    return fail(callTrouble(error, bounds));
  }
}

interface Reading {
  readonly order: CaptureOrder;
  readonly bounds: Bounds;
  readonly done: () => void;
}

async function* pieces(head: Buffer, chunks: Chunks, answer: Answer, reading: Reading): AsyncGenerator<Uint8Array> {
  const { order, bounds, done } = reading;
  let size = head.length;
  try {
    yield head;
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw order.interrupted(callTrouble(error, bounds));
      });
      if (next.done === true) return;
      if (!(next.value instanceof Uint8Array)) continue;
      size += next.value.length;
      if (size > CAPTURE_BYTES) throw order.interrupted(tooLarge(bounds.who, CAPTURE_BYTES));
      yield next.value;
    }
  } finally {
    answer.body.destroy();
    done();
  }
}

function notACapture(who: string): Trouble {
  return trouble({
    why: 'garbled',
    says: `${who} answered the export with something that is no capture file.`,
    todo: 'Look on the device whether the capture was written, then export it again.',
  });
}
