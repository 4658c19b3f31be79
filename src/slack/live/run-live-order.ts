import { accessOf, decide } from '../../access/decide.ts';
import { captureAction, clearAction, holdersOf } from '../../jobs/actions.ts';
import type { LiveDesk } from '../../jobs/desk.ts';
import { tooMany } from '../../jobs/too-many.ts';
import type { Denied } from '../../model/access.ts';
import type { Asker } from '../../model/asker.ts';
import type { Device } from '../../model/fleet.ts';
import type { Flow } from '../../model/flow.ts';
import type { RiskClass } from '../../model/panos-command.ts';
import { fail, ok, type Problem, type Result } from '../../model/result.ts';
import type { Triage } from '../../model/triage.ts';
import { problemMessage } from '../../report/slack/notes.ts';
import { deviceSources } from '../../store/device-evidence.ts';
import { latestTriage } from '../../store/diagnoses.ts';
import { addEvent } from '../../store/timeline.ts';
import { requestApproval } from '../case/ask-approval.ts';
import { type Showing, say } from '../case/show.ts';
import type { Bot } from '../plan.ts';
import { chooseDevices } from './choose-devices.ts';
import type { LiveOrder } from './live-order.ts';
import { noteRefusal } from './note-refusal.ts';
import { CASE_CLOSED, NO_FIREWALL_HOLDS, NO_FLEET, NO_FLOW, SECONDS_LIMIT, WHICH_FIREWALL } from './problems.ts';
import { stopRuns } from './stop-runs.ts';

/** All that an order on live firewalls is carried out with. */
interface At {
  readonly bot: Bot;
  readonly desk: LiveDesk;
  readonly showing: Showing;
  readonly asker: Asker;
  readonly flow: Flow;
  readonly triage: Triage | null;
}

const CAPTURE_SECONDS_AT_MOST = 60;

/**
 * Carries out what somebody asks for on live firewalls, if they may have it now: what only reads begins at once, what
 * does more is put before a second person. Returns the reason when nothing was begun. `asked` null: nobody looked who
 * asks, because there are no firewalls.
 */
export async function runLiveOrder(
  bot: Bot,
  showing: Showing,
  asked: Result<Asker> | null,
  order: LiveOrder,
): Promise<Problem | null> {
  const desk = bot.live;
  if (desk === null || asked === null) return NO_FLEET;
  if (!asked.ok) {
    await noteRefusal(showing, showing.teller, { devices: [], risk: null, why: asked.error.message });
    return asked.error;
  }
  const asker = asked.value;
  if (order.act === 'stop') return stopRuns(desk, showing, asker);
  const { refused } = accessOf(desk.fleet, asker);
  if (refused !== null) return refuse(showing, asker, refused);
  if (showing.about.status === 'closed') return CASE_CLOSED;
  const triage = await latestTriage(showing.tx, showing.about.id);
  const flow = showing.about.flow ?? triage?.flow ?? null;
  if (flow === null) return NO_FLOW;
  const at: At = { bot, desk, showing, asker, flow, triage };
  switch (order.act) {
    case 'ask':
      return begin(at, 'live', order.on);
    case 'watch':
      return begin(at, 'watch', order.on);
    case 'clear':
      return askToClear(at, order.on);
    case 'capture':
      return askToCapture(at, order.on, order.seconds);
  }
}

/** Whoever gets nothing from any firewall is told so before a message names one. */
async function refuse(showing: Showing, asker: Asker, { says, todo }: Denied): Promise<Problem> {
  await noteRefusal(showing, asker, { devices: [], risk: null, why: says });
  return { code: 'not-allowed', message: says, todo };
}

