import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readFleet } from '../../src/access/fleet-file/index.ts';
import type { LiveDesk, OpenLiveDesk } from '../../src/jobs/desk.ts';
import { fail, ok } from '../../src/model/result.ts';
import { approvalValue } from '../../src/report/slack/actions.ts';
import { receive } from '../../src/store/inbox.ts';
import { addRun, endRun, findRun, runsOf } from '../../src/store/runs.ts';
import { type Bench, readable, startBench } from './bench.ts';
import { openCase } from './scene.ts';

const FLOW = '10.20.30.41:52144 > 10.50.60.10:443/tcp';
const MINUTE = 60_000;

/** Priya asks, Tomas approves, Ana does both, Jo has nothing; all on the firewalls of the edge. */
const FLEET = [
  'devices:',
  '  - {name: FW-A, group: edge, address: 192.0.2.1, secret: {env: K}}',
  '  - {name: FW-B, group: edge, address: 192.0.2.2, secret: {env: K}}',
  'access:',
  '  - {role: operator, users: [U0PRIYANA1, U0ANARUIZ1], groups: [edge]}',
  '  - {role: approver, users: [U0TOMASWE1, U0ANARUIZ1], groups: [edge]}',
].join('\n');

/** A desk that takes orders and carries none of them out: what is looked at here comes before that. */
const openDesk: OpenLiveDesk = async ({ announce }) => {
  const read = readFleet(FLEET, 'roundtrip.yml');
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const desk: LiveDesk = {
    fleet: read.value,
    async begin(tx, order, now) {
      const run = await addRun(tx, { ...order, steps: [] }, now);
      if (run === null) return fail({ code: 'run-going', message: 'It is going on.' });
      await announce(tx, run);
      return ok(run);
    },
    cancel: async () => false,
    idle: async () => undefined,
    stop: async () => undefined,
  };
  return desk;
};

let bench: Bench;
let [count, channel, thread, caseId] = [0, '', '', ''];

beforeAll(async () => {
  bench = await startBench('socket', () => ({ live: openDesk }));
});
afterAll(async () => {
  await bench?.close();
});
/** A case in a channel of its own. */
beforeEach(async () => {
  count += 1;
  channel = `approvals-${count}`;
  thread = await openCase(bench, channel, FLOW);
  caseId =
    thread_()
      .map(readable)
      .join(' ')
      .match(/RT-\d+/)?.[0] ?? '';
});

function thread_() {
  return bench.room.control.messages(channel, thread);
}

async function say(user: string, text: string): Promise<void> {
  bench.room.control.say({ user, channel, threadTs: thread, text });
  await bench.settle();
}

/** The message of the newest request in the thread. */
function requested() {
  const found = thread_().findLast((message) => /Approve|Approved|Denied|Withdrawn|Ran out/.test(readable(message)));
  return { ts: String(found?.ts), text: readable(found), raw: JSON.stringify(found) };
}

/** Presses a button of the newest request; what only this person is told comes back. */
async function press(user: string, actionId: 'approval.approve' | 'approval.deny', messageTs = requested().ts) {
  const { control } = bench.room;
  const before = control.ephemerals(user).length;
  await control.click({ user, channel, messageTs, actionId });
  await bench.settle();
  return control.ephemerals(user).slice(before).map(readable).join('\n');
}

async function events(): Promise<readonly string[]> {
  const rows = await bench.store.db.selectFrom('audit').select('entry').orderBy('seq').execute();
  return rows
    .map(({ entry }) => JSON.parse(entry))
    .filter((entry) => entry.caseId === caseId)
    .map(({ event, who, outcome }) => `${event} by ${who}: ${outcome}`);
}

async function state(): Promise<string | undefined> {
  const rows = await bench.store.db.selectFrom('approvals').selectAll().where('case_id', '=', caseId).execute();
  return rows.at(-1)?.state;
}

function runs() {
  return runsOf(bench.store.db, caseId);
}

