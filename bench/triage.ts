import { createCaptureReader } from '../src/evidence/pcap/capture-reader.ts';
import type { Flow } from '../src/model/flow.ts';
import type { TriageInput } from '../src/model/triage.ts';
import { triage } from '../src/triage.ts';
import { streamCapture } from '../test/support/streamed-capture.ts';
import { forwardingTable, sessionTable } from './inputs.ts';
import { measure } from './measure.ts';
import { show } from './show.ts';

const SESSIONS = 20_000;
const ROUTES = 5_000;
const CONVERSATIONS = 5_000;
const RUNS = 3;

const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.20.0.9', port: null },
  server: { address: '10.50.0.9', port: 443 },
};

type Source = TriageInput['raw'][number];

/** Measures whole triages, from raw text to the answer: each large source alone, and all of one case together. */
export function benchTriage(): void {
  const sessions: Source = { source: 'sessions.txt', text: sessionTable(SESSIONS), obtained: 'file' };
  const routes: Source = { source: 'routes.txt', text: forwardingTable(ROUTES), obtained: 'file' };
  const capture = captured();
  const bytes = Buffer.byteLength(sessions.text) + Buffer.byteLength(routes.text);
  const job = (...raw: readonly Source[]) => ({ raw, flow: FLOW, symptoms: [], fixedAt: null }) satisfies TriageInput;
  show(
    `a whole triage: ${SESSIONS} session rows, ${ROUTES} routes, a capture of ${CONVERSATIONS} conversations`,
    bytes,
    measure(
      {
        'the session table alone': () => triage(job(sessions)),
        'the routes alone': () => triage(job(routes)),
        // Its own busiest pair of ends, whose every connection is looked at.
        'the capture alone': () => triage({ ...job(capture), flow: null }),
        'all of them': () => triage(job(sessions, routes, capture)),
      },
      RUNS,
    ),
  );
}

/** The capture is read once: its reading is measured by itself. */
function captured(): Source {
  const reader = createCaptureReader();
  streamCapture({ conversations: CONVERSATIONS, together: 500, segments: 16 }, (piece) => reader.push(piece));
  const read = reader.end();
  if (!read.ok) throw new Error('The bench capture was not read.');
  return { source: 'bench.pcap', text: '', obtained: 'file', capture: read.value };
}
