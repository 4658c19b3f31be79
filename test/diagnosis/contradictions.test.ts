import { describe, expect, it } from 'vitest';
import { contradictionsOf } from '../../src/diagnosis/contradictions.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../support/scenario-variations.ts';

async function of(name: string): Promise<Diagnosis> {
  return triage(await readScenario(`${SCENARIOS}${name}`)).diagnosis;
}

describe('evidence that contradicts itself', () => {
  it.each([
    ['contradiction-wrong-way-round', 'given the wrong way round', ['firewall.txt:3']],
    ['contradiction-two-days', 'is of two times', ['2-trace.txt:1', '3-firewall-interfaces.txt:1']],
    [
      'contradiction-two-devices-one-name',
      'Two devices go by the name PA-VM',
      ['1-site-north.txt:3', '2-site-south.txt:3'],
    ],
    ['contradiction-two-answers-at-once', 'gives two answers', ['2-lookup.txt:1', '3-lookup-colleague.txt:1']],
    ['contradiction-translated-name', 'is 10.70.12.5 translated', ['firewall.txt:3']],
  ])('%s is said with its places', async (name, says, places) => {
    const [caution] = (await of(name)).cautions;

    expect(caution).toContain(says);
    for (const place of places) expect(caution).toContain(place);
  });

  it('confirms nothing, and names nothing where devices may be mixed up', async () => {
    const bands = async (name: string) => (await of(name)).patterns.map(({ band }) => band);

    expect(await bands('contradiction-two-days')).not.toContain('confirmed');
    expect(await bands('contradiction-two-answers-at-once')).not.toContain('confirmed');
    expect(await bands('contradiction-two-devices-one-name')).not.toContain('likely');
  });

  it.each(scenarioNames().filter((name) => !name.startsWith('contradiction-')))(
    'is not claimed of %s',
    async (name) => {
      const { cautions } = await of(name);

      expect(
        cautions.filter((text) => /Two devices go|two answers to|wrong way round|of two times/.test(text)),
      ).toEqual([]);
    },
  );
});

describe('an address of one host', () => {
  const addr = (device: string, name = 'web1') =>
    `[root@${name} ~]# ip addr\n2: ${device}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP\n    inet 192.0.2.7/24 scope global ${device}\n`;
  const local = (device: string) =>
    `[root@web1 ~]# ip route show table all\nlocal 192.0.2.7 dev ${device} table local proto kernel scope host src 192.0.2.7\n`;
  const says = (texts: readonly string[], fixedAt: string | null = null) =>
    contradictionsOf({
      flow: null,
      turnedBy: null,
      fixedAt,
      evidence: readEvidence(texts.map((text, index) => ({ source: `${index + 1}.txt`, text, obtained: 'file' }))),
    });

  it('that two listings show on two interfaces proves nothing', () => {
    for (const other of [addr('eth1'), local('eth1')]) {
      const [found] = says([addr('eth0'), other]);

      expect(found?.says).toMatch(/^web1 has 192\.0\.2\.7 on eth0 by 1\.txt:\d+ and on eth1 by 2\.txt:\d+\./);
      expect(found?.breaks).toBe('proof');
    }
  });

  it('that shows outputs of two systems under one name is not one host', () => {
    const panos = 'admin@web1> show system info\n\nhostname: web1\nsw-version: 11.1.4\n';
    const [found] = says([addr('eth0'), panos, addr('eth0')]);

    expect(found?.says).toMatch(
      /^Two devices go by the name web1: 1\.txt:1 shows the system Linux, and 2\.txt:1 .*PAN-OS/,
    );
    expect(found?.breaks).toBe('all');
    expect(says([addr('eth0'), panos.replaceAll('web1', 'FW-A')])).toEqual([]);
  });

  it('for itself, where no MAC is shown, tells two hosts of one name apart', () => {
    const linkLocal = (address: string) =>
      `[root@web1 ~]# ip -6 addr\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP qlen 1000\n    inet6 ${address}/64 scope link \n`;

    expect(says([linkLocal('fe80::1:5'), linkLocal('fe80::1:5')])).toEqual([]);
    expect(says([linkLocal('fe80::1:5'), linkLocal('fe80::1:6')])).toMatchObject([
      { says: expect.stringContaining('the link-local address of eth0 fe80::1:5'), breaks: 'all' },
    ]);
  });

  it('may be shown again, be of another host, or be moved by the fix', () => {
    expect(says([addr('eth0'), local('eth0')])).toEqual([]);
    expect(says([addr('eth0'), addr('eth1', 'web2')])).toEqual([]);
    expect(says([addr('eth0'), addr('eth1')], '2026-11-10T12:00:00Z')).toEqual([]);
  });
});