describe('a request for approval', () => {
  it('says in the thread what will run, where, what it does to users, who asked and until when', async () => {
    await say('priya', '@Roundtrip clear FW-A');
    const { text, raw } = requested();
    expect(text).toContain('clear session all filter source 10.20.30.41 destination 10.50.60.10 destination-port 443');
    expect(text).toMatch(
      /The connections from +10\.20\.30\.41 +to +10\.50\.60\.10 port 443 +through +FW-A +are cut once/,
    );
    expect(text).toContain('U0PRIYANA1');
    expect(text).toMatch(/until 2026-11-10 \d\d:\d\d UTC/);
    expect(raw).toContain('approval.approve');
    expect(raw).toContain('approval.deny');
    expect(await events()).toEqual([expect.stringContaining('approval-asked by U0PRIYANA1')]);
    expect(await runs()).toEqual([]);
  });

  it('carries nothing in its buttons but an opaque id', async () => {
    await say('priya', '@Roundtrip clear FW-A');
    const values = [...requested().raw.matchAll(/"value":"([^"]*)"/g)].map((match) => match[1]);
    expect(values).toHaveLength(2);
    expect(values.filter((value) => !/^approval:[\w-]{22}$/.test(value ?? ''))).toEqual([]);
  });

  it('is not put twice while it waits', async () => {
    await say('priya', '@Roundtrip clear FW-A');
    await say('priya', '@Roundtrip clear FW-A');
    expect(thread_().filter((message) => JSON.stringify(message).includes('approval.approve'))).toHaveLength(1);
    expect(thread_().map(readable).join(' ')).toContain('It has been asked for already');
  });

  it('begins nothing for whoever may not ask, and keeps that', async () => {
    await say('jo', '@Roundtrip clear FW-A');
    expect(thread_().map(readable).join(' ')).not.toContain('Approval needed');
    expect(await events()).toEqual([expect.stringContaining('run-refused by U0JOOKAFO1')]);
  });
});

describe('Approve and Deny', () => {
  beforeEach(() => say('priya', '@Roundtrip capture FW-A 30 s'));

  it('a second person who may approves it: it runs, once, and the message says so without buttons', async () => {
    expect(await press('tomas', 'approval.approve')).toBe('');
    const { text, raw } = requested();
    expect(text).toMatch(/Approved +by +U0TOMASWE1/);
    expect(raw).not.toContain('approval.approve');
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ kind: 'capture', devices: ['FW-A'], askedBy: 'U0PRIYANA1' });
    expect(text).toContain(`It runs as ${run?.id}`);
    expect((await events()).at(-1)).toMatch(/^approval-approved by U0TOMASWE1: .*line 6 of the fleet file/);
  });

  it('the requester cannot, and is told why; with Deny they withdraw it', async () => {
    expect(await press('priya', 'approval.approve')).toContain('somebody else has to approve it');
    expect([await state(), await runs()]).toEqual(['pending', []]);
    await press('priya', 'approval.deny');
    expect(requested().text).toMatch(/Withdrawn +by +U0PRIYANA1/);
    expect(await events()).toEqual([
      expect.stringContaining('approval-asked'),
      expect.stringContaining('approval-refused by U0PRIYANA1'),
      expect.stringContaining('approval-denied by U0PRIYANA1: The requester withdrew it.'),
    ]);
  });

  it('nobody without the authority decides anything, and the refusal is private', async () => {
    const before = thread_().length;
    expect(await press('jo', 'approval.approve')).toContain('No rule lets you approve observe');
    expect(await press('jo', 'approval.deny')).toContain('No rule lets you approve observe');
    expect([await state(), thread_().length]).toEqual(['pending', before]);
  });

  it('a denial begins nothing, and says who', async () => {
    await press('tomas', 'approval.deny');
    expect(requested().text).toMatch(/Denied +by +U0TOMASWE1/);
    expect([await state(), await runs()]).toEqual(['denied', []]);
  });

  it('nothing is approved after fifteen minutes', async () => {
    bench.clock.turn(16 * MINUTE);
    expect(await press('tomas', 'approval.approve')).toMatch(/ran out|run out/);
    expect(requested().text).toContain('Nobody decided it in time.');
    expect(requested().raw).not.toContain('approval.approve');
    expect([await state(), await runs()]).toEqual(['expired', []]);
  });

  it('nothing is approved once the case has changed', async () => {
    await say('ana', '@Roundtrip 10.20.30.41 > 10.50.60.99:443/tcp');
    expect(await press('tomas', 'approval.approve')).toContain('has changed since');
    await say('ana', `@Roundtrip ${FLOW}`);
    await say('ana', '@Roundtrip close');
    expect(await press('tomas', 'approval.approve')).toContain('has changed since');
    expect([await state(), await runs()]).toEqual(['pending', []]);
  });

  it('counts once, also when two approve at the same moment or a press is sent again', async () => {
    const { ts } = requested();
    const { control } = bench.room;
    await Promise.all(
      ['tomas', 'ana', 'tomas'].map((user) =>
        control.click({ user, channel, messageTs: ts, actionId: 'approval.approve' }),
      ),
    );
    await bench.settle();
    expect(await runs()).toHaveLength(1);
    expect((await events()).filter((event) => event.startsWith('approval-approved'))).toHaveLength(1);
  });

  it('means nothing in another thread or under another id', async () => {
    const value = requested().raw.match(/"value":"(approval:[^"]+)"/)?.[1] ?? '';
    const elsewhere = await openCase(bench, `${channel}-elsewhere`, FLOW);
    const told = await pressForged(value, `${channel}-elsewhere`, elsewhere);
    expect(told).toContain('no such request in this thread');
    expect(await pressForged(approvalValue('AAAAAAAAAAAAAAAAAAAAAA'), channel, thread)).toContain('no such request');
    expect([await state(), await runs()]).toEqual(['pending', []]);
  });

  it('is refused when Slack does not say who presses', async () => {
    bench.room.control.faults.inject('users.info', { kind: 'error', error: 'missing_scope' });
    expect(await press('tomas', 'approval.approve')).toContain('Slack did not say who you are');
    expect(await state()).toBe('pending');
    expect((await events()).at(-1)).toContain('approval-refused by U0TOMASWE1');
  });

  it('is not used up while another run of its kind goes on', async () => {
    await press('tomas', 'approval.approve');
    await say('priya', '@Roundtrip capture FW-B 30 s');
    expect(await press('tomas', 'approval.approve')).toContain('is still going on');
    expect(await state()).toBe('pending');
    const [first] = await runs();
    await endRun(bench.store.db, first?.id ?? '', { state: 'done', says: 'It is over.' }, [], bench.clock.now());
    await press('tomas', 'approval.approve');
    expect((await runs()).map(({ devices }) => devices)).toEqual([['FW-A'], ['FW-B']]);
    expect((await findRun(bench.store.db, first?.id ?? ''))?.state).toBe('done');
  });

  it('loses its buttons when its time is over and nobody presses', async () => {
    bench.clock.turn(16 * MINUTE);
    await bench.settle();
    expect(requested().text).toContain('Nobody decided it in time.');
    expect((await events()).at(-1)).toContain('approval-expired by null');
  });
});

