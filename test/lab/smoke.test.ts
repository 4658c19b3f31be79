import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namespacesOf } from '../../lab/ground/names.ts';
import { namedNamespaces } from '../../lab/ground/reaper.ts';
import { lackText, vlansLack } from '../../lab/need.ts';
import { healthy } from '../../lab/networks/healthy.ts';
import { oneArmBalancer } from '../../lab/networks/one-arm-balancer.ts';
import { policyTableGateway } from '../../lab/networks/policy-table-gateway.ts';
import { rpFilterStrict } from '../../lab/networks/rp-filter-strict.ts';
import { serverSilent } from '../../lab/networks/server-silent.ts';
import { statefulBypassReturn } from '../../lab/networks/stateful-bypass-return.ts';
import { plannedOne } from '../../lab/plan.ts';
import { type Done, type Made, runIncidents } from '../../lab/run.ts';
import { missingForTheGround } from '../support/proving-ground.ts';

const LAB = fileURLToPath(new URL('../../lab/main.ts', import.meta.url));
const SEED = 7;
/** For all incidents: some ten seconds on a quiet machine, a multiple of that beside other tests, in ms. */
const PATIENCE = 180_000;
/** Built as differently as can be: a line, two ways, two interfaces, a table of its own, a balancer, and nothing wrong. */
const KINDS = [healthy, statefulBypassReturn, rpFilterStrict, policyTableGateway, oneArmBalancer, serverSilent];

const lacking = await missingForTheGround();
if (lacking.length === 0) enterTheGround();
else stayOutside();

/** One incident of each kind, in namespaces of this kernel. */
function enterTheGround(): void {
  describe('the proving ground', () => {
    const work = mkdtempSync(join(tmpdir(), 'roundtrip-lab-test-'));
    let done: readonly Done[] = [];
    const made = (network: string): Made => {
      const one = done.find(({ incident }) => incident.network === network);
      if (one === undefined || !('judged' in one)) throw new Error(`${network} was not made: ${JSON.stringify(one)}`);
      return one;
    };

    beforeAll(async () => {
      const vlans = (await vlansLack()) === null;
      const incidents = KINDS.map((kind) => plannedOne(kind, SEED, 1, { vlans }));
      const now = (): Date => new Date();
      const keep = join(work, 'kept');
      const options = { seed: SEED, draws: 4, atOnce: 3, work, keep, keepAll: false, now, progress: () => undefined };
      done = await runIncidents(incidents, options);
    }, PATIENCE);
    afterAll(() => rmSync(work, { recursive: true }));

    it.each(KINDS)('$id is told rightly, and never is anything else confirmed', ({ id }) => {
      const { judged } = made(id);
      expect(judged.whole).toMatchObject({ mark: 'right-first', claimsAsymmetry: false });
      expect(judged.halves.filter(({ mark }) => mark === 'wrong-confirmed')).toEqual([]);
    });

    it.each(KINDS)('$id gives evidence that is read to its last line', ({ id }) => {
      const { input, told } = made(id).outcome;
      expect(input.unreadable).toEqual([]);
      expect(input.raw.length).toBeGreaterThan(1);
      const unread = told.evidence.filter(({ parsed }) => parsed !== 'whole');
      expect(unread.map(({ source, kind, command }) => [source, kind, command])).toEqual([]);
    });

    it('sends real traffic, all of which arrives where nothing is wrong', () => {
      const { experienced } = made(healthy.id).outcome;
      expect(experienced.length).toBeGreaterThan(1);
      expect(experienced.filter(({ succeeded, tried }) => succeeded < tried)).toEqual([]);
    });

    it('leaves nothing behind', () => {
      expect(done).toHaveLength(KINDS.length);
      expect(namespacesOf(namedNamespaces(), process.pid)).toEqual([]);
    });
  });
}

function stayOutside(): void {
  describe('the proving ground that cannot be entered', () => {
    it('says so with what it lacks and how to get it, and makes nothing', () => {
      const { status, stderr, stdout } = spawnSync(process.execPath, [LAB, '--count', '1'], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(lackText(lacking));
      expect(stderr).toMatch(/^lab: not entered, it lacks .+; to get it: .+\n/);
    });
  });
}
