import { describe, expect, it } from 'vitest';
import { lines } from '../../../lab/adversary/attacks.ts';
import { namedBy } from '../../../lab/judge/answer.ts';
import type { TriageInput } from '../../../src/model/triage.ts';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS } from '../../support/scenario-variations.ts';

/** What the adversary once confirmed a wrong cause with: lines cut from a scenario, and files left out. */
const FOUND = [
  {
    says: 'a table of routes that tells of more rows than are shown',
    scenario: 'dual-isp-return-ipv6',
    cut: ['fe80::200:5eff:fe00:5302'],
    left: [],
    wrong: 'return-zone-change',
  },
  {
    says: 'requests on an interface that does not hold their address, and half of the settings of ARP',
    scenario: 'arp-flux',
    cut: [
      'ip route show table main',
      'default via 10.71.4.1 dev ens18 onlink',
      'proto kernel scope link',
      'net.ipv4.conf.all.arp_ignore',
    ],
    left: ['app7.txt'],
    wrong: 'rp-filter-strict',
  },
  {
    says: 'a session that does not show to whom it translates the server',
    scenario: 'nat-mismatch-u-turn-captured-at-client',
    cut: ['192.168.44.20 [office]'],
    left: ['fib.txt'],
    wrong: 'one-arm-load-balancer',
  },
] as const;

/** What was mended before the adversary came upon it: two addresses of a gateway, and no word of any change. */
const POOL = { scenario: 'stale-session-linux-source-nat', left: ['fw1-3.txt', 'till4-1.txt'] } as const;

function less(input: TriageInput, cut: readonly string[], left: readonly string[]): TriageInput {
  const raw = input.raw
    .filter(({ source }) => !left.includes(source))
    .map((one) => ({ ...one, text: lines(one, (line) => !cut.some((words) => line.includes(words))) }));
  return { ...input, raw };
}

describe('what the adversary found', () => {
  it.each(FOUND)('is confirmed no more: $says', async ({ scenario, cut, left, wrong }) => {
    const input = await readScenario(`${SCENARIOS}${scenario}`);
    const part = less(input, cut, left);

    expect(part.raw.map(({ text }) => text).join('')).not.toBe(input.raw.map(({ text }) => text).join(''));
    expect(namedBy(triage(part)).filter(({ id, band }) => id === wrong && band === 'confirmed')).toEqual([]);
  });

  it('nor is a connection taken for older than a change when a gateway without routes may translate to a pool', async () => {
    const input = less(await readScenario(`${SCENARIOS}${POOL.scenario}`), [], POOL.left);
    const told = { ...input, symptoms: [], fixedAt: null };

    expect(namedBy(triage(told))).toEqual([]);
    expect(namedBy(triage({ ...told, symptoms: ['started-after-change'] }))).toMatchObject([{ id: 'stale-session' }]);
  });
});
