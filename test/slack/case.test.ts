import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pcap } from '../support/capture-file-builder.ts';
import { HANDSHAKE, story } from '../support/tcp-story.ts';
import { type Bench, readable, startBench } from './bench.ts';
import { evidence, openCase, pasted } from './scene.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(async () => {
  await bench?.close();
});

const FLOW = '10.20.30.41:52144 > 10.50.60.10:443/tcp';
const EDGE = evidence('return-path-bypass-second-firewall/1-edge-session.txt');
const BRANCH = evidence('return-path-bypass-second-firewall/3-branch.txt');

function thread(channel: string, ts: string): readonly string[] {
  return bench.room.control.messages(channel, ts).map(readable);
}

describe('a case', () => {
  it('is one card in the channel, with what to hand in as the first reply', async () => {
    const ts = await openCase(bench, 'opens', FLOW);

    expect(bench.room.control.messages('opens')).toHaveLength(1);
    const [card, opening, ...rest] = thread('opens', ts);
    expect(card).toContain('10.20.30.41');
    expect(opening).toContain('paste');
    expect(rest).toEqual([]);
  });

  it('gives the whole diagnosis for the first evidence, then what changed, and keeps one card', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'grows', FLOW);

    control.say({ user: 'ana', channel: 'grows', threadTs: ts, text: pasted('edge', EDGE) });
    await bench.settle();
    const first = thread('grows', ts);
    control.say({ user: 'priya', channel: 'grows', threadTs: ts, text: pasted('branch', BRANCH) });
    await bench.settle();

    expect(first.some((text) => text.includes('Steps') && text.includes('FW-EDGE'))).toBe(true);
    const [changed] = thread('grows', ts).slice(first.length + 1);
    expect(changed).toContain('branch');
    expect(control.messages('grows')).toHaveLength(1);
    expect(thread('grows', ts)[0]).not.toEqual(first[0]);
  });

  it('is not disturbed by people who talk in its thread', async () => {
    const ts = await openCase(bench, 'talks', FLOW);

    bench.room.control.say({
      user: 'jo',
      channel: 'talks',
      threadTs: ts,
      text: 'I am looking at it\ngive me a minute',
    });
    await bench.settle();

    expect(thread('talks', ts)).toHaveLength(3);
  });

  it('reads a long paste that Slack made a snippet of', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'snippets', FLOW);

    const text = `${EDGE}\n${BRANCH}`;
    control.upload({ user: 'ana', channel: 'snippets', threadTs: ts, files: [{ name: 'both.txt', content: text }] });
    await bench.settle();

    const told = thread('snippets', ts).join('\n');
    expect(told).toContain('both.txt');
    expect(told).toContain('FW-BRANCH');
  });

  it('reads an uploaded capture', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'packets', '192.0.2.10:40000 > 198.51.100.5:443');

    const content = pcap(story(HANDSHAKE));
    control.upload({ user: 'ana', channel: 'packets', threadTs: ts, files: [{ name: 'FW-EAST-rx.pcap', content }] });
    await bench.settle();

    const { db } = bench.store;
    const [kept] = await db
      .selectFrom('evidence')
      .select(['capture'])
      .where('source', '=', 'FW-EAST-rx.pcap')
      .execute();
    expect(kept?.capture?.summary.packets).toBe(3);
    expect(thread('packets', ts).join('\n')).toContain('FW-EAST');
  });

  it('says why a file could not be read', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'binaries', FLOW);

    const content = new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 0, 0, 0, 0]);
    control.upload({ user: 'ana', channel: 'binaries', threadTs: ts, files: [{ name: 'edge.pcap', content }] });
    await bench.settle();

    expect(thread('binaries', ts).at(-1)).toContain('edge.pcap is neither text nor a packet capture');
  });

  it('reads an edited message anew and forgets a deleted one', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'edits', FLOW);
    const sent = control.say({ user: 'ana', channel: 'edits', threadTs: ts, text: pasted('branch', BRANCH) });
    await bench.settle();
    const before = await bodies('edits');

    control.edit({ user: 'ana', channel: 'edits', messageTs: sent.ts, text: pasted('branch', EDGE.slice(0, 1_500)) });
    await bench.settle();
    const after = await bodies('edits');
    control.remove({ user: 'ana', channel: 'edits', messageTs: sent.ts });
    await bench.settle();

    expect(before.join()).toContain('FW-BRANCH');
    expect(after).toHaveLength(1);
    expect(after.join()).not.toContain('FW-BRANCH');
    expect(await bodies('edits')).toEqual([]);
    const kept = await bench.store.db.selectFrom('evidence').select('body').where('message_ts', '=', sent.ts).execute();
    expect(kept).toEqual([{ body: '' }]);
  });

  it('stores no secret that stands in a paste', async () => {
    const ts = await openCase(bench, 'secrets', FLOW);

    const text = pasted('edge', `${BRANCH}\nset deviceconfig system snmp-setting password hunter2-hunter2`);
    bench.room.control.say({ user: 'ana', channel: 'secrets', threadTs: ts, text });
    await bench.rest();

    const inbox = await bench.store.db.selectFrom('inbox').select('job').execute();
    expect(JSON.stringify([inbox, await bodies('secrets')])).not.toContain('hunter2');
    await bench.settle();
  });

  async function bodies(channel: string): Promise<readonly string[]> {
    const { id } = bench.room.control.channel(channel);
    const rows = await bench.store.db
      .selectFrom('evidence')
      .innerJoin('cases', 'cases.id', 'evidence.case_id')
      .select('body')
      .where('cases.channel', '=', id)
      .where('deleted', '=', false)
      .execute();
    return rows.map((row) => row.body);
  }
});

