import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseValue } from '../../src/report/slack/actions.ts';
import { receive } from '../../src/store/inbox.ts';
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
const EDGE = pasted('edge', evidence('return-path-bypass-second-firewall/1-edge-session.txt'));

async function command(user: string, channel: string, text: string): Promise<string> {
  const before = bench.room.control.ephemerals(user).length;
  await bench.room.control.command({ user, channel, command: '/triage', text });
  await bench.settle();
  return bench.room.control.ephemerals(user).slice(before).map(readable).join('\n');
}

async function order(channel: string, ts: string, text: string): Promise<string> {
  const { control } = bench.room;
  control.say({ user: 'priya', channel, threadTs: ts, text });
  await bench.settle();
  return control.messages(channel, ts).map(readable).at(-1) ?? '';
}

describe('/triage', () => {
  it.each([
    ['help', '@Roundtrip'],
    ['status', 'No case is open here'],
    ['explain return-path-bypass', 'What people try first and why it fails'],
    ['explain', 'What I can explain'],
    ['explain gremlins', 'Nothing is known by the name'],
    ['handoff', 'No case is open in this channel'],
    ['handoff RT-999', 'no such case'],
    ['the shop is slow', 'is no conversation'],
    ['close', "in the case's thread"],
  ])('%s answers the asking person only', async (text, says) => {
    bench.room.control.addChannel({ name: `asks-${text.replace(/\W/g, '-')}` });
    const channel = `asks-${text.replace(/\W/g, '-')}`;

    expect(await command('jo', channel, text)).toContain(says);
    expect(bench.room.control.messages(channel)).toEqual([]);
  });

  it('status and handoff tell of the open cases of the channel, and of no other', async () => {
    await openCase(bench, 'here', FLOW);
    bench.room.control.addChannel({ name: 'there' });

    expect(await command('tomas', 'here', 'status')).toContain('Waiting for evidence');
    expect(await command('tomas', 'here', 'handoff')).toContain('Handoff of RT-');
    expect(await command('tomas', 'there', 'status')).toContain('No case is open here');
  });

  it('open takes any words and keeps them for the handoff', async () => {
    const ts = await openCase(bench, 'words', 'open the shop hangs at checkout');

    expect(await order('words', ts, '@Roundtrip handoff')).toContain('the shop hangs at checkout');
  });
});

describe('in the thread of a case', () => {
  it.each([
    ['@Roundtrip status', 'Waiting for evidence'],
    ['@Roundtrip help', '/triage'],
    ['@Roundtrip checklist', 'no checklist before'],
    ['@Roundtrip explain server-silent', 'server'],
    ['@Roundtrip abracadabra', 'did not understand'],
    ['@Roundtrip note called the provider', 'Noted'],
  ])('%s is answered there', async (text, says) => {
    const channel = `thread-${text.replace(/\W/g, '').toLowerCase()}`;
    const ts = await openCase(bench, channel, FLOW);

    expect(await order(channel, ts, text)).toContain(says);
  });

  it('"fixed at" needs no mention, is noted for all to see, and reaches the diagnosis', async () => {
    const ts = await openCase(bench, 'fixes', FLOW);
    await order('fixes', ts, EDGE);

    await order('fixes', ts, 'The route was wrong, fixed at 09:20');

    const told = bench.room.control.messages('fixes', ts).map(readable);
    expect(told.join('\n')).toContain('the fix went in at 2026-11-10 09:20 UTC');
    expect(told[0]).toContain('fix reported 2026-11-10 09:20 UTC');
  });

  it('a closed case takes nothing, says so, and opens again', async () => {
    const { control } = bench.room;
    const ts = await openCase(bench, 'closes', FLOW);
    await control.click({ user: 'ana', channel: 'closes', messageTs: ts, actionId: 'case.close' });
    await bench.settle();

    expect(await order('closes', ts, EDGE)).toContain('is closed');
    await control.click({ user: 'ana', channel: 'closes', messageTs: ts, actionId: 'case.reopen' });
    await bench.settle();
    expect(await order('closes', ts, EDGE)).toContain('FW-EDGE');
  });

  it('a button whose value was carried to another channel does nothing', async () => {
    const { control, people } = bench.room;
    const ts = await openCase(bench, 'homes', FLOW);
    const caseId = readable(control.messages('homes', ts)[0]).match(/RT-\d+/)?.[0] ?? '';
    const { id } = control.addChannel({ name: 'elsewhere' });
    const user = people.find(({ name }) => name === 'jo')?.id ?? '';
    const pressed = { kind: 'action', action: 'case.close', value: caseValue(caseId), team: 'T0WARROOM1' };
    const where = { channel: id, user, userTeam: 'T0WARROOM1', thread: null, messageTs: ts };
    const job = { ...pressed, ...where, triggerId: 'forged', responseUrl: null };

    await receive(bench.store.db, { lane: 'forged', job, keys: ['forged'] }, bench.clock.now());
    await order('homes', ts, '@Roundtrip status');

    expect(control.ephemerals('jo').map(readable).at(-1)).toContain('does not stand in this thread');
    const found = await bench.store.db.selectFrom('cases').select('status').where('id', '=', caseId).execute();
    expect(found).toEqual([{ status: 'open' }]);
  });
});
