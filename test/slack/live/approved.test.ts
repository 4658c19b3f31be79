import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../src/store/evidence.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread, type Thread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
  await bench.lab.panel.play('add-isp');
  bench.clock.turn(60_000);
});
afterAll(() => bench?.close());

const EDGE = 'PA-EDGE-A';
const SETTING = '<debug><dataplane><packet-diag><show><setting></setting></show></packet-diag></dataplane></debug>';
const CAPTURE_ON = '<set><capture><on>';
const CLEAR = '<clear><session>';

let count = 0;
function opened(): Promise<Thread> {
  count += 1;
  return openThread(bench, `approved-${count}`);
}

function edge() {
  const device = bench.lab.devices.find(({ brain }) => brain.hostname === EDGE);
  if (device === undefined) throw new Error(`the lab has no ${EDGE}`);
  return device;
}

/** What the firewall shows of its packet diagnosis. */
function diagnosing(): { readonly on: boolean; readonly filters: number } {
  const shown = edge().brain.op(SETTING, null);
  const text = shown.kind === 'error' ? shown.message : shown.xml;
  return { on: /Enabled: +yes/.test(text), filters: text.match(/Index \d+:/g)?.length ?? 0 };
}

const NOTHING_ON = { on: false, filters: 0 };

/** The commands that a firewall was sent from now on. */
function counter(part: string): () => number {
  const all = () =>
    edge()
      .requests()
      .filter(({ command }) => command.includes(part)).length;
  const before = all();
  return () => all() - before;
}

async function approved(order: string): Promise<Thread> {
  const thread = await opened();
  await thread.say('priya', `@Roundtrip ${order}`);
  expect(await thread.press('tomas', 'approval.approve')).toBe('');
  return thread;
}

/** A capture that stands still while it captures. */
async function capturing(): Promise<Thread> {
  bench.pauses.hold();
  const thread = await approved(`capture ${EDGE} 20 s`);
  expect(diagnosing()).toEqual({ on: true, filters: 2 });
  return thread;
}

describe('a capture that a second person approved', () => {
  it('runs, becomes evidence whose packets the diagnosis shows, and leaves nothing on the firewall', async () => {
    const switchedOn = counter(CAPTURE_ON);
    const thread = await approved(`capture ${EDGE} 20 s`);

    expect(thread.shown().at(-1)?.text).toContain(`Packets of the conversation on ${EDGE} were captured and read.`);
    const points = (await evidenceOf(bench.store.db, thread.caseId)).flatMap(({ source }) => source);
    for (const stage of ['receive', 'firewall', 'transmit', 'drop']) {
      expect(points).toContain(`${EDGE}: packet capture (${stage})`);
    }
    expect(thread.told().join('\n')).toContain(
      `${EDGE}: packets of the server are received and not sent on by this firewall`,
    );
    expect([diagnosing(), edge().brain.captures(), switchedOn()]).toEqual([NOTHING_ON, [], 1]);
  });

  it('runs for nobody before it is approved', async () => {
    const switchedOn = counter(CAPTURE_ON);
    const thread = await opened();
    await thread.say('priya', `@Roundtrip capture ${EDGE} 20 s`);
    expect(await thread.press('priya', 'approval.approve')).toContain('somebody else has to approve it');
    expect([await thread.runs(), diagnosing(), switchedOn()]).toEqual([[], NOTHING_ON, 0]);
  });

  it('stopped while it captures, is switched off and cleared first', async () => {
    const thread = await capturing();
    await thread.say('priya', '@Roundtrip stop');
    expect(thread.shown().at(-1)?.text).toContain(`The capture on ${EDGE} was cancelled.`);
    expect([diagnosing(), edge().brain.captures()]).toEqual([NOTHING_ON, []]);
  });

  it('left by a crash, is switched off and cleared at the next start, and not begun anew', async () => {
    const switchedOn = counter(CAPTURE_ON);
    const thread = await capturing();
    const before = thread.shown().at(-1)?.ts;
    await bench.crash();
    expect(diagnosing().on).toBe(true);
    await bench.startBot();
    await bench.settle();

    expect([diagnosing(), edge().brain.captures(), switchedOn()]).toEqual([NOTHING_ON, [], 1]);
    expect(thread.shown().map(({ ts }) => ts)).toEqual([before]);
    expect(thread.shown().at(-1)?.text).toContain('It was interrupted.');
    expect((await thread.runs()).map(({ state }) => state)).toEqual(['failed']);
  });

  it('touches nothing while somebody else uses packet diagnosis there', async () => {
    const filter = '<match><source>192.0.2.7</source><destination>192.0.2.8</destination></match>';
    edge().brain.op(
      `<debug><dataplane><packet-diag><set><filter>${filter}</filter></set></packet-diag></dataplane></debug>`,
      null,
    );
    const switchedOn = counter('<packet-diag><set>');
    const thread = await approved(`capture ${EDGE} 20 s`);
    expect(thread.shown().at(-1)?.text).toContain(`Somebody else has a packet filter on ${EDGE}`);
    expect([diagnosing().filters, switchedOn()]).toEqual([1, 0]);
    edge().brain.op(
      '<debug><dataplane><packet-diag><clear><all></all></clear></packet-diag></dataplane></debug>',
      null,
    );
  });
});

