import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LiveRun } from '../../src/model/live-run.ts';
import { TIMINGS } from '../../src/panos/timings.ts';
import type { LoggedRequest } from '../../src/simulator/server/call-log.ts';
import { latestTriage } from '../../src/store/diagnoses.ts';
import { type LabBench, startLabBench } from '../slack/live/lab-bench.ts';
import { openThread, type Thread } from '../slack/live/thread.ts';
import { findLeaks, type Leak } from '../support/secret-scan.ts';
import { CAPTURE_CASES, CLEAR_CASES, type FaultCase, LIVE_CASES, SECRETS_OF_CASES, VICTIM } from './cases.ts';

/** What a fault came to: what the thread said, and what nobody was shown. */
export interface Played {
  readonly case: FaultCase;
  /** The first step that was not well, as the thread shows it; null when all were. */
  readonly step: string | null;
  /** What stands below it of the firewall. */
  readonly device: string | null;
  readonly run: LiveRun;
  /** What the message of the run says at its end. */
  readonly ending: string;
  readonly cause: string | null;
  readonly confirmed: readonly string[];
  /** Requests that the harmed firewall, or what stands before it, saw in this case. */
  readonly requests: readonly LoggedRequest[];
  /** Packet diagnosis is still on, or has a filter, on the harmed firewall. */
  readonly leftOn: boolean;
}

export interface Results {
  readonly live: readonly Played[];
  readonly clear: readonly Played[];
  readonly capture: readonly Played[];
  /** Secrets in the database, the messages or the log after all of it. */
  readonly leaks: readonly Leak[];
}

/** Times are short enough for a test; in what is said they are turned into those of the product again. */
const SHORT = { headers: 2_000, body: 1_500, call: 3_000 };

/** Plays every fault once, or only every so many of each kind, each in a case of its own on a bot that was started anew. */
export async function playFaults(every = 1): Promise<Results> {
  const chosen = (cases: readonly FaultCase[]) => cases.filter((_, index) => index % every === 0);
  const folder = await mkdtemp(join(tmpdir(), 'live-faults-'));
  let current: FaultCase | null = null;
  const ca = join(folder, 'ca.pem');
  const bench = await startLabBench({
    timings: SHORT,
    // Certificates are judged by the machine's own clock.
    begins: Date.now(),
    edit: (text) => current?.edit?.(text, ca) ?? text,
    secrets: (lab) => current?.secrets?.(lab) ?? lab.secrets,
  });
  try {
    await writeFile(ca, bench.lab.ca);
    await bench.lab.panel.play('add-isp');
    bench.clock.turn(60_000);
    const live: Played[] = [];
    for (current of chosen(LIVE_CASES)) live.push(await playOne(bench, current, askAll));
    const clear: Played[] = [];
    for (current of chosen(CLEAR_CASES)) clear.push(await playOne(bench, current, clearOne));
    const capture: Played[] = [];
    for (current of chosen(CAPTURE_CASES)) capture.push(await playOne(bench, current, captureOne));
    return { live, clear, capture, leaks: await leaksOf(bench) };
  } finally {
    await bench.close();
    await rm(folder, { recursive: true });
  }
}

async function playOne(
  bench: LabBench,
  one: FaultCase,
  order: (bench: LabBench, thread: Thread, one: FaultCase) => Promise<void>,
): Promise<Played> {
  await bench.stopBot();
  await bench.startBot();
  const thread = await openThread(bench, one.id.replaceAll(/[ ,]+/g, '-'));
  const { endpoint } = placeOf(bench, one);
  const before = endpoint.requests().length;
  await order(bench, thread, one);
  const requests = endpoint.requests().slice(before);
  endpoint.faults.off();
  return { ...(await seenIn(bench, thread, one)), requests, leftOn: isLeftOn(bench) };
}

/** The server that answers for the harmed firewall. */
function placeOf({ lab }: LabBench, { on = VICTIM }: FaultCase) {
  const device = lab.devices.find(({ brain }) => brain.hostname === on);
  return { endpoint: device ?? lab.panorama };
}

