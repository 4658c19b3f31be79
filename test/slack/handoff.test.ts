import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, readable, startBench } from './bench.ts';
import { evidence, openCase, pasted } from './scene.ts';

const FLOW = '10.20.30.41:52144 > 10.50.60.10:443/tcp';
const EDGE = pasted('edge', evidence('return-path-bypass-second-firewall/1-edge-session.txt'));

let bench: Bench;
let callsBefore = 0;
beforeAll(async () => {
  bench = await startBench();
});
/** A test counts all open cases of the team: those of the tests before it are closed. */
beforeEach(async () => {
  await bench.store.db.updateTable('cases').set({ status: 'closed' }).execute();
  callsBefore = memberCalls();
});
afterAll(async () => {
  await bench?.close();
});

function person(name: string): string {
  return bench.room.people.find((one) => one.name === name)?.id ?? '';
}

/** Opens a case in a channel of its own that some people are not in; returns its id. */
async function caseIn(channel: string, options: { without?: readonly string[]; isPrivate?: boolean } = {}) {
  const { control } = bench.room;
  const { members } = control.addChannel({ name: channel, isPrivate: options.isPrivate ?? false });
  await control.command({ user: 'ana', channel, command: '/triage', text: FLOW });
  await bench.settle();
  for (const name of options.without ?? []) members.delete(person(name));
  return idOf(control.messages(channel).at(-1));
}

function idOf(message: unknown): string {
  return readable(message).match(/RT-\d+/)?.[0] ?? 'no case';
}

async function ask(user: string, channel: string, text: string) {
  const before = bench.room.control.ephemerals(user).length;
  await bench.room.control.command({ user, channel, command: '/triage', text });
  await bench.settle();
  const answers = bench.room.control.ephemerals(user).slice(before);
  return { answers, told: answers.map(readable).join('\n') };
}

function memberCalls(): number {
  const calls = bench.room.control
    .journal()
    .filter((entry) => JSON.stringify(entry).includes('"conversations.members"'));
  return calls.length;
}

/** How often the test has asked Slack who is in a channel. */
function membersAsked(): number {
  return memberCalls() - callsBefore;
}

describe('/triage handoff', () => {
  it('gives a digest of every open case of the channel, closed ones and other channels aside', async () => {
    const { control } = bench.room;
    await caseIn('edge');
    for (let more = 0; more < 4; more += 1) {
      await control.command({ user: 'ana', channel: 'edge', command: '/triage', text: FLOW });
      await bench.settle();
    }
    const [closed, ...open] = control.messages('edge').map((message) => ({ id: idOf(message), ts: message.ts }));
    await control.click({ user: 'ana', channel: 'edge', messageTs: String(closed?.ts), actionId: 'case.close' });
    const elsewhere = await caseIn('branch');

    const { told } = await ask('tomas', 'edge', 'handoff');

    expect(told).toContain('4 open cases in this channel');
    expect(open.map(({ id }) => told.includes(`${id} · Waiting for evidence`))).toEqual([true, true, true, true]);
    expect(told).not.toContain(`${closed?.id} `);
    expect(told).not.toContain(`${elsewhere} `);
    expect(told).not.toContain('Handoff of');
    expect(membersAsked()).toBe(0);
  });

  it('lets the whole handoff follow when there is exactly one, and links to its thread', async () => {
    const ts = await openCase(bench, 'single', FLOW);
    bench.room.control.say({ user: 'priya', channel: 'single', threadTs: ts, text: EDGE });
    await bench.settle();

    const { answers, told } = await ask('tomas', 'single', 'handoff');

    expect(told).toContain('1 open case in this channel');
    expect(told).toMatch(/Handoff of RT-\d+/);
    expect(told).toContain('What happened');
    expect(JSON.stringify(answers[0])).toContain(`p${ts.replace('.', '')}`);
  });

  it('tells of the cases all the same when Slack gives no link', async () => {
    const id = await caseIn('unlinked');
    bench.room.control.faults.inject('chat.getPermalink', { kind: 'error', error: 'message_not_found' });

    const { answers, told } = await ask('tomas', 'unlinked', 'handoff');

    expect(told).toContain(`${id} · Waiting for evidence`);
    expect(JSON.stringify(answers)).not.toContain('"link"');
  });

  it('of a named case gives that one, closed or not, and only where it stands', async () => {
    const id = await caseIn('named');
    await caseIn('unnamed');

    expect((await ask('tomas', 'named', `handoff ${id}`)).told).toContain(`Handoff of ${id}`);
    await bench.store.db.updateTable('cases').set({ status: 'closed' }).where('id', '=', id).execute();
    expect((await ask('tomas', 'named', `handoff ${id}`)).told).toContain('closed, opened');
    expect((await ask('tomas', 'unnamed', `handoff ${id}`)).told).toContain('no such case in this channel');
  });

  it('answers in no more messages than Slack takes, and says what does not fit', async () => {
    const { db } = bench.store;
    const id = await caseIn('crowded');
    const row = await db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const many = Array.from({ length: 149 }, (_, index) => ({
      ...row,
      id: `RT-${1_000 + index}`,
      number: 1_000 + index,
      thread: `${1_000 + index}.000100`,
      flow: JSON.stringify(row.flow),
      symptoms: JSON.stringify(row.symptoms),
    }));
    await db.insertInto('cases').values(many).execute();

    const { answers, told } = await ask('tomas', 'crowded', 'handoff');

    expect(answers.length).toBeGreaterThan(2);
    expect(answers.length).toBeLessThanOrEqual(5);
    expect(told).toContain('150 open cases in this channel');
    expect(told).toMatch(new RegExp(`\\d+ further open cases not shown, .*${id}\\.`));
    expect(await db.selectFrom('outbox').select('error').where('state', '=', 'failed').execute()).toEqual([]);
  });
});

