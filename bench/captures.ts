import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaptureReader } from '../src/evidence/pcap/capture-reader.ts';
import { type DebianTool, placeOfDebianTool } from '../test/support/debian-tool.ts';
import { streamCapture } from '../test/support/streamed-capture.ts';
import { measure } from './measure.ts';
import { show } from './show.ts';

const CONVERSATIONS = 5000;
const PIECE = 256 * 1024;
const RUNS = 3;

/** What each program is asked, so that it reads every packet of the file and prints little. */
const ASKED = {
  tcpdump: (file) => ['-nn', '-r', file, '-w', '/dev/null'],
  tcptrace: (file) => ['-n', file],
  tshark: (file) => ['-n', '-q', '-z', 'conv,tcp', '-r', file],
} satisfies Partial<Record<DebianTool, (file: string) => readonly string[]>>;
const TOOLS = ['tcpdump', 'tcptrace', 'tshark'] as const satisfies readonly DebianTool[];

/** Measures the reader of captures beside the programs that are there, on one file, and says which are not. */
export function benchCaptures(): void {
  const folder = mkdtempSync(join(tmpdir(), 'roundtrip-bench-'));
  try {
    const file = join(folder, 'bench.pcap');
    const { packets, bytes } = writeCapture(file);
    const programs = TOOLS.flatMap((name) => {
      const place = placeOfDebianTool(name);
      return place === null ? [] : [[`${name} ${ASKED[name]('F').join(' ')}`, () => run(place, ASKED[name](file))]];
    });
    const missing = TOOLS.filter((name) => placeOfDebianTool(name) === null);
    const results = measure(
      {
        'read the file (the floor)': () => readPieces(file, () => undefined),
        'Roundtrip: the digest of the capture': () => readCapture(file, packets),
        ...Object.fromEntries(programs),
      },
      RUNS,
    );
    show(`pcap: ${CONVERSATIONS} TCP conversations, ${packets} packets`, bytes, results);
    if (missing.length > 0) console.log(`  not on this machine, so not compared: ${missing.join(', ')}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeCapture(file: string): { readonly packets: number; readonly bytes: number } {
  const descriptor = openSync(file, 'w');
  try {
    const wanted = { conversations: CONVERSATIONS, together: 500, segments: 16 };
    return streamCapture(wanted, (piece) => writeSync(descriptor, piece));
  } finally {
    closeSync(descriptor);
  }
}

function readPieces(file: string, take: (piece: Uint8Array) => void): void {
  const descriptor = openSync(file, 'r');
  const piece = new Uint8Array(PIECE);
  try {
    for (let size = readSync(descriptor, piece); size > 0; size = readSync(descriptor, piece)) {
      take(piece.subarray(0, size));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Reads the file and insists that every packet was taken: a fast reader that skips packets proves nothing. */
function readCapture(file: string, packets: number): void {
  const reader = createCaptureReader();
  readPieces(file, reader.push);
  const read = reader.end();
  if (!read.ok || read.value.summary.broken !== null || read.value.summary.packets !== packets) {
    throw new Error('The bench capture was not read whole.');
  }
}

function run(program: string, words: readonly string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'ignore'] });
}
