import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread, type Thread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench({ edit: (text) => text.replaceAll(/(name: PA-EDGE-[AB])/g, '$1\n    tags: [edge]') });
  await bench.lab.panel.play('add-isp');
  bench.clock.turn(60_000);
});
afterAll(() => bench?.close());

let count = 0;
function opened(words?: string): Promise<Thread> {
  count += 1;
  return openThread(bench, `asking-${count}`, words);
}

/** Begins a run that stands still at its first pause. */
async function held(order: string): Promise<Thread> {
  const thread = await opened();
  bench.pauses.hold();
  await thread.say('priya', order);
  return thread;
}

async function finish(): Promise<void> {
  bench.pauses.release();
  await bench.settle();
}

/** How often a firewall was asked who it is. */
function identified(hostname: string): number {
  const device = bench.lab.devices.find(({ brain }) => brain.hostname === hostname);
  return (
    device?.requests().filter(({ command }) => command.includes('<info>') && command.includes('<system>')).length ?? 0
  );
}

describe('@Roundtrip live', () => {
  it('shows each step as it comes, then the diagnosis, confirmed', async () => {
    const thread = await held('@Roundtrip live');
    const [half] = thread.shown();
    expect(half?.text).toContain('Asking the firewalls');
    expect(half?.text).toMatch(/✓ +Routing table/);
    expect(half?.text).toMatch(/▸ +The same sessions ten seconds later/);
    expect(half?.text).toMatch(/· +Traffic log/);

    await finish();
    const [whole, ...others] = thread.shown();
    expect(whole?.ts).toBe(half?.ts);
    expect(others).toEqual([]);
    expect(whole?.text).toContain('4 of 4 firewalls answered.');
    expect(whole?.text).not.toMatch(/[✗◐▸] {2}/);
    expect(thread.told().join('\n')).toContain('Confirmed: Two internet links: in by one, back by the other');
  });

  it.each([
    ['pa-dc-a', ['PA-DC-A']],
    ['on the edge', ['PA-EDGE-A', 'PA-EDGE-B']],
    ['lab', ['PA-BRANCH-A', 'PA-EDGE-A', 'PA-EDGE-B', 'PA-DC-A']],
  ])('asks those that are named by device, tag or group: %s', async (named, devices) => {
    const thread = await held(`@Roundtrip live ${named}`);
    expect((await thread.runs()).map((run) => run.devices)).toEqual([devices]);
    await thread.say('priya', '@Roundtrip stop');
  });

  it('begins nothing for a name that is not in the fleet, and tells which are', async () => {
    const thread = await opened();
    await thread.say('priya', '@Roundtrip live PA-NOWHERE');
    expect(thread.told().at(-1)).toContain('There is no firewall, group or tag named “PA-NOWHERE”.');
    expect(thread.told().at(-1)).toMatch(/Firewalls: .*PA-DC-A/);
    expect(await thread.runs()).toEqual([]);
  });

  it('begins nothing before the conversation is known, and tells how to name it', async () => {
    const thread = await opened('@Roundtrip the shop is slow');
    await thread.say('priya', '@Roundtrip live');
    expect(thread.told().at(-1)).toContain('this case names none yet');
    expect(await thread.runs()).toEqual([]);
  });

  it('begins no second run while one goes, and names the first', async () => {
    const thread = await held('@Roundtrip live PA-DC-A');
    await thread.say('ana', '@Roundtrip live PA-DC-A');
    const [run, ...others] = await thread.runs();
    expect(others).toEqual([]);
    expect(thread.told().at(-1)).toContain(`${run?.id} of this case is still going on.`);
    await finish();
    expect((await thread.runs()).map(({ state }) => state)).toEqual(['done']);
  });

  it('asks nothing for a case that is closed', async () => {
    const thread = await opened();
    await thread.say('priya', '@Roundtrip close');
    await thread.say('priya', '@Roundtrip live');
    expect(thread.told().at(-1)).toContain('This case is closed');
    expect(await thread.runs()).toEqual([]);
  });

  it('ends in a case that is closed meanwhile, without a new diagnosis', async () => {
    const thread = await held('@Roundtrip live PA-DC-A');
    await thread.say('ana', '@Roundtrip close');
    await finish();
    expect((await thread.runs()).map(({ state }) => state)).toEqual(['done']);
    expect(thread.shown().at(-1)?.text).toContain('1 of 1 firewall answered.');
    expect(thread.told().join('\n')).not.toContain('Leading cause');
  });

  it('goes on after a restart of the bot, in the same message, and repeats no step that was done', async () => {
    const thread = await held('@Roundtrip live PA-BRANCH-A');
    const [before, asked] = [thread.shown().at(-1)?.ts, identified('PA-BRANCH-A')];
    await bench.stopBot();
    await bench.startBot();
    await bench.settle();
    expect(thread.shown().map(({ ts }) => ts)).toEqual([before]);
    expect(thread.shown().at(-1)?.text).toContain('1 of 1 firewall answered.');
    expect(identified('PA-BRANCH-A')).toBe(asked);
    expect(asked).toBeGreaterThan(0);
  });
});

describe('@Roundtrip stop', () => {
  it('by the one who asked ends the run, and the thread says so', async () => {
    const thread = await held('@Roundtrip live PA-DC-A');
    await thread.say('priya', '@Roundtrip stop');
    expect(thread.shown().at(-1)?.text).toContain('Asking the firewalls: stopped');
    expect(thread.shown().at(-1)?.text).toMatch(/Stopped by +U0PRIYANA1/);
    expect((await thread.runs()).map(({ state }) => state)).toEqual(['cancelled']);
    expect((await thread.audit()).at(-1)).toContain('run-ended by U0PRIYANA1');
  });

  it('by somebody else who may ask the same firewalls ends it as well, by the button', async () => {
    const thread = await held('@Roundtrip live PA-DC-A');
    await thread.press('tomas', 'case.stop');
    expect(thread.shown().at(-1)?.text).toMatch(/Stopped by +U0TOMASWE1/);
    expect(await thread.audit()).toContainEqual(expect.stringContaining('run-cancelled by U0TOMASWE1'));
  });

  it('by somebody without authority changes nothing, is told so, and is kept', async () => {
    const thread = await held('@Roundtrip live PA-DC-A');
    await thread.say('jo', '@Roundtrip stop');
    expect(thread.told().at(-1)).toContain('No rule lets you');
    expect((await thread.audit()).at(-1)).toMatch(/^run-refused by U0JOOKAFO1 PA-DC-A: to stop run-\d+/);
    await finish();
    expect((await thread.runs()).map(({ state }) => state)).toEqual(['done']);
  });

  it('says when there is nothing to stop', async () => {
    const thread = await opened();
    await thread.say('priya', '@Roundtrip stop');
    expect(thread.told().at(-1)).toContain('Nothing is being done on firewalls for this case.');
  });
});