describe('a case that is called for elsewhere', () => {
  it('opens in the thread of a mention, reads what stood there before, and opens once', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'mentions' });
    const root = control.say({ user: 'jo', channel: 'mentions', text: 'The shop is slow' });
    control.say({ user: 'ana', channel: 'mentions', threadTs: root.ts, text: pasted('edge', EDGE) });
    await bench.settle();

    control.say({ user: 'ana', channel: 'mentions', threadTs: root.ts, text: `@Roundtrip ${FLOW}` });
    await bench.settle();

    const { id } = control.channel('mentions');
    const cases = await bench.store.db
      .selectFrom('cases')
      .select(['thread', 'flow'])
      .where('channel', '=', id)
      .execute();
    expect(thread('mentions', root.ts)[3]).toContain('RT-');
    expect(thread('mentions', root.ts)[3]).toContain('Close');
    expect(cases).toMatchObject([{ thread: root.ts, flow: { client: { address: '10.20.30.41' } } }]);
    expect(thread('mentions', root.ts).join('\n')).toContain('FW-EDGE: the request came in');
  });

  it('opens by the message shortcut', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'shortcuts' });
    const message = control.say({ user: 'jo', channel: 'shortcuts', text: pasted('edge', EDGE) });
    await bench.settle();

    await control.shortcut({
      user: 'ana',
      channel: 'shortcuts',
      messageTs: message.ts,
      callbackId: 'triage_message',
    });
    await bench.settle();

    expect(thread('shortcuts', message.ts).length).toBeGreaterThan(2);
    expect(thread('shortcuts', message.ts).join('\n')).toContain('FW-EDGE');
  });

  it('opens in a direct message that brings evidence', async () => {
    const { control } = bench.room;
    const { id } = control.directMessage('tomas');

    const hello = control.say({ user: 'tomas', channel: id, text: 'hello?' });
    const paste = control.say({ user: 'tomas', channel: id, text: pasted('edge', EDGE) });
    await bench.settle();

    expect(thread(id, hello.ts).at(-1)).toContain('/triage');
    expect(thread(id, paste.ts).join('\n')).toContain('FW-EDGE');
  });

  it('opens from the form, which says what it cannot read', async () => {
    const { control } = bench.room;
    control.addChannel({ name: 'forms' });
    await control.command({ user: 'ana', channel: 'forms', command: '/triage', text: '' });
    await bench.rest();

    const refused = await control.submitView({ user: 'ana', values: { flow: 'the shop' } });
    const taken = await control.submitView({ user: 'ana', values: { flow: FLOW, symptoms: ['ping-works'] } });
    await bench.settle();

    expect(refused).toMatchObject({ kind: 'errors', errors: { flow: expect.stringContaining('address') } });
    expect(taken).toEqual({ kind: 'closed' });
    expect(control.messages('forms').map(readable).join()).toContain('10.50.60.10');
  });
});
