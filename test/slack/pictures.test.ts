import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
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
const FILES = ['1-edge-session.txt', '2-edge-ha.xml', '3-branch.txt', '4-branch-ha.xml'];
const PIECES = FILES.map((name) => pasted(name, evidence(`return-path-bypass-second-firewall/${name}`)));
const shared = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      mimetype: z.string(),
      alt_txt: z.string(),
      url_private: z.string(),
    }),
  ),
});

/** The images that stand in a thread. */
function images(channel: string, ts: string) {
  return bench.room.control.messages(channel, ts).flatMap((message) => {
    const read = shared.safeParse(message);
    return read.success ? read.data.files : [];
  });
}

function texts(channel: string, ts: string): readonly string[] {
  return bench.room.control.messages(channel, ts).map(readable);
}

async function caseWithCause(channel: string): Promise<string> {
  const ts = await openCase(bench, channel, FLOW);
  for (const text of PIECES) bench.room.control.say({ user: 'ana', channel, threadTs: ts, text });
  await bench.settle();
  return ts;
}

function ask(channel: string, threadTs: string, order: string): void {
  bench.room.control.say({ user: 'ana', channel, threadTs, text: `<@${bench.room.botUserId}> ${order}` });
}

describe('a diagnosis with a cause', () => {
  it('brings its picture as an image with a description, once', async () => {
    const ts = await caseWithCause('pictures');

    const [image, ...others] = images('pictures', ts);
    expect(others).toEqual([]);
    expect(image).toMatchObject({
      name: expect.stringMatching(/^paths-[0-9a-f]{8}\.png$/),
      title: 'Requests pass FW-EDGE; replies come back by FW-BRANCH',
      mimetype: 'image/png',
    });
    expect(image?.alt_txt).toContain('Reply, by packets seen: 10.50.60.10 → devices that are not shown → FW-BRANCH');
    const response = await fetch(image?.url_private ?? '', {
      headers: { authorization: `Bearer ${bench.room.botToken}` },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(1, 4)]).toEqual([...'PNG'].map((letter) => letter.charCodeAt(0)));
  });

  it('brings it again when somebody asks, and else only when it changed', async () => {
    const ts = await caseWithCause('asked');
    bench.room.control.say({ user: 'ana', channel: 'asked', threadTs: ts, text: PIECES[0] ?? '' });
    await bench.settle();
    expect(images('asked', ts)).toHaveLength(1);

    ask('asked', ts, 'picture');
    await bench.settle();

    expect(images('asked', ts)).toHaveLength(2);
  });
});

describe('a picture on its way', () => {
  it('is not posted twice when nobody knows whether it was', async () => {
    bench.room.control.faults.inject('files.completeUploadExternal', { kind: 'reset-after-accept' });

    const ts = await caseWithCause('unsure');

    expect(images('unsure', ts)).toHaveLength(1);
  });

  it('is posted after all when Slack fails before it took it', async () => {
    bench.room.control.faults.inject('files.getUploadURLExternal', { kind: '500' });

    const ts = await caseWithCause('late');

    expect(images('late', ts)).toHaveLength(1);
  });

  it('becomes words when Slack refuses it, and says why once', async () => {
    const refusal = { kind: 'error', error: 'missing_scope' } as const;
    bench.room.control.faults.inject('files.getUploadURLExternal', refusal, 2);
    const ts = await caseWithCause('words');
    ask('words', ts, 'picture');
    await bench.settle();

    expect(images('words', ts)).toEqual([]);
    const told = texts('words', ts);
    expect(told.filter((text) => text.includes('Pictures cannot be posted here (missing_scope)'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('Request, by packets seen: 10.20.30.41'))).toHaveLength(2);
  });
});

describe('a case without anything to draw', () => {
  it('says what would make a picture', async () => {
    const ts = await openCase(bench, 'nothing', FLOW);

    ask('nothing', ts, 'pictures');
    await bench.settle();

    expect(images('nothing', ts)).toEqual([]);
    expect(texts('nothing', ts).at(-1)).toContain('There is nothing to draw yet.');
  });
});
