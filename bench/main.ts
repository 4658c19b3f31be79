import { XMLParser } from 'fast-xml-parser';
import { readEvidence } from '../src/evidence/read.ts';
import { benchCaptures } from './captures.ts';
import { sessionReply, sessionTable } from './inputs.ts';
import { measure } from './measure.ts';
import { show } from './show.ts';
import { benchTriage } from './triage.ts';

const ROWS = Number(process.argv[2] ?? 9_000);

/** Reads one source and insists that nothing of it stayed unread: a fast parser that skips lines proves nothing. */
function readWhole(text: string): void {
  const evidence = readEvidence([{ source: 'bench', text, obtained: 'file' }]);
  const [first] = evidence;
  if (evidence.length !== 1 || first?.parsed !== 'whole') throw new Error('The bench input was not read whole.');
}

const table = sessionTable(ROWS);
const reply = sessionReply(ROWS);

show(
  `show session all, CLI text: ${ROWS} sessions`,
  Buffer.byteLength(table),
  measure({
    'split into lines and fields (the floor)': () => table.split('\n').map((line) => line.split(/\s+/)),
    'Roundtrip: facts with citations': () => readWhole(table),
  }),
);
show(
  `show session all, XML API: ${ROWS} sessions`,
  Buffer.byteLength(reply),
  measure({
    'fast-xml-parser into plain objects': () => new XMLParser().parse(reply),
    'Roundtrip: facts with citations': () => readWhole(reply),
  }),
);
benchCaptures();
benchTriage();
