import type { Log } from '../log.ts';
import type { Clock } from '../store/clock.ts';

export interface PumpOptions<Row> {
  readonly clock: Clock;
  readonly log: Log;
  /** How many rows are worked on at a time. */
  readonly atOnce: number;
  /** Takes the next row that may be worked on now; null when there is none. */
  readonly claim: () => Promise<Row | null>;
  readonly work: (row: Row) => Promise<void>;
  /** When to look again although nobody called (milliseconds since 1970); null when nothing waits. */
  readonly nextDue: () => Promise<number | null>;
}

/** Empties a table of waiting rows, whenever something is put in and whenever something falls due. */
export interface Pump {
  /** Something may be waiting. Does nothing after `stop`. */
  wake(): void;
  /** Resolves when nothing can be done at this moment; what is due later is not waited for. */
  idle(): Promise<void>;
  /** Takes no more; resolves when what was begun has ended. */
  stop(): Promise<void>;
}

/** When the database itself cannot be asked, it is asked again after this time. */
const TROUBLE_MS = 5_000;
const SOON_MS = 50;
/** A safety net: nothing that waits is forgotten for longer, whatever went wrong. */
const LOOK_ANYWAY_MS = 60_000;

export function createPump<Row>(options: PumpOptions<Row>): Pump {
  const { clock, log, atOnce, claim, work } = options;
  const running = new Set<Promise<void>>();
  let looking: Promise<void> | null = null;
  let wanted = false;
  let stopped = false;
  let timer: { cancel(): void } | null = null;

  function wake(): void {
    if (stopped) return;
    wanted = true;
    looking ??= look().finally(() => {
      looking = null;
      if (wanted) wake();
    });
  }

  async function look(): Promise<void> {
    try {
      while (wanted && !stopped) {
        wanted = false;
        await fill();
      }
      if (!stopped) await setTimer();
    } catch (error) {
      log.error({ err: error }, 'the store cannot be asked');
      alarm(clock.now() + TROUBLE_MS);
    }
  }

  async function fill(): Promise<void> {
    while (running.size < atOnce && !stopped) {
      const row = await claim();
      if (row === null) return;
      const task: Promise<void> = work(row)
        .catch((error: unknown) => log.error({ err: error }, 'a row could not be worked on'))
        .finally(() => {
          running.delete(task);
          wake();
        });
      running.add(task);
    }
  }

  /** What fell due between the last look and this question is looked at soon; a full house is woken by whoever leaves. */
  async function setTimer(): Promise<void> {
    const due = await options.nextDue();
    const now = clock.now();
    const latest = now + LOOK_ANYWAY_MS;
    if (due === null || running.size >= atOnce) return alarm(latest);
    alarm(Math.min(Math.max(due, now + SOON_MS), latest));
  }

  function alarm(at: number): void {
    timer?.cancel();
    timer = stopped ? null : clock.setTimeout(wake, Math.max(1, at - clock.now()));
  }

  async function rest(): Promise<void> {
    while (looking !== null || running.size > 0) await Promise.all([looking, ...running]);
  }

  return {
    wake,
    idle: rest,
    async stop() {
      stopped = true;
      timer?.cancel();
      await rest();
    },
  };
}
