import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, readable, startBench } from '../slack/bench.ts';
import { type EmulatorBench, startEmulatorBench } from './bench.ts';
import { emulatorStage, type Stage, saidByBot, warRoomStage } from './stage.ts';
import { CAPTURE_PIECES, CAPTURED_FLOW, playStory } from './story.ts';

let bench: EmulatorBench;
let stage: Stage;
beforeAll(async () => {
  bench = await startEmulatorBench();
  stage = emulatorStage(bench);
});
afterAll(async () => {
  await bench?.close();
});

async function texts(thread: string): Promise<readonly string[]> {
  return (await stage.thread(thread)).map(readable);
}

describe('the bot in a Slack that somebody else wrote', () => {
  it('reads captures that lie there, and answers there with what it found', async () => {
    const thread = await stage.open('ana', CAPTURED_FLOW);
    for (const piece of CAPTURE_PIECES) await stage.bring('ana', piece, thread);

    const [card = '', ...others] = await texts(thread);
    expect(card).toContain('Likely: Return traffic bypasses the firewall');
    expect(others.join('\n')).toContain('1 new piece of evidence: FW-A-tx.pcapng.gz');
    expect(bench.complaints()).toEqual([]);
  });

  it('uploads its pictures, which the token alone opens', async () => {
    const thread = await stage.open('ana', CAPTURED_FLOW);
    for (const piece of CAPTURE_PIECES) await stage.bring('ana', piece, thread);

    const files = (await stage.thread(thread)).flatMap((message) =>
      message.user === stage.botUserId ? (message.files ?? []) : [],
    );
    expect(files.map(({ name }) => name.replace(/-.*/, ''))).toEqual(['paths', 'handshake']);
    for (const { url_private: url, mimetype, alt_txt: described } of files) {
      expect(described).toMatch(/\w/);
      const image = new Uint8Array(await (await bench.workspace.download(url, true)).arrayBuffer());
      expect([mimetype, new TextDecoder('latin1').decode(image.slice(1, 4))]).toEqual(['image/png', 'PNG']);
      expect((await bench.workspace.download(url, false)).status).toBe(401);
    }
  });

  it('does nothing twice when a thing is told twice', async () => {
    const thread = await stage.open('ana', CAPTURED_FLOW);
    const [piece] = CAPTURE_PIECES;
    if (piece !== undefined) await stage.bring('ana', piece, thread);
    const before = await stage.thread(thread);
    await bench.driver.again();
    await bench.settle();

    expect(await stage.thread(thread)).toEqual(before);
  });

  it('answers a handoff at the address that came with the command', async () => {
    const { workspace, driver } = bench;
    const before = (await workspace.history(workspace.answers.channel)).length;
    await driver.command('jo', 'handoff');
    await bench.settle();

    const answers = (await workspace.history(workspace.answers.channel)).slice(before).map(readable);
    expect(answers.join('\n')).toMatch(/Handoff: \d+ open cases? in this channel/);
  });

  it('takes nothing that is not signed with its secret', async () => {
    const before = bench.complaints().length;

    expect(await bench.driver.forged()).toBe(401);
    expect(bench.complaints().slice(before)).toEqual([expect.stringContaining('signature mismatch')]);
  });
});

describe('one story in the emulator and in our own war room', () => {
  let own: Bench;
  beforeAll(async () => {
    own = await startBench('http');
  });
  afterAll(async () => {
    await own?.close();
  });

  it('leaves the same thread: every message, in its order, updated in its place', async () => {
    const before = bench.complaints().length;
    const ours = warRoomStage(own, 'story');
    const [here, there] = [await playStory(ours), await playStory(stage)];

    const [mine, theirs] = [saidByBot(ours, await ours.thread(here)), saidByBot(stage, await stage.thread(there))];
    expect(theirs).toEqual(mine);
    expect(JSON.stringify(theirs)).toContain('Return traffic bypasses the firewall');
    expect(bench.complaints().slice(before)).toEqual([]);
  });
});
