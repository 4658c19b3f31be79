import { pino } from 'pino';
import { readFleet } from '../../../src/access/fleet-file/index.ts';
import type { OpenLiveDesk } from '../../../src/jobs/desk.ts';
import { type RunningLab, startLab } from '../../../src/lab.ts';
import { liveDesk } from '../../../src/live.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { Fleet, Secrets } from '../../../src/model/fleet.ts';
import { TIMINGS, type Timings } from '../../../src/panos/timings.ts';
import type { Store } from '../../../src/store/open-store.ts';
import type { TurnedClock } from '../../store/turned-clock.ts';
import { type Bench, startBench } from '../bench.ts';
import { createLeapingClock, type LeapingClock } from './leaping-clock.ts';
import { createPromptQueue } from './prompt-queue.ts';

/** The bot in a local workspace with the four firewalls of the lab, and a clock that waits for nobody. */
export interface LabBench extends Bench {
  readonly lab: RunningLab;
  /** Holds a run at its next pause, and lets it go on. */
  readonly pauses: LeapingClock;
  /** Everything that was logged. */
  readonly log: readonly string[];
  /** The desk dies as its process would: what it was doing never goes on. The next start finds what it left. */
  crash(): Promise<void>;
}

export interface LabBenchOptions {
  /** Lines of YAML under `access:`; Priya and Ana may ask, Tomas and Ana may approve. */
  readonly access?: readonly string[];
  readonly timings?: Partial<Timings>;
  /** Changes the lab's fleet file before it is read, anew at each start. */
  readonly edit?: (text: string, lab: RunningLab) => string;
  readonly secrets?: (lab: RunningLab) => Secrets;
  /** Milliseconds since 1970. */
  readonly begins?: number;
}

/** Priya and Ana may ask, Tomas and Ana may approve, Jo has nothing. */
export const ACCESS = [
  '  - {role: operator, users: [U0PRIYANA1, U0ANARUIZ1], groups: all}',
  '  - {role: approver, users: [U0TOMASWE1, U0ANARUIZ1], groups: all}',
];

/** Pauses between two looks at the same thing say nothing to a test. */
const QUICK: Timings = { ...TIMINGS, jobPause: 1, retryFirst: 1, retryMost: 2 };

export async function startLabBench(options: LabBenchOptions = {}): Promise<LabBench> {
  const log: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line) => void log.push(line) });
  let lab: RunningLab | null = null;
  let pauses: LeapingClock | null = null;
  let die: () => void = () => undefined;

  function open(store: Store, clock: TurnedClock): OpenLiveDesk {
    return async (hooks) => {
      lab ??= await startLab(timedByMachine(clock));
      let crashed = false;
      const leaping = createLeapingClock(clock);
      const queue = createPromptQueue(clock);
      pauses = leaping;
      die = () => {
        crashed = true;
        queue.die();
      };
      const desk = await liveDesk({
        fleet: fleetFor(lab, options),
        secrets: options.secrets?.(lab) ?? lab.secrets,
        store: { db: store.db, clock: leaping },
        callClock: timedByMachine(clock),
        queue,
        log: logger,
        timings: { ...QUICK, ...options.timings },
      })(hooks);
      return {
        ...desk,
        async cancel(...order) {
          const cancelled = await desk.cancel(...order);
          if (cancelled) leaping.letGo();
          return cancelled;
        },
        idle: () => Promise.race([queue.idle().then(() => desk.idle()), leaping.held()]),
        stop: () => (crashed ? Promise.resolve() : desk.stop()),
      };
    };
  }

  const bench = await startBench(
    'socket',
    (_room, store, clock) => ({ live: open(store, clock), log: logger }),
    ...(options.begins === undefined ? [] : [options.begins]),
  );
  return {
    ...bench,
    get lab() {
      return there(lab);
    },
    get pauses() {
      return there(pauses);
    },
    log,
    async settle() {
      await bench.settle();
      // What was done last may have let a run go on.
      await bench.settle();
    },
    async crash() {
      die();
      await bench.stopBot();
    },
    async close() {
      await bench.close();
      await lab?.close();
    },
  };
}

/** What is timed in a call passes while the call does; which time it is the bench says. */
function timedByMachine(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    setTimeout(fn, ms) {
      const timer = setTimeout(fn, ms);
      timer.unref();
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

function fleetFor(lab: RunningLab, { access = ACCESS, edit = (text) => text }: LabBenchOptions): Fleet {
  const [devices = ''] = lab.fleetFile({ channels: ['C0NOBODY01'], usergroups: [] }).split('access:\n');
  const read = readFleet(edit([`${devices}access:`, ...access, ''].join('\n'), lab), 'roundtrip.yml');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function there<T>(one: T | null): T {
  if (one === null) throw new Error('the bench has not started');
  return one;
}