describe('clearing', () => {
  it('is offered for nothing before a firewall has shown the flow', async () => {
    const thread = await opened();
    await thread.say('priya', '@Roundtrip clear');
    expect(thread.told().at(-1)).toContain('there is nothing to clear');
  });

  it('that a second person approved is done once, and its message offers to watch', async () => {
    const cleared = counter(CLEAR);
    const thread = await approved(`clear ${EDGE}`);
    expect(thread.shown().at(-1)?.text).toContain(`Cleared on ${EDGE}.`);
    expect(thread.shown().at(-1)?.text).toContain('Watch the flow');
    expect(cleared()).toBe(1);
    expect(await thread.audit()).toContainEqual(expect.stringContaining(`command by U0PRIYANA1 ${EDGE}: answered`));
  });

  it('does nothing by the button of a case whose conversation is another by now', async () => {
    const cleared = counter(CLEAR);
    const thread = await opened();
    await thread.say('priya', `@Roundtrip clear ${EDGE}`);
    await thread.say('ana', '@Roundtrip 10.20.30.52 > 10.50.60.10:443/tcp');
    expect(await thread.press('tomas', 'approval.approve')).toContain('has changed since');
    expect([await thread.runs(), cleared()]).toEqual([[], 0]);
  });

  it('does nothing by the button of a case that is closed', async () => {
    const cleared = counter(CLEAR);
    const thread = await opened();
    await thread.say('priya', `@Roundtrip clear ${EDGE}`);
    await thread.say('ana', '@Roundtrip close');
    expect(await thread.press('tomas', 'approval.approve')).toContain('has changed since');
    expect([await thread.runs(), cleared()]).toEqual([[], 0]);
  });
});

describe('watching', () => {
  it('without a fix counts as evidence only, and says so', async () => {
    const thread = await opened();
    await thread.say('priya', `@Roundtrip watch ${EDGE}`);
    expect(thread.shown().at(-1)?.text).toContain('11 samples in 150 s.');
    expect(thread.told().at(-1)).toContain('No fix was reported, so the samples count as evidence only.');
  });

  it('after a fix and a clear says that the flow works, with a picture of both directions', async () => {
    const thread = await opened();
    await bench.lab.panel.play('fix');
    await thread.say('priya', '@Roundtrip fixed');
    await thread.say('priya', `@Roundtrip clear ${EDGE}`);
    await thread.press('tomas', 'approval.approve');
    await thread.say('priya', `@Roundtrip watch ${EDGE}`);
    expect(thread.told().join('\n')).toContain('The flow works: both directions pass.');
    expect(JSON.stringify(bench.room.control.messages(thread.channel, thread.ts))).toContain('growth');
  });
});