describe('/triage handoff all', () => {
  it('tells of the cases in channels that the asking person is in, and counts the others', async () => {
    const mine = await caseIn('mine');
    const closedGroup = await caseIn('mine-private', { isPrivate: true });
    const others = [await caseIn('theirs', { without: ['tomas'] })];
    others.push(await caseIn('theirs-private', { without: ['tomas'], isPrivate: true }));

    const { told } = await ask('tomas', 'noc', 'handoff all');

    expect(told).toContain('2 open cases in the channels that you are in');
    expect(told).toContain(`${mine} · `);
    expect(told).toContain(`${closedGroup} · `);
    expect(others.filter((id) => told.includes(`${id} · `))).toEqual([]);
    expect(told).toContain('2 cases in channels that you are not in, or that could not be asked, are left out.');
    expect((await ask('ana', 'noc', 'handoff all')).told).toContain('4 open cases');
  });

  it('asks anew each time', async () => {
    await caseIn('moves');
    expect((await ask('tomas', 'noc', 'handoff all')).told).toContain('1 open case ');

    bench.room.control.channel('moves').members.delete(person('tomas'));

    const { told } = await ask('tomas', 'noc', 'handoff all');
    expect(told).toContain('No case is open in the channels that you are in');
    expect(told).toContain('1 case in a channel that you are not in');
  });

  it('leaves out and counts a channel that cannot be asked', async () => {
    const { control } = bench.room;
    const kept = await caseIn('kept');
    const gone = await caseIn('gone');
    control.channel('gone').members.delete([...control.channel('kept').members].find(isBot) ?? '');

    const { told } = await ask('tomas', 'noc', 'handoff all');

    expect(told).toContain(`${kept} · `);
    expect(told).not.toContain(`${gone} · `);
    expect(told).toContain('1 case in a channel that you are not in, or that could not be asked, is left out.');
  });

  it('asks no further when Slack asks to wait, and counts what it did not ask for', async () => {
    await caseIn('first');
    await caseIn('second');
    bench.room.control.faults.inject('conversations.members', { kind: '429', retryAfter: 30 });

    expect((await ask('tomas', 'noc', 'handoff all')).told).toContain('2 cases in channels that you are not in');
    expect(membersAsked()).toBe(1);
  });

  it('shows a direct conversation to its own person only', async () => {
    const { control } = bench.room;
    control.say({ user: 'jo', channel: control.directMessage('jo').id, text: EDGE });
    await bench.settle();

    expect((await ask('jo', 'noc', 'handoff all')).told).toContain('a direct conversation with me');
    const { told } = await ask('tomas', 'noc', 'handoff all');
    expect(told).toContain('No case is open in the channels that you are in');
    expect(told).toContain('1 case in a channel that you are not in');
  });

  it('looks through the pages of a large channel, up to a bound', async () => {
    await caseIn('large');
    const { members } = bench.room.control.channel('large');
    const tomas = person('tomas');
    function crowdBefore(size: number): void {
      members.delete(tomas);
      for (let index = 0; index < size; index += 1) members.add(`U0CROWD${index}`);
      members.add(tomas);
    }

    crowdBefore(1_500);
    expect((await ask('tomas', 'noc', 'handoff all')).told).toContain('1 open case ');
    expect(membersAsked()).toBe(2);

    crowdBefore(6_000);
    expect((await ask('tomas', 'noc', 'handoff all')).told).toContain('1 case in a channel that you are not in');
    expect(membersAsked()).toBe(2 + 5);
  });

  it('counts the channel where it is asked without asking for it', async () => {
    await caseIn('here');

    expect((await ask('tomas', 'here', 'handoff all')).told).toContain('1 open case ');
    expect(membersAsked()).toBe(0);
  });
});

function isBot(id: string): boolean {
  return !bench.room.people.some((one) => one.id === id);
}
