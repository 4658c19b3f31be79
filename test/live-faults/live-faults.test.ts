import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '../../src/simulator/server/faults.ts';
import { CAPTURE_CASES, CLEAR_CASES, LIVE_CASES, VICTIM } from './cases.ts';
import { doneOf, faultsPage } from './page.ts';
import { type Played, playFaults, type Results } from './play.ts';

const LONG_MS = 600_000;
/** All of them take minutes: `node test/live-faults/write.ts` plays those. */
const EVERY = 3;
/** The second internet link of the lab. */
const TRUTH = 'dual-isp-return';
const CLEAR = '<clear><session>';

let results: Results;
beforeAll(async () => {
  results = await playFaults(EVERY);
}, LONG_MS);

function rows(): number {
  return results.live.length + results.clear.length + results.capture.length;
}

/** Those of which something is not as it should be, with what. */
function wrong(all: readonly Played[], says: (one: Played) => unknown): readonly string[] {
  return all.flatMap((one) => {
    const found = says(one);
    return found === null ? [] : [`${one.case.id}: ${JSON.stringify(found)}`];
  });
}

describe('every fault of a firewall', () => {
  it('is told to people as docs/live-faults.md says (node test/live-faults/write.ts writes it)', () => {
    const page = readFileSync('docs/live-faults.md', 'utf8').split('\n');
    const played = faultsPage(results).split('\n');
    expect(played.filter((line) => !page.includes(line))).toEqual([]);
    expect(page).toHaveLength(played.length + (LIVE_CASES.length + CLEAR_CASES.length + CAPTURE_CASES.length) - rows());
  });

  it('of the simulator stands among the cases', () => {
    const cases = new Set(LIVE_CASES.flatMap(({ fault }) => fault?.name ?? []));
    expect(FAULTS.filter(({ name }) => !cases.has(name))).toEqual([]);
  });

  it('ends with the run naming the firewall and the reason, unless it only was late', () => {
    const unnamed = wrong(results.live, ({ case: { id, on = VICTIM }, run, ending, device }) => {
      if (id === 'latency') return ending === '4 of 4 firewalls answered.' ? null : ending;
      const told = ending.includes(on) && device?.includes(on) === true;
      return told && run.state === 'done' && /^[34] of 4 firewalls answered\. ./.test(ending) ? null : ending;
    });
    expect(unnamed).toEqual([]);
  });

  it('leaves the other three firewalls answering everything', () => {
    const silent = wrong(results.live, ({ case: { on = VICTIM }, run }) => {
      const others = run.steps
        .flatMap(({ devices }) => devices)
        .filter(({ device, says }) => device !== on && says !== null);
      return others.length === 0 ? null : others;
    });
    expect(silent).toEqual([]);
  });

  it('never has a wrong cause confirmed, and leaves the right one the leader', () => {
    expect(wrong(results.live, ({ confirmed }) => (confirmed.every((id) => id === TRUTH) ? null : confirmed))).toEqual(
      [],
    );
    expect(wrong(results.live, ({ cause }) => (cause?.startsWith(TRUTH) === true ? null : (cause ?? 'none')))).toEqual(
      [],
    );
  });

  it('that makes a firewall slow is met few times, so that no run takes long', () => {
    const met = wrong(results.live, ({ requests }) => {
      const slow = requests.filter(({ fault }) => fault === 'time-out' || fault === 'slow-body').length;
      return slow <= 4 ? null : slow;
    });
    expect(met).toEqual([]);
  });
});

describe('what acts', () => {
  it('clears at most once, and is sent again only with a new key after a refusal', () => {
    const often = wrong(results.clear, (one) => {
      const sent = one.requests.filter(({ command }) => command.includes(CLEAR)).length;
      return doneOf(one, CLEAR) <= 1 && (sent === 1 || (one.case.fault?.name === 'forbidden' && sent === 2))
        ? null
        : sent;
    });
    expect(often).toEqual([]);
  });

  it('says that nobody knows whether a lost command was done, or why it was not', () => {
    const unsaid = wrong(results.clear, ({ case: { fault }, ending }) => {
      if (fault?.name === 'latency' || fault?.name === 'slow-body')
        return ending.startsWith('Cleared on') ? null : ending;
      return /not known whether|refused/.test(ending) && ending.includes(VICTIM) ? null : ending;
    });
    expect(unsaid).toEqual([]);
  });

  it('captures at most once, and leaves nothing switched on', () => {
    expect(wrong(results.capture, ({ leftOn }) => (leftOn ? 'on' : null))).toEqual([]);
    expect(wrong(results.capture, (one) => (doneOf(one, '<set><capture><on>') <= 1 ? null : 'twice'))).toEqual([]);
  });
});

it('no password and no key is in the database, the messages or the log after all of it', () => {
  expect(results.leaks).toEqual([]);
});
