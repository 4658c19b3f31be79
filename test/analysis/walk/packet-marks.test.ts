import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from '../read-findings.ts';
import { FIREWALL, findings, R1, R3, reading } from './networks.ts';

const ROUTES = `[root@gw60 ~]# ip addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.50.60.1/24 brd 10.50.60.255 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.72.0.2/30 brd 10.72.0.3 scope global eth1
4: eth2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.74.0.1/30 brd 10.74.0.3 scope global eth2
[root@gw60 ~]# sysctl net.ipv4.ip_forward
net.ipv4.ip_forward = 1
[root@gw60 ~]# ip rule
0:	from all lookup local
500:	from all fwmark 0x1 lookup 60
32766:	from all lookup main
32767:	from all lookup default
[root@gw60 ~]# ip route show table main
default via 10.72.0.1 dev eth1
10.50.60.0/24 dev eth0 proto kernel scope link src 10.50.60.1
[root@gw60 ~]# ip route show table 60
default via 10.74.0.2 dev eth2
`;
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
  ])('are not known where the rules leave it open: %s', (rules) => {
    expect(readingOf(marked(rules), PER_PACKET, 'gw60')).not.toBe('seen');
    expect(readingOf(marked(rules), 'walk.return-path')).toBe('could-not-tell');
  });

  it('are not known when only some tables of the packet filter are shown', () => {
    const some = marked(['ip daddr 192.0.2.0/24 meta mark set 0x1'], { command: 'nft list table inet steer' });

    expect(readingOf(some, 'walk.return-path')).toBe('could-not-tell');
  });
});
