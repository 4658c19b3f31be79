import { basisOf } from '../../../src/access/approval/request.ts';
import type { LiveDesk } from '../../../src/jobs/desk.ts';
import type { DeskOptions } from '../../../src/jobs/desk-options.ts';
import { openDesk } from '../../../src/jobs/open-desk.ts';
import { createLog } from '../../../src/log.ts';
import { type Approval, devicesOf, type LiveAction } from '../../../src/model/approval.ts';
import type { AuditEntry } from '../../../src/model/audit.ts';
import type { Case } from '../../../src/model/case.ts';
import type { Device, Fleet } from '../../../src/model/fleet.ts';
import type { Flow } from '../../../src/model/flow.ts';
import type { LiveRun, RunKind, RunStep } from '../../../src/model/live-run.ts';
import { fail } from '../../../src/model/result.ts';
import { findRun } from '../../../src/store/runs.ts';
import type { Db } from '../../../src/store/schema.ts';
import { triage } from '../../../src/triage.ts';
import { NOON, newCase } from '../../store/new-case.ts';
import { createTurnedClock, type TurnedClock } from '../../store/turned-clock.ts';
import { createHandQueue, type HandQueue } from './hand-queue.ts';
import { type ScriptedDevices, scriptedDevices } from './scripted-devices.ts';

export const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.40.1.20', port: null },
  server: { address: '203.0.113.80', port: 443 },
};

/** A desk over a store, with everything around it in a test's hands. */
export interface DeskRoom {
  readonly db: Db;
  readonly clock: TurnedClock;
  readonly queue: HandQueue;
  readonly devices: ScriptedDevices;
  readonly audited: readonly AuditEntry[];
  readonly announced: readonly LiveRun[];
  readonly about: Case;
  desk: LiveDesk;
  /** Opens another desk on the same store, as the next start of the program does; the one before is left for dead. */
  restart(): Promise<void>;
  approve(action: LiveAction, given?: Partial<Approval>): string;
  begin(kind: RunKind, approvalId?: string | null): Promise<LiveRun>;
  run(id: string): Promise<LiveRun>;
}

export async function deskRoom(db: Db, given: Partial<DeskOptions> = {}): Promise<DeskRoom> {
  const clock = createTurnedClock(NOON);
  const queue = createHandQueue();
  const devices = scriptedDevices(clock.now);
  const audited: AuditEntry[] = [];
  const announced: LiveRun[] = [];
  const approvals = new Map<string, Approval>();
  const about = await newCase(db, { flow: FLOW, thread: '1777.1' });
  const options: DeskOptions = {
    store: { db, clock },
    log: createLog('silent'),
    fleet: FLEET,
    devices,
    triage,
    readCapture: async () => fail({ code: 'no-capture', message: 'it holds nothing' }),
    audit: async (_tx, entry) => void audited.push(entry),
    approvalOf: async (_tx, id) => approvals.get(id) ?? null,
    announce: async (_tx, run) => void announced.push(run),
    onAnnounced: () => undefined,
    queue,
    ...given,
  };
  const room: DeskRoom = {
    ...{ db, clock, queue, devices, audited, announced, about },
    desk: await openDesk(options),
    async restart() {
      room.desk = await openDesk(options);
    },
    approve(action, changes = {}) {
      const approval = { ...approvalFor(about, action), ...changes };
      approvals.set(approval.id, approval);
      return approval.id;
    },
    async begin(kind, approvalId = null) {
      const approved = approvalId === null ? undefined : approvals.get(approvalId);
      const names = approved === undefined ? FLEET.devices.map(({ name }) => name) : devicesOf(approved.action);
      const order = { caseId: about.id, kind, devices: names, askedBy: 'U7', approvalId };
      const begun = await db.transaction().execute((tx) => room.desk.begin(tx, order, clock.now()));
      if (!begun.ok) throw new Error(begun.error.message);
      return begun.value;
    },
    async run(id) {
      const found = await findRun(db, id);
      if (found === null) throw new Error(`There is no ${id}.`);
      return found;
    },
  };
  return room;
}

function approvalFor(about: Case, action: LiveAction): Approval {
  return {
    id: 'approval-1',
    caseId: about.id,
    action,
    risk: action.kind === 'capture' ? 'observe' : 'change',
    commands: [],
    requestedBy: 'U7',
    requestedAt: new Date(NOON).toISOString(),
    expiresAt: new Date(NOON + 900_000).toISOString(),
    basis: basisOf(
      about,
      action,
      FLEET.devices.filter(({ name }) => devicesOf(action).includes(name)),
    ),
    state: 'approved',
    decidedBy: 'U8',
    decidedAt: new Date(NOON).toISOString(),
  };
}

export const FLEET: Fleet = { devices: [device('PA-A', 'PA-B'), device('PA-B', 'PA-A')], grants: [] };

function device(name: string, peer: string): Device {
  const trust = { kind: 'system' } as const;
  const credential = { kind: 'key', key: { env: 'KEY' } } as const;
  const management = { host: '192.0.2.10', port: 443, trust, credential };
  return { name, group: 'edge', management, target: null, vsys: null, peer, routers: [], tags: [] };
}

/** `look done, on failed`: the steps of a run as a line. */
export function stepLine(steps: readonly RunStep[]): string {
  return steps.map(({ id, state }) => `${id} ${state}`).join(', ');
}

/** Lets everything that waits for the store go on until nothing does; `until` names what it must come to. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 5_000; turns += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It did not come about.');
}
