import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readable } from '../bench.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread, type Thread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
});
afterAll(() => bench?.close());

let count = 0;
function opened(): Promise<Thread> {
  count += 1;
  return openThread(bench, `authority-${count}`);
}

function askedAtAll(): number {
  const { devices, panorama } = bench.lab;
  return [...devices, panorama].flatMap((one) => one.requests()).length;
}

/** Says `live` as somebody; nothing may be begun and no firewall may hear of it. */
async function refused(thread: Thread, user: string, order = '@Roundtrip live'): Promise<string> {
  const before = askedAtAll();
  await thread.say(user, order);
  expect(await thread.runs()).toEqual([]);
  expect(askedAtAll()).toBe(before);
  return thread.told().at(-1) ?? '';
}

describe('@Roundtrip live begins nothing, says why and keeps it', () => {
  it('for somebody whom no rule covers', async () => {
    const thread = await opened();
    expect(await refused(thread, 'jo')).toContain('No rule lets you ask for read');
    expect(await thread.audit()).toHaveLength(4);
    expect((await thread.audit())[0]).toMatch(/^run-refused by U0JOOKAFO1 PA-BRANCH-A: No rule lets you ask for read/);
  });

  it('for a guest', async () => {
    const { control } = bench.room;
    const { id } = control.addPerson({ name: 'gus', isGuest: true });
    const thread = await opened();
    expect(await refused(thread, 'gus')).toContain('Guests get nothing from firewalls.');
    expect((await thread.audit())[0]).toMatch(new RegExp(`^run-refused by ${id} .*Guests get nothing`));
  });

  it('for a guest who asks for one that is not there, and names no firewall to them', async () => {
    bench.room.control.addPerson({ name: 'gil', isGuest: true });
    const thread = await opened();
    const told = await refused(thread, 'gil', '@Roundtrip live PA-NOWHERE');
    expect(told).toContain('Guests get nothing from firewalls.');
    expect(told).not.toContain('PA-');
  });

  it('for somebody of another organisation', async () => {
    const { control } = bench.room;
    const { id } = control.addPerson({ name: 'otto', team: 'T0ELSEWHERE' });
    const thread = await opened();
    expect(await refused(thread, 'otto')).toContain('do not belong to this workspace');
    expect((await thread.audit())[0]).toContain(`run-refused by ${id}`);
  });

  it('when Slack does not say who it is', async () => {
    const thread = await opened();
    bench.room.control.faults.inject('users.info', { kind: 'error', error: 'internal_error' });
    expect(await refused(thread, 'priya')).toContain('so nothing was asked of a firewall');
    expect(await thread.audit()).toEqual([
      expect.stringContaining('run-refused by U0PRIYANA1 null: Slack did not say'),
    ]);
  });

  it.each([['capture PA-DC-A 10 s'], ['clear PA-DC-A']])(
    'for a second person who may only approve: %s',
    async (order) => {
      const thread = await opened();
      expect(await refused(thread, 'tomas', `@Roundtrip ${order}`)).toMatch(
        /As approver you may not ask for (observe|change)/,
      );
      expect(await thread.audit()).toEqual([expect.stringContaining('run-refused by U0TOMASWE1 PA-DC-A')]);
      expect(JSON.stringify(bench.room.control.messages(thread.channel, thread.ts))).not.toContain('approval.approve');
    },
  );

  it('for anybody in a channel that is shared with others, by the button and in words', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'with-partners', isShared: true });
    await control.command({
      user: 'ana',
      channel: 'with-partners',
      command: '/triage',
      text: '10.20.30.41 10.50.60.10:443',
    });
    await bench.settle();
    const ts = String(control.messages('with-partners').at(-1)?.ts);
    const before = askedAtAll();
    await control.click({ user: 'priya', channel: 'with-partners', messageTs: ts, actionId: 'case.live' });
    await bench.settle();
    control.say({ user: 'priya', channel: 'with-partners', threadTs: ts, text: '@Roundtrip live' });
    await bench.settle();

    expect(control.ephemerals('priya').map(readable).at(-1)).toContain('shared with another organisation');
    expect(readable(control.messages('with-partners', ts).at(-1))).toContain('shared with another organisation');
    expect(askedAtAll()).toBe(before);
    const rows = await bench.store.db.selectFrom('audit').select('entry').orderBy('seq', 'desc').limit(2).execute();
    for (const { entry } of rows) {
      expect(JSON.parse(entry)).toMatchObject({ event: 'run-refused', who: 'U0PRIYANA1' });
      expect(JSON.parse(entry).outcome).toContain('shared with another organisation');
    }
  });
});

describe('what a bot says', () => {
  it('is no order, and nobody is asked anything', async () => {
    const thread = await opened();
    const [before, told] = [askedAtAll(), thread.told().length];
    const { control } = bench.room;
    await fetch(`${bench.room.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bench.room.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channel: control.channel(thread.channel).id,
        thread_ts: thread.ts,
        text: `<@${bench.room.botUserId}> live`,
      }),
    });
    await bench.settle();
    expect(thread.told()).toHaveLength(told + 1);
    expect(await thread.runs()).toEqual([]);
    expect(askedAtAll()).toBe(before);
  });
});
