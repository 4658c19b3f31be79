import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../lab/judge/index.ts';
import type { Outcome } from '../../../lab/model.ts';
import { NETWORKS } from '../../../lab/networks/index.ts';
import { whyNotTold } from '../../../lab/panos/site.ts';
import { tell } from '../../../lab/panos/tell.ts';
import { planned } from '../../../lab/plan.ts';

const WHEN = new Date('2026-11-20T10:00:00Z');

describe('an incident told in PAN-OS outputs', () => {
  let folder: string;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roundtrip-panos-'));
    for (const incident of planned(NETWORKS, 7, NETWORKS.length * 6)) {
      if (whyNotTold(incident) !== null || outcomes.has(incident.network)) continue;
      const told = await tell(incident, { folder, now: () => WHEN });
      if (!told.ok) throw new Error(`${incident.id}: ${told.error.message}`);
      outcomes.set(incident.network, told.value);
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  function outcome(network: string): Outcome {
    const found = outcomes.get(network);
    if (found === undefined) throw new Error(`${network} was not told`);
    return found;
  }

  async function text(network: string): Promise<string> {
    const at = outcome(network).folder;
    const files = (await readdir(at)).filter((name) => /\.(txt|xml)$/.test(name));
    return (await Promise.all(files.map((name) => readFile(join(at, name), 'utf8')))).join('\n');
  }

  it('is read without a line left over', () => {
    const unread = [...outcomes.values()].flatMap(({ incident, told }) =>
      told.evidence
        .filter(({ kind, parsed }) => kind !== 'capture' && parsed !== 'whole')
        .map(({ source, parsed }) => `${incident.id} ${source} ${parsed}`),
    );

    expect(unread).toEqual([]);
  });

  it('is about the same flow, and says nothing of the truth', async () => {
    const { incident, input, folder: at } = outcome('two-firewalls-per-flow');

    expect(input.flow?.client).toMatchObject({ address: incident.flow.client, port: incident.flow.clientPort });
    expect(await readFile(join(at, 'case.yml'), 'utf8')).not.toContain('bypass');
  });

  it.each([
    ['healthy', 'works'],
    ['asymmetric-harmless', 'works'],
    ['one-arm-balancer-translates', 'works'],
    ['stateful-bypass-return', 'fails'],
    ['two-firewalls-per-flow', 'fails'],
    ['mark-one-way', 'fails'],
    ['dual-isp-return', 'fails'],
    ['policy-deny', 'fails'],
    ['server-silent', 'fails'],
    ['port-closed', 'fails'],
    ['no-route-back', 'fails'],
  ])('breaks the conversation of %s as the network does: it %s', (network, how) => {
    const { experienced, incident } = outcome(network);
    const own = experienced.filter(
      ({ exchange }) =>
        exchange.kind !== 'ping' && exchange.to === incident.flow.server && exchange.port === incident.flow.port,
    );

    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ succeeded, tried }) => succeeded === tried)).toBe(how === 'works');
  });

  it('counts what the fault makes a firewall drop', async () => {
    expect(await text('dual-isp-return')).toContain('flow_fwd_zonechange');
    expect(await text('two-firewalls-per-flow')).toContain('flow_tcp_non_syn_drop');
    expect(await text('stateful-bypass-return')).toContain('tcp_drop_out_of_wnd');
    expect(await text('policy-deny')).toContain('flow_policy_deny');
    expect(await text('no-route-back')).toContain('flow_fwd_l3_noroute');
  });

  it('drops an old connection whose way out was moved, and lets new ones through', () => {
    const { experienced } = outcome('stale-session');
    const worked = (kind: string) =>
      experienced.filter(({ exchange }) => exchange.kind === kind).map(({ succeeded, tried }) => succeeded === tried);

    expect(worked('held')).toEqual([false]);
    expect(new Set(worked('tcp'))).toEqual(new Set([true]));
  });

  it('is judged on its own, and never confirms a wrong cause', () => {
    const judged = [...outcomes.values()].map((one) => judge(one, { seed: 7, draws: 2 }));

    expect(new Set(judged.map(({ teller }) => teller))).toEqual(new Set(['panos']));
    expect(judged.filter(({ whole }) => whole.mark === 'wrong-confirmed').map(({ id }) => id)).toEqual([]);
  });
});
