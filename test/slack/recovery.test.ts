import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, readable, startBench } from './bench.ts';
import { evidence, openCase, pasted } from './scene.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => {
  bench.room.control.faults.clear();
});
afterAll(async () => {
  await bench?.close();
});

const FLOW = '10.20.30.41:52144 > 10.50.60.10:443/tcp';
const EDGE = pasted('edge', evidence('return-path-bypass-second-firewall/1-edge-session.txt'));

/** The bot's messages in a thread, the card included. */
function said(channel: string, ts: string): readonly string[] {
  const messages = bench.room.control.messages(channel, ts);
  return messages.filter((message) => message.bot_id !== undefined).map(readable);
}

function repeated(texts: readonly string[]): readonly string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

describe('a delivery', () => {
  it('that comes twice does nothing twice', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'twice', FLOW);
    control.say({ user: 'ana', channel: 'twice', threadTs: ts, text: EDGE });
    await bench.rest();
    const sent = control.journal().filter((entry) => entry.kind === 'delivery' && entry.what === 'message');
    const eventId = sent.map((entry) => ('payload' in entry ? entry.payload.event_id : null)).at(-1);
    await bench.settle();
    const before = said('twice', ts);

    control.faults.redeliver(String(eventId));
    await bench.settle();

    expect(said('twice', ts)).toEqual(before);
    const jobs = await bench.store.db.selectFrom('evidence').select('source').where('source', '=', 'edge').execute();
    expect(jobs).toHaveLength(1);
  });
});

describe('a restart', () => {
  it('in the middle loses nothing and says nothing twice', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'restarts', FLOW);
    control.say({ user: 'ana', channel: 'restarts', threadTs: ts, text: EDGE });
    await bench.rest();
    await bench.stopBot();
    const waiting = await bench.store.db.selectFrom('outbox').select('id').where('state', '=', 'queued').execute();

    await bench.startBot();
    await bench.settle();

    expect(waiting.length).toBeGreaterThan(0);
    const told = said('restarts', ts);
    expect(told.some((text) => text.includes('Steps') && text.includes('FW-EDGE'))).toBe(true);
    expect(repeated(told)).toEqual([]);
  });

  it('finds a post again that was sent and never noted', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'crashes', FLOW);
    await bench.stopBot();
    const posted = await bench.store.db
      .selectFrom('outbox')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const letter = {
      kind: 'reply',
      channel: posted.queue,
      thread: ts,
      message: { text: 'again', blocks: [] },
      teller: null,
    };
    await bench.store.db
      .updateTable('outbox')
      .set({ state: 'sending', letter: JSON.stringify(letter) })
      .where('id', '=', posted.id)
      .execute();
    const before = said('crashes', ts);

    await bench.startBot();
    await bench.settle();

    expect(said('crashes', ts)).toEqual(before);
    const after = await bench.store.db.selectFrom('outbox').select('state').where('id', '=', posted.id).execute();
    expect(after).toEqual([{ state: 'sent' }]);
    expect(control.messages('crashes')).toHaveLength(1);
  });

  it('takes up a job that a former process had begun', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'begun', FLOW);
    await bench.stopBot();
    const sentAt = `${bench.clock.now() / 1000}.000900`;
    const { id } = control.channel('begun');
    const spoken = { words: 'edge', text: EDGE.split('```')[1]?.trim() ?? '', code: true };
    const job = { kind: 'message', team: 'T0WARROOM1', channel: id, user: 'U0ANARUIZ1', ts: sentAt, thread: ts };
    await bench.store.db
      .insertInto('inbox')
      .values({
        lane: `${id}:${ts}`,
        job: JSON.stringify({ ...job, said: spoken, files: [], direct: false, mention: false, shared: false }),
        state: 'claimed',
        due_at: new Date(bench.clock.now()),
        received_at: new Date(bench.clock.now()),
        lease_until: new Date(bench.clock.now() + 300_000),
      })
      .execute();

    await bench.startBot();
    await bench.settle();

    expect(said('begun', ts).join('\n')).toContain('FW-EDGE');
  });

  it('keeps who ticked what', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'ticks', FLOW);
    const files = ['1-edge-session.txt', '2-edge-ha.xml', '3-branch.txt', '4-branch-ha.xml'].map((name) => ({
      name,
      content: evidence(`return-path-bypass-second-firewall/${name}`),
    }));
    control.upload({ user: 'ana', channel: 'ticks', threadTs: ts, files });
    await bench.settle();
    await control.click({ user: 'ana', channel: 'ticks', messageTs: ts, actionId: 'case.checklist' });
    await bench.settle();
    const list = control.messages('ticks', ts).find((message) => readable(message).includes('checklist:'));
    const listTs = String(list?.ts);

    await control.click({ user: 'priya', channel: 'ticks', messageTs: listTs, actionId: 'tick.passed' });
    await bench.rest();
    await bench.stopBot();
    await bench.startBot();
    await bench.settle();
    await control.click({ user: 'tomas', channel: 'ticks', messageTs: listTs, actionId: 'tick.failed' });
    await bench.settle();

    const shown = control.messages('ticks', ts).find((message) => message.ts === listTs);
    expect(readable(shown)).toMatch(/Passed, says\s+U0PRIYANA1/);
    expect(readable(shown)).toMatch(/Failed, says\s+U0TOMASWE1/);
    // The evidence ticked the one of before the fix.
    expect(readable(control.messages('ticks')[0])).toMatch(/Checklist:\s+2 of/);
  });
});

