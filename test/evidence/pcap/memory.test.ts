import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Held } from '../../support/hold-capture.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** The project's own Node: whoever runs the tests may have another one. */
const NODE = join(ROOT, 'node_modules/.bin/node');
/** Megabytes. A process that held such captures, or an object for each packet, would not come to its end. */
const OLD_SPACE = 128;

const MEGABYTE = 1_000_000;

/** Has a small process read a capture that is made while it is read. Rejects with what it printed when it dies. */
async function hold(conversations: number, together: number, segments: number): Promise<Held> {
  const program = join(ROOT, 'test/support/hold-capture.ts');
  const numbers = [conversations, together, segments].map(String);
  const words = ['--expose-gc', `--max-old-space-size=${OLD_SPACE}`, program, ...numbers];
  const { stdout } = await promisify(execFile)(NODE, words);
  return JSON.parse(stdout);
}

describe('the memory that reading a capture takes', () => {
  it('is bounded when 25,000 conversations pass, more at a time than are followed', async () => {
    const { given, read, whileReading, atEnd } = await hold(25_000, 5000, 16);

    expect(given.bytes).toBeGreaterThan(400 * MEGABYTE);
    expect(read).toEqual({ packets: given.packets, conversations: 25_000, flows: 1000 });
    expect(whileReading).toBeLessThan(80 * MEGABYTE);
    expect(atEnd).toBeLessThan(80 * MEGABYTE);
  });

  it('is small when few conversations go on for long, whatever they lose and repeat', async () => {
    const { given, read, whileReading, atEnd } = await hold(100, 100, 4000);

    expect(given.bytes).toBeGreaterThan(400 * MEGABYTE);
    expect(read).toEqual({ packets: given.packets, conversations: 100, flows: 100 });
    // A single number for each packet would be 6 MB more.
    expect(whileReading).toBeLessThan(7 * MEGABYTE);
    expect(atEnd).toBeLessThan(8 * MEGABYTE);
  });
});
