import { APPROVAL_MS, basisOf } from '../access/approval/request.ts';
import { type Approval, devicesOf, type LiveAction } from '../model/approval.ts';
import type { Case } from '../model/case.ts';
import type { SessionDetail } from '../model/facts/panos-session.ts';
import type { Flow } from '../model/flow.ts';
import type { LiveRun } from '../model/live-run.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { caseById } from '../store/cases.ts';
import { latestTriage } from '../store/diagnoses.ts';
import { runOfApproval } from '../store/runs.ts';
import type { Db } from '../store/schema.ts';
import type { DeskOptions } from './desk-options.ts';

const TOO_LATE = 'It was approved longer than a quarter of an hour ago, so it has to be asked for anew.';
const CHANGED = 'The case or the firewall is not as it was when this was approved.';

/** What a run may do by its approval, and the flow that it is about. */
export interface Approved {
  readonly action: LiveAction;
  readonly flow: Flow;
}

/**
 * Looks, at the moment of running, whether an approval still lets a run do what it is for: approved, used by no other
 * run (the database lets only one have it), not long ago, the case open, its flow the one that the action names. Fails
 * with the reason in a sentence.
 */
export async function approvedFor(
  tx: Db,
  { approvalOf, fleet, store }: Pick<DeskOptions, 'approvalOf' | 'fleet' | 'store'>,
  run: LiveRun,
): Promise<Result<Approved, string>> {
  const approval = run.approvalId === null ? null : await approvalOf(tx, run.approvalId);
  if (approval === null || approval.caseId !== run.caseId) return fail('There is no approval for it.');
  if (approval.state !== 'approved') return fail(`The approval is ${approval.state}.`);
  if ((await runOfApproval(tx, approval.id))?.id !== run.id) return fail('The approval has been used.');
  if (!isRecent(approval, store.clock.now())) return fail(TOO_LATE);
  const about = await caseById(tx, run.caseId);
  if (about === null || about.status !== 'open') return fail('The case is closed.');
  const { action } = approval;
  const named = devicesOf(action);
  const devices = fleet.devices.filter(({ name }) => named.includes(name) && run.devices.includes(name));
  const missing = named.find((name) => !devices.some((device) => device.name === name));
  if (missing !== undefined) return fail(`${missing} is not a firewall that this run may ask.`);
  const flow = await flowOf(tx, about);
  if (basisOf({ ...about, flow }, action, devices) !== approval.basis) return fail(CHANGED);
  if (flow === null || !isOfFlow(action, flow)) return fail(CHANGED);
  return ok({ action, flow });
}

/** A run that waited, or whose program stood still, must not cut connections when nobody expects it any more. */
function isRecent({ decidedAt }: Approval, now: number): boolean {
  const since = decidedAt === null ? Number.NaN : now - Date.parse(decidedAt);
  return since >= 0 && since < APPROVAL_MS;
}

/** What a run was approved to do, for what must be done whatever the approval has become; null when it is gone. */
export async function actionOfRun(options: DeskOptions, { approvalId }: LiveRun): Promise<LiveAction | null> {
  if (approvalId === null) return null;
  const approval = await options.store.db.transaction().execute((tx) => options.approvalOf(tx, approvalId));
  return approval?.action ?? null;
}

/** The flow of a case: what a person said, else what its evidence showed last. */
export async function flowOf(tx: Db, about: Case): Promise<Flow | null> {
  return about.flow ?? (await latestTriage(tx, about.id))?.flow ?? null;
}

/** A single session is compared with the flow once the device has shown it. */
function isOfFlow(action: LiveAction, { client, server }: Flow): boolean {
  switch (action.kind) {
    case 'clear-session':
      return true;
    case 'clear-sessions':
      return (
        action.source === client.address &&
        action.destination === server.address &&
        (action.destinationPort === null || action.destinationPort === server.port)
      );
    case 'capture':
      return action.filters.some(
        ({ source, destination }) => source === client.address && destination === server.address,
      );
  }
}

/** True when a session carries the flow: between the same ends, either way round, before or after translation. */
export function isSessionOf({ client, server, protocol }: Flow, { c2s, s2c }: SessionDetail): boolean {
  const ways = [
    { from: c2s.source, to: c2s.destination, port: c2s.destinationPort },
    { from: s2c.destination, to: s2c.source, port: s2c.sourcePort },
  ];
  if (c2s.protocol !== protocol) return false;
  return ways.some(
    ({ from, to, port }) =>
      (from === client.address && to === server.address && (server.port === null || port === server.port)) ||
      (from === server.address && to === client.address && (client.port === null || port === client.port)),
  );
}