describe('a post', () => {
  it('whose answer is lost stands there once', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'resets', FLOW);
    control.faults.inject('chat.postMessage', { kind: 'reset-after-accept' });

    control.say({ user: 'ana', channel: 'resets', threadTs: ts, text: EDGE });
    await bench.settle();

    const told = said('resets', ts);
    expect(told.some((text) => text.includes('Steps'))).toBe(true);
    expect(repeated(told)).toEqual([]);
  });

  it('that Slack asks to wait with keeps its place in the order', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'limits' });
    control.faults.inject('chat.postMessage', { kind: '429', retryAfter: 7 });

    await control.command({ user: 'ana', channel: 'limits', command: '/triage', text: FLOW });
    await bench.settle();

    const [card] = control.messages('limits');
    expect(said('limits', String(card?.ts)).map((text) => text.slice(0, 14))).toEqual([
      expect.stringMatching(/^RT-\d+: Waiting/),
      expect.stringMatching(/^RT-\d+ is open/),
    ]);
  });

  it('leaves at least a second after the one before in its channel', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'paces', FLOW);

    const times = control.messages('paces', ts).map((message) => Number(message.ts));
    expect(Number(times[1]) - Number(times[0])).toBeCloseTo(1, 3);
  });

  it('that Slack refuses is told to the person who asked, and the case is closed', async () => {
    const { control } = bench.room;
    const { id } = control.addChannel({ name: 'strangers', withBot: false });

    await control.command({ user: 'jo', channel: 'strangers', command: '/triage', text: FLOW });
    await bench.settle();

    expect(control.ephemerals('jo').map(readable).join()).toContain('/invite');
    const cases = await bench.store.db.selectFrom('cases').select('status').where('channel', '=', id).execute();
    expect(cases).toEqual([{ status: 'closed' }]);
  });

  it('replaces a card that somebody deleted', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'deletes', FLOW);
    control.faults.inject('chat.update', { kind: 'error', error: 'message_not_found' });

    control.say({ user: 'ana', channel: 'deletes', threadTs: ts, text: EDGE });
    await bench.settle();

    expect(said('deletes', ts).at(-1)).toContain('Full diagnosis');
    expect(said('deletes', ts)).toHaveLength(4);
  });
});
