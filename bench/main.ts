import { XMLParser } from 'fast-xml-parser';
import { readEvidence } from '../src/evidence/read.ts';
import { sessionReply, sessionTable } from './inputs.ts';
import { type Measured, measure } from './measure.ts';

const ROWS = Number(process.argv[2] ?? 9_000);

/** Reads one source and insists that nothing of it stayed unread: a fast parser that skips lines proves nothing. */
function readWhole(text: string): void {
  const evidence = readEvidence([{ source: 'bench', text, obtained: 'file' }]);
  const [first] = evidence;
  if (evidence.length !== 1 || first?.parsed !== 'whole') throw new Error('The bench input was not read whole.');
}

function show(title: string, text: string, results: readonly Measured[]): void {
  const megabytes = Buffer.byteLength(text) / 1_000_000;
  const floor = results[0]?.milliseconds ?? Number.NaN;
  console.log(`\n${title}: ${ROWS} sessions, ${megabytes.toFixed(1)} MB`);
  for (const { name, milliseconds } of results) {
    const speed = (megabytes / milliseconds) * 1000;
    const ratio = milliseconds / floor;
    console.log(
      `  ${name.padEnd(38)} ${milliseconds.toFixed(0).padStart(6)} ms ${speed.toFixed(1).padStart(7)} MB/s ${ratio.toFixed(1).padStart(6)} x`,
    );
  }
}

const table = sessionTable(ROWS);
const reply = sessionReply(ROWS);

show(
  'show session all, CLI text',
  table,
  measure({
    'split into lines and fields (the floor)': () => table.split('\n').map((line) => line.split(/\s+/)),
    'Roundtrip: facts with citations': () => readWhole(table),
  }),
);
show(
  'show session all, XML API',
  reply,
  measure({
    'fast-xml-parser into plain objects': () => new XMLParser().parse(reply),
    'Roundtrip: facts with citations': () => readWhole(reply),
  }),
);