async function askAll(bench: LabBench, thread: Thread, one: FaultCase): Promise<void> {
  const { endpoint } = placeOf(bench, one);
  const begin = () => {
    if (one.fault !== undefined) endpoint.faults.on(one.fault);
  };
  if (one.disconnect === true) bench.lab.panorama.connect(SERIAL_BEHIND, false);
  if (one.late === true) bench.pauses.hold();
  else begin();
  await thread.say('priya', '@Roundtrip live');
  if (one.late === true) {
    begin();
    bench.pauses.release();
    await bench.settle();
  }
  if (one.disconnect === true) bench.lab.panorama.connect(SERIAL_BEHIND, true);
}

const SERIAL_BEHIND = '007951000000301';

async function clearOne(bench: LabBench, thread: Thread, one: FaultCase): Promise<void> {
  await thread.say('priya', `@Roundtrip clear ${VICTIM}`);
  if (one.fault !== undefined) placeOf(bench, one).endpoint.faults.on(one.fault);
  await thread.press('tomas', 'approval.approve');
}

async function captureOne(bench: LabBench, thread: Thread, one: FaultCase): Promise<void> {
  await thread.say('priya', `@Roundtrip capture ${VICTIM} 5 s`);
  if (one.fault !== undefined) placeOf(bench, one).endpoint.faults.on(one.fault);
  await thread.press('tomas', 'approval.approve');
  bench.clock.turn(UNDONE_WITHIN_MS);
  await bench.settle();
}

/** What could not be switched off is tried again after half a minute. */
const UNDONE_WITHIN_MS = 40_000;
const SETTING = '<debug><dataplane><packet-diag><show><setting></setting></show></packet-diag></dataplane></debug>';

function isLeftOn({ lab }: LabBench): boolean {
  const shown = lab.devices.find(({ brain }) => brain.hostname === VICTIM)?.brain.op(SETTING, null);
  return shown?.kind !== 'result' || /Enabled: +yes|Index \d+:/.test(shown.xml);
}

async function seenIn(bench: LabBench, thread: Thread, one: FaultCase): Promise<Omit<Played, 'requests' | 'leftOn'>> {
  const [run] = await thread.runs();
  const shown = thread.shown().at(-1)?.text.split('\n') ?? [];
  if (run === undefined) throw new Error(`${one.id}: nothing was begun: ${thread.told().at(-1)}`);
  const at = shown.findIndex((line) => /^ *[✗◐] /.test(line));
  const below = shown.slice(at + 1).find((line) => line.startsWith('     '));
  const triage = await bench.store.db.transaction().execute((tx) => latestTriage(tx, thread.caseId));
  const { rootCause = null, patterns = [] } = triage?.diagnosis ?? {};
  return {
    case: one,
    step: at === -1 ? null : inProduct(shown[at] ?? ''),
    device: at === -1 || below === undefined ? null : inProduct(below),
    run,
    ending: inProduct(shown.find((line) => line.trim() === run.says?.trim()) ?? ''),
    cause: rootCause === null ? null : `${rootCause} ${patterns.find(({ id }) => id === rootCause)?.band}`,
    confirmed: patterns.filter(({ band }) => band === 'confirmed').map(({ id }) => id),
  };
}

/** Without what is another at every start, and with the times of the product. */
function inProduct(text: string): string {
  return text
    .replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS')
    .replaceAll(/\d\d:\d\d:\d\d UTC/g, 'HH:MM:SS UTC')
    .replaceAll(/no reply within \d+ m?s/g, `no reply within ${TIMINGS.headers / 1000} s`)
    .replaceAll(/the reply stopped for \d+ m?s/g, `the reply stopped for ${TIMINGS.body / 1000} s`)
    .replaceAll(/ +/g, ' ')
    .trim();
}

async function leaksOf(bench: LabBench): Promise<readonly Leak[]> {
  const { lab, log, room, store } = bench;
  const password = await lab.secrets({ env: 'LAB_PASSWORD' });
  if (!password.ok) throw new Error(password.error.message);
  const keys = [...lab.devices, lab.panorama].map((one) => one.keys.keyFor('roundtrip-lab'));
  const messages = room.control.journal();
  return findLeaks({ db: store.db, messages, log }, [password.value, ...keys, ...SECRETS_OF_CASES]);
}
