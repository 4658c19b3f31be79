import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { appendAudit } from './access/audit/append.ts';
import { readFleet } from './access/fleet-file/index.ts';
import { readContent } from './cli/read-content.ts';
import { type Config, DEFAULT_FLEET_FILE } from './config.ts';
import type { OpenLiveDesk } from './jobs/desk.ts';
import { openDesk } from './jobs/open-desk.ts';
import type { JobQueue } from './jobs/queue/job-queue.ts';
import type { Log } from './log.ts';
import type { Clock } from './model/clock.ts';
import type { CaptureDigest } from './model/facts.ts';
import type { Fleet, Secrets } from './model/fleet.ts';
import { fail, ok, type Problem, type Result } from './model/result.ts';
import { createDevices } from './panos/devices.ts';
import { TIMINGS, type Timings } from './panos/timings.ts';
import { findApproval } from './store/approvals.ts';
import type { Store } from './store/open-store.ts';
import { triage } from './triage.ts';

const MOST_BYTES = 1024 * 1024;

export interface LiveOptions {
  readonly fleet: Fleet;
  readonly secrets: Secrets;
  readonly store: Pick<Store, 'db' | 'clock'>;
  readonly log: Log;
  readonly timings?: Timings;
  /** What calls to firewalls are timed by; the store's clock unless given. */
  readonly callClock?: Clock;
  /** Where runs wait; pg-boss in the store's database unless given. */
  readonly queue?: JobQueue;
}

/** Everything that asks live firewalls, ready to be opened by the bot; closing the desk closes the connections. */
export function liveDesk(given: LiveOptions): OpenLiveDesk {
  const { fleet, secrets, store, log, timings = TIMINGS, callClock: clock = store.clock, queue } = given;
  return async (hooks) => {
    const devices = createDevices({ fleet, secrets, clock, random: Math.random, log, timings });
    const parts = { store, log, fleet, devices, triage, readCapture, audit: appendAudit, approvalOf: findApproval };
    const options = queue === undefined ? parts : { ...parts, queue };
    const desk = await openDesk({ ...options, ...hooks });
    return {
      ...desk,
      async stop() {
        await desk.stop();
        await devices.close();
      },
    };
  };
}

async function readCapture(bytes: AsyncIterable<Uint8Array>): Promise<Result<CaptureDigest>> {
  const read = await readContent(bytes);
  if (!read.ok) return read;
  if ('capture' in read.value) return ok(read.value.capture);
  return fail({ code: 'no-capture', message: 'What the firewall sent is no packet capture.' });
}

/**
 * The fleet file that the settings name, or `roundtrip.yml` where the program was started; null when there is none.
 * Fails with the first thing that is wrong in it, and how many there are.
 */
export async function loadFleet({ fleetFile }: Pick<Config, 'fleetFile'>): Promise<Result<Fleet | null>> {
  if (fleetFile === null && !existsSync(DEFAULT_FLEET_FILE)) return ok(null);
  const path = fleetFile ?? DEFAULT_FLEET_FILE;
  const text = await readText(path);
  if (!text.ok) return text;
  const fleet = readFleet(text.value, path);
  return fleet.ok ? fleet : fail(firstOf(fleet.error, path));
}

async function readText(path: string): Promise<Result<string>> {
  try {
    const bytes = await readFile(path);
    return bytes.length > MOST_BYTES ? fail(unreadable(path, 'is too large to be one')) : ok(bytes.toString('utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return fail(unreadable(path, `cannot be read (${code})`));
  }
}

function unreadable(path: string, why: string): Problem {
  const todo = 'Name another file with ROUNDTRIP_FLEET, or unset it to work without live firewalls.';
  return { code: 'fleet-unreadable', message: `The fleet file ${why}.`, where: path, todo };
}

function firstOf(problems: readonly Problem[], path: string): Problem {
  const [first = unreadable(path, 'cannot be used')] = problems;
  const others = problems.length - 1;
  if (others <= 0) return first;
  return { ...first, todo: `${first.todo ?? ''} There are ${others} more: npx roundtrip config check ${path}`.trim() };
}
