import { describe, expect, it } from 'vitest';
import type { Band } from '../../../src/model/diagnosis.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';
import type { PatternId } from '../../../src/model/pattern.ts';
import type { Triage } from '../../../src/model/triage.ts';
import { LiveLab } from '../support/live-lab.ts';

/** Long enough for the programs to have noticed, and to have tried again. */
const A_WHILE = 60;

function broken(id: string, seed = 7): { readonly live: LiveLab; readonly raw: readonly RawEvidence[] } {
  const live = new LiveLab(seed);
  live.wait(5);
  live.lab.play(id);
  live.wait(A_WHILE);
  return { live, raw: live.collect() };
}

function bandOf({ diagnosis }: Triage, id: PatternId): Band | undefined {
  return diagnosis.patterns.find((pattern) => pattern.id === id)?.band;
}

describe('what the live sequence finds in the lab', () => {
  it('is a healthy flow while nothing is broken', () => {
    const live = new LiveLab();
    const { diagnosis } = live.triage(live.collect());
    expect(diagnosis).toMatchObject({ verdict: 'healthy', rootCause: 'healthy' });
  });

  it.each([
    ['add-isp', 'dual-isp-return', 'asymmetric'],
    ['pbf-rule', 'pbf-one-way', 'asymmetric'],
    ['fail-over', 'failover-burst', 'not-asymmetric'],
  ] as const)('after %s is %s, confirmed', (id, cause, verdict) => {
    const { live, raw } = broken(id);
    const triage = live.triage(raw);
    expect(triage.diagnosis).toMatchObject({ verdict, rootCause: cause });
    expect(bandOf(triage, cause)).toBe('confirmed');
  });

  it.each([1, 20, 300])('does not hang on the seed: %d', (seed) => {
    const { live, raw } = broken('add-isp', seed);
    expect(live.triage(raw).diagnosis.rootCause).toBe('dual-isp-return');
  });

  it('rules the silent server out where its SYN-ACK was seen to pass', () => {
    const { live, raw } = broken('add-isp');
    expect(bandOf(live.triage(raw), 'server-silent')).toBe('ruled-out');
  });
});

describe('after the fix', () => {
  it.each(['add-isp', 'pbf-rule'])(
    'of %s a session that formed before it is still broken, and cleared it works',
    (id) => {
      const { live, raw } = broken(id);
      live.wait(2);
      live.lab.play('fix');
      const fixedAt = live.iso();
      live.wait(A_WHILE);
      const after = live.collect();
      const stale = live.triage([...raw, ...after], fixedAt);
      expect(stale.diagnosis.rootCause).toBe('stale-session');
      expect(['confirmed', 'likely']).toContain(bandOf(stale, 'stale-session'));

      live.clearFlow();
      live.wait(20);
      const { diagnosis } = live.triage([...raw, ...after, ...live.watch()], fixedAt);
      expect(diagnosis.since?.state).toBe('works');
      const states = new Map(diagnosis.checklist.map(({ id: item, state }) => [item, state]));
      for (const item of ['both-grow', 'drops-stop', 'sustained', 'new-session', 'clear-flow']) {
        expect(states.get(item), item).toBe('passed');
      }
    },
  );

  it('tells what the fix was for', () => {
    const { live, raw } = broken('pbf-rule');
    live.wait(2);
    live.lab.play('fix');
    const fixedAt = live.iso();
    live.wait(A_WHILE);
    expect(live.triage([...raw, ...live.collect()], fixedAt).diagnosis.since?.was).toBe('pbf-one-way');
  });
});

describe('the users of the lab', () => {
  it('are heard all the time while nothing is broken', () => {
    const live = new LiveLab();
    for (const name of ['browser', 'agent', 'download', 'names', 'updates']) {
      expect(live.lab.programs()[name]?.connections, name).toBeGreaterThan(0);
    }
  });

  it('try again and again while the replies are lost', () => {
    const live = new LiveLab();
    live.lab.play('add-isp');
    live.wait(A_WHILE);
    const { browser, agent } = live.lab.programs();
    expect(browser?.heardAt).toBeLessThan(live.now() - 50_000);
    expect(browser?.clientPort).not.toBe(new LiveLab().lab.programs().browser?.clientPort);
    expect(agent).toMatchObject({ phase: 'connecting', clientPort: 47_001 });
  });

  it('of a steered service suffer alone: names are still found', () => {
    const live = new LiveLab();
    live.lab.play('pbf-rule');
    live.wait(120);
    const { browser, names } = live.lab.programs();
    expect(browser?.heardAt).toBeLessThan(live.now() - 50_000);
    expect(names?.heardAt).toBeGreaterThan(live.now() - 15_000);
  });

  it('are back after the fix without help, save the one that keeps its port', () => {
    const live = new LiveLab();
    live.lab.play('add-isp');
    live.wait(A_WHILE);
    live.lab.play('fix');
    live.wait(A_WHILE);
    const stuck = live.lab.programs();
    expect(stuck.browser?.heardAt).toBeGreaterThan(live.now() - 10_000);
    expect(stuck.agent?.phase).toBe('connecting');
    live.clearFlow();
    live.wait(10);
    expect(live.lab.programs().agent?.phase).toBe('connected');
  });

  it('sleep while nobody looks for a day, and talk as before when somebody does', () => {
    const live = new LiveLab();
    live.wait(86_400);
    expect(live.lab.programs().browser?.heardAt).toBeGreaterThan(live.now() - 10_000);
    expect(live.lab.programs().download?.phase).toBe('connected');
  });
});

describe('playing the lab', () => {
  it('knows its breakages, and no others', () => {
    const { lab } = new LiveLab();
    expect(lab.breakages.map(({ id }) => id)).toEqual(['add-isp', 'fail-over', 'pbf-rule', 'fix']);
    expect(lab.play('unplug everything')).toBe(false);
  });

  it('tells how it stands', () => {
    const { lab } = new LiveLab();
    lab.play('fail-over');
    expect(lab.state()).toBe(
      'PA-EDGE-B is active with one internet link; session synchronization is off; the PBF rule of PA-DC-A is off.',
    );
  });
});