async function begin(at: At, kind: 'live' | 'watch', on: string): Promise<Problem | null> {
  const { desk, showing, asker } = at;
  const { tx, about, now } = showing;
  const meant = chooseDevices(desk.fleet, on, heardIn(at));
  if (!meant.ok) return meant.error;
  const allowed = await allowedOf(at, meant.value, 'read');
  if (!allowed.ok) return allowed.error;
  const names = allowed.value.map(({ name }) => name);
  const begun = await desk.begin(
    tx,
    { caseId: about.id, kind, devices: names, askedBy: asker.user, approvalId: null },
    now,
  );
  if (!begun.ok) return begun.error;
  const text = `${kind === 'live' ? 'had the firewalls asked' : 'had the flow watched'}: ${names.join(', ')} (${begun.value.id})`;
  await addEvent(tx, about.id, { at: new Date(now).toISOString(), by: asker.user, kind: 'note', text });
  return null;
}

/** One request for all firewalls that hold sessions of the flow, unless others are named. */
async function askToClear(at: At, on: string): Promise<Problem | null> {
  const { bot, desk, showing, flow } = at;
  const holders = new Set(holdersOf(flow, await shownByDevices(at)));
  const holding = desk.fleet.devices.filter(({ name }) => holders.has(name));
  const meant = on.trim() === '' ? ok(holding) : chooseDevices(desk.fleet, on, heardIn(at));
  if (!meant.ok) return meant.error;
  if (meant.value.length === 0) return NO_FIREWALL_HOLDS;
  const allowed = await allowedOf(at, meant.value, 'change');
  if (!allowed.ok) return allowed.error;
  const names = allowed.value.map(({ name }) => name);
  await requestApproval(bot, showing, clearAction(flow, names));
  return null;
}

async function askToCapture(at: At, on: string, seconds: number): Promise<Problem | null> {
  const { bot, desk, showing, flow } = at;
  if (seconds < 1 || seconds > CAPTURE_SECONDS_AT_MOST) return SECONDS_LIMIT;
  const meant = chooseDevices(desk.fleet, on, heardIn(at));
  if (!meant.ok) return meant.error;
  const [only, ...others] = meant.value;
  if (only === undefined || others.length > 0) return WHICH_FIREWALL(meant.value.map(({ name }) => name));
  const allowed = await allowedOf(at, [only], 'observe');
  if (!allowed.ok) return allowed.error;
  await requestApproval(bot, showing, captureAction(flow, only.name, await shownByDevices(at), seconds));
  return null;
}

/** Those of the devices that the asker may have; which were left out, and why, is said. Fails when there is none. */
async function allowedOf(
  at: At,
  devices: readonly Device[],
  risk: RiskClass,
): Promise<Result<readonly Device[], Problem>> {
  const { desk, asker, showing } = at;
  const many = tooMany(devices);
  if (many !== null) return fail(many);
  const judged = devices.map((device) => ({
    device,
    decision: decide(desk.fleet, asker, { act: 'ask', risk, device: device.name }),
  }));
  const allowed = judged.filter(({ decision }) => decision.allowed).map(({ device }) => device);
  const [denied] = judged.flatMap(({ decision }) => (decision.allowed ? [] : [decision]));
  if (denied === undefined) return ok(allowed);
  const left = devices.filter((device) => !allowed.includes(device)).map(({ name }) => name);
  await noteRefusal(showing, asker, { devices: left, risk, why: denied.says });
  const problem = { code: 'not-allowed', message: denied.says, todo: denied.todo };
  if (allowed.length === 0) return fail(problem);
  await say(showing, [problemMessage({ ...problem, message: `Left out: ${left.join(', ')}. ${denied.says}` })]);
  return ok(allowed);
}

/** What the firewalls showed themselves: what somebody pasted in a firewall's name decides nothing that is done on it. */
async function shownByDevices({ showing, triage }: At): Promise<Pick<Triage, 'evidence'>> {
  const sources = await deviceSources(showing.tx, showing.about.id);
  return { evidence: (triage?.evidence ?? []).filter(({ source }) => sources.has(source)) };
}

function heardIn({ triage }: At): ReadonlySet<string> {
  return new Set((triage?.evidence ?? []).flatMap(({ observer }) => observer ?? []));
}