/** What somebody can send who has seen a button: any value, from any place. Sent twice it is another press. */
async function pressForged(value: string, where: string, ts: string): Promise<string> {
  const { control } = bench.room;
  const placed = { team: 'T0WARROOM1', userTeam: 'T0WARROOM1', channel: control.channel(where).id, user: 'U0TOMASWE1' };
  const pressed = { kind: 'action', action: 'approval.approve', value, thread: ts, messageTs: ts, responseUrl: null };
  const job = { ...placed, ...pressed, triggerId: `forged-${value}` };
  const before = control.ephemerals('tomas').length;
  await receive(bench.store.db, { lane: 'forged', job, keys: [job.triggerId] }, bench.clock.now());
  control.say({ user: 'jo', channel: where, threadTs: ts, text: 'a word that wakes the worker' });
  await bench.settle();
  return control.ephemerals('tomas').slice(before).map(readable).join('\n');
}

describe('the audit in the thread', () => {
  it('shows what was asked for and decided in this case, and that the chain is whole', async () => {
    await say('priya', '@Roundtrip clear FW-A');
    await press('tomas', 'approval.approve');
    await say('jo', '@Roundtrip audit');
    const told = thread_().map(readable).at(-1) ?? '';
    expect(told).toContain(`Audit of ${caseId}`);
    expect(told).toMatch(/The chain of \d+ records is whole ; head +[0-9a-f]{64}/);
    expect(told).toMatch(/approval asked for +· +U0PRIYANA1 +· FW-A/);
    expect(told).toMatch(/approved +· +U0TOMASWE1 +· FW-A/);
  });

  it('shows nothing of other cases', async () => {
    await say('jo', '@Roundtrip audit');
    expect(thread_().map(readable).at(-1)).toContain('Nothing was asked of firewalls in this case.');
  });
});
