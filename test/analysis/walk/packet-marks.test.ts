import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from '../read-findings.ts';
import { FIREWALL, findings, GW60, R1, R3, reading } from './networks.ts';

const RULES = `[root@gw60 ~]# ip rule
0:	from all lookup local
500:	from all fwmark 0x1 lookup 60
32766:	from all lookup main
32767:	from all lookup default
`;
const ROUTES = [GW60.addresses, RULES, GW60.main, GW60.table60].join('');
const PER_PACKET = 'walk.per-packet-balancing';

/** The servers' gateway marks packets by these rules of its hook prerouting, or another one. */
function marked(rules: readonly string[], { hook = 'prerouting', command = 'nft list ruleset' } = {}) {
  const lines = [`type filter hook ${hook} priority mangle; policy accept;`, ...rules].map((line) => `\t\t${line}`);
  const table = ['table inet steer {', '\tchain marks {', ...lines, '\t}', '}', ''];
  return findings(R1, FIREWALL, R3, reading('gw60', `${ROUTES}[root@gw60 ~]# ${command}\n${table.join('\n')}`));
}

describe('marks on a Linux router', () => {
  it('that are given by turns spread the packets of one connection over the ways that they lead to', () => {
    const found = marked(['ip daddr 10.20.30.0/24 meta mark set numgen inc mod 2']);

    expect(readingOf(found, PER_PACKET, 'gw60')).toBe('seen');
    expect(valuesOf(found, PER_PACKET, 'gw60')).toMatchObject({
      said: 'ip daddr 10.20.30.0/24 meta mark set numgen inc mod 2',
      paths: '10.72.0.1 on eth1, 10.74.0.2 on eth2',
    });
    expect(readingOf(found, 'walk.equal-paths', 'gw60')).toBe('seen');
  });

  it('that are the same for all packets of the flow lead one way', () => {
    const found = marked(['ip saddr 10.50.60.0/24 tcp sport 443 meta mark set 0x1']);

    expect(valuesOf(found, 'walk.return-path').path).toBe('10.50.60.10 → gw60 → R3 → R1 → 10.20.30.41');
    expect(readingOf(found, PER_PACKET, 'gw60')).not.toBe('seen');
  });

  it('that are for others, or that no rule gives, leave the packet to the main table', () => {
    const main = '10.50.60.10 → gw60 → FW-A → R1 → 10.20.30.41';

    expect(valuesOf(marked(['ip daddr 192.0.2.0/24 meta mark set numgen inc mod 2']), 'walk.return-path').path).toBe(
      main,
    );
    expect(valuesOf(marked([]), 'walk.return-path').path).toBe(main);
  });

  it.each([
    [['ct state new meta mark set 0x1']],
    [['ip daddr 10.20.0.0/16 accept', 'meta mark set numgen inc mod 2']],
    [['meta mark set ct mark', 'meta mark set numgen inc mod 2']],
    [['ip daddr 10.20.0.0/16 meta mark set meta mark | 0x1']],
    [['jump others', '}', 'chain others {', 'meta mark set 0x1']],
    [['meta mark set 0x1', '}', 'chain more {', 'type filter hook prerouting priority -90;', 'meta mark set 0x2']],
  ])('are not known where the rules leave it open: %s', (rules) => {
    expect(readingOf(marked(rules), PER_PACKET, 'gw60')).not.toBe('seen');
    expect(readingOf(marked(rules), 'walk.return-path')).toBe('could-not-tell');
  });

  it('are those of the flow’s own family, where iptables shows each family apart', () => {
    const saved = (program: string, rules: readonly string[]) =>
      `[root@gw60 ~]# ${program}-save\n*mangle\n:PREROUTING ACCEPT [0:0]\n${rules.join('\n')}\nCOMMIT\n`;
    const four = saved('iptables', ['-A PREROUTING -p tcp -m tcp --sport 443 -j MARK --set-xmark 0x1/0xffffffff']);
    const both = `${ROUTES}${four}${saved('ip6tables', ['-A PREROUTING -s 2001:db8::/32 -j ACCEPT'])}[root@gw60 ~]# `;

    expect(valuesOf(findings(R1, FIREWALL, R3, reading('gw60', both)), 'walk.return-path').path).toBe(
      '10.50.60.10 → gw60 → R3 → R1 → 10.20.30.41',
    );
  });

  it('are not known when only some tables of the packet filter are shown', () => {
    const some = marked(['ip daddr 192.0.2.0/24 meta mark set 0x1'], { command: 'nft list table inet steer' });

    expect(readingOf(some, 'walk.return-path')).toBe('could-not-tell');
  });
});
