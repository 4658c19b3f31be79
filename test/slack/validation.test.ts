import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Bench, readable, startBench } from './bench.ts';
import { evidence, openCase, pasted } from './scene.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(async () => {
  await bench?.close();
});

const FLOW = '10.30.8.24 > 10.80.4.15:8443/tcp';

/** As PAN-OS prints a time. */
function deviceTime(at: number): string {
  const [, day = '', month = '', year = '', clock = ''] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
  return `Tue ${month} ${day} ${clock} ${year}`;
}

/** A file of the case; its broken session formed before the day's first message, its new one at `formed`. */
function file(name: string, formed = 0): string {
  return evidence(`fixed-everything-ticks/${name}`)
    .replaceAll('Tue Nov 10 12:08:41 2026', deviceTime(formed))
    .replaceAll('11:21:07', '09:21:07');
}

async function say(channel: string, ts: string, text: string, user = 'priya'): Promise<string> {
  const { control } = bench.room;
  const before = control.messages(channel, ts).length;
  control.say({ user, channel, threadTs: ts, text });
  await bench.settle();
  return control.messages(channel, ts).slice(before).map(readable).join('\n');
}

/** The checklist as it stands, and the message that its items stand in. */
function checklistOf(channel: string, ts: string): { readonly text: string; readonly ts: string } {
  const shown = bench.room.control.messages(channel, ts).filter((one) => readable(one).includes('Before the change'));
  return { text: shown.map(readable).join(' '), ts: String(shown.at(-1)?.ts) };
}

/** The mark before an item. */
function markOf(channel: string, ts: string, action: string): string {
  return new RegExp(`(\\S) ${action}`).exec(checklistOf(channel, ts).text)?.[1] ?? '';
}

/** The case with its cause found and its fix in. */
async function fixedCase(channel: string): Promise<string> {
  const ts = await openCase(bench, channel, FLOW);
  await say(channel, ts, pasted('core', file('1-before.txt')));
  await say(channel, ts, pasted('server', file('2-server-before.txt')));
  await say(channel, ts, '@Roundtrip fixed');
  bench.clock.turn(60_000);
  return ts;
}

describe('after the fix', () => {
  it('the checklist ticks itself from what is shown since, and says by what', async () => {
    const ts = await fixedCase('ticks');
    expect(checklistOf('ticks', ts).text).toContain('Nothing has been shown since the fix');
    const formed = bench.clock.now() - 10_000;

    await say('ticks', ts, pasted('listing', file('3-listing-1209.txt', formed)));
    bench.clock.turn(20_000);
    const told = await say('ticks', ts, pasted('again', file('4-session-0925.txt', formed)));

    expect(told).toContain('☐ → ☑ Read the new session twice');
    expect(markOf('ticks', ts, 'Clear only the affected flow')).toBe('☑');
    expect(markOf('ticks', ts, 'Read the new session twice')).toBe('☑');
    expect(markOf('ticks', ts, 'Have a user run something long')).toBe('☐');
    expect(checklistOf('ticks', ts).text).toMatch(/By evidence: .*both directions grew within \d+ s/);
  });

  it('an item that a person ticked reopens when a later reading says otherwise, and says who said what', async () => {
    const ts = await fixedCase('reopens');
    const formed = bench.clock.now() - 10_000;
    const place = placeOf('reopens', ts, 'both-grow');
    await bench.room.control.click({ user: 'ana', channel: 'reopens', ...place, actionId: 'tick.passed' });
    await bench.settle();
    expect(markOf('reopens', ts, 'Read the new session twice')).toBe('☑');
    bench.clock.turn(30_000);

    const silent = file('4-session-0925.txt', formed)
      .replace('total byte count(s2c)                : 31877', 'total byte count(s2c)                : 0')
      .replace('layer7 packet count(s2c)             : 61', 'layer7 packet count(s2c)             : 0');
    await say('reopens', ts, pasted('again', silent));

    expect(markOf('reopens', ts, 'Read the new session twice')).toBe('☒');
    expect(checklistOf('reopens', ts).text).toMatch(/U\w+ {2}said passed at .*the evidence is newer and says failed/);
  });
});

describe('@Roundtrip compare', () => {
  it('holds what was shown since the fix against what was shown before it', async () => {
    const ts = await fixedCase('compares');
    expect(await say('compares', ts, '@Roundtrip compare')).toContain('Nothing has been shown since that moment');
    await say('compares', ts, pasted('again', file('4-session-0925.txt', bench.clock.now() - 5_000)));

    const told = await say('compares', ts, '@Roundtrip compare');

    expect(told).toContain('before and after the fix (2026-11-10 09:');
    expect(told).toContain('was bytes from the client only; is now bytes in both directions');
    expect(told).toMatch(/before core:\d+.* · after again:\d+/);
  });

  it('without a fix takes the first diagnosis, or the time that is named', async () => {
    const ts = await openCase(bench, 'moments', FLOW);
    expect(await say('moments', ts, '@Roundtrip compare')).toContain('Nothing was shown before that moment');
    await say('moments', ts, pasted('core', file('1-before.txt')));
    bench.clock.turn(120_000);
    const between = new Date(bench.clock.now() - 60_000).toISOString().slice(11, 16);
    await say('moments', ts, pasted('server', file('2-server-before.txt')));

    expect(await say('moments', ts, '@Roundtrip compare')).toContain('first diagnosis (2026-11-10 09:');
    expect(await say('moments', ts, `@Roundtrip compare ${between}`)).toContain(
      `before and after 2026-11-10 ${between}`,
    );
    expect(await say('moments', ts, '@Roundtrip compare lunch')).toContain('lunch is no time');
  });
});

describe('a secret in what was posted', () => {
  it('is told to the person who posted it, and to nobody else, without repeating it', async () => {
    const ts = await openCase(bench, 'secrets', FLOW);
    const { control } = bench.room;
    const before = control.ephemerals('tomas').length;

    await say('secrets', ts, pasted('conf', `snmp-server community Zebra77 RO\n${file('1-before.txt')}`), 'tomas');

    const warned = control.ephemerals('tomas').slice(before).map(readable).join(' ');
    expect(warned).toContain('held 1 secret');
    expect(warned).toContain('conf, line 1: an SNMP community');
    expect(control.ephemerals('priya').map(readable).join(' ')).not.toContain('secret');
    const answers = control.messages('secrets', ts).filter((one) => one.user !== 'tomas' && one.bot_id !== undefined);
    expect(JSON.stringify([answers, control.ephemerals('tomas')])).not.toContain('Zebra77');
  });

  it('is not told of when there is none', async () => {
    const ts = await openCase(bench, 'no-secrets', FLOW);
    const before = bench.room.control.ephemerals('jo').length;

    await say('no-secrets', ts, pasted('core', file('1-before.txt')), 'jo');

    expect(bench.room.control.ephemerals('jo')).toHaveLength(before);
  });
});

const actionsBlock = z.object({
  type: z.literal('actions'),
  block_id: z.string(),
  elements: z.array(z.object({ action_id: z.string(), value: z.string() })),
});

/** The message that an item of the checklist stands in, and the block of its buttons. */
function placeOf(channel: string, ts: string, item: string) {
  for (const message of bench.room.control.messages(channel, ts)) {
    for (const block of z.array(z.unknown()).parse(message.blocks ?? [])) {
      const read = actionsBlock.safeParse(block);
      const hit = read.success && read.data.elements.some(({ value }) => value.includes(item));
      if (hit) return { messageTs: String(message.ts), blockId: read.data.block_id };
    }
  }
  throw new Error(`no item ${item}`);
}
