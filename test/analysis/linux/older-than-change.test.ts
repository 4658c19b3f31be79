import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { CLIENT, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';

const FIX = '2026-11-10T12:00:00Z';
const [OLD, NEW] = ['192.0.2.130', '203.0.113.226'];

const pasted = (texts: readonly string[], takenAt = '2026-11-10T12:00:30Z'): readonly Finding[] =>
  found(readEvidence([{ source: 'paste', text: texts.join('\n'), obtained: 'paste', takenAt }]), { fixedAt: FIX });

function entry(port: number, address: string, state = 'ESTABLISHED'): string {
  return `tcp      6 299 ${state} src=${CLIENT} dst=${SERVER} sport=${port} dport=443 src=${SERVER} dst=${address} sport=443 dport=${port} [ASSURED] mark=0 use=1`;
}

const tracked = (...entries: readonly string[]) => `[root@gw1 ~]# conntrack -L\n${entries.join('\n')}\n`;

const routes = (device: string) => `[root@gw1 ~]# ip addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP
    inet 10.20.30.1/24 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP
    inet ${OLD}/28 scope global eth1
4: eth2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 state UP
    inet ${NEW}/27 scope global eth2
[root@gw1 ~]# ip rule
0:	from all lookup local
32766:	from all lookup main
32767:	from all lookup default
[root@gw1 ~]# ip route show table main
default via ${device === 'eth2' ? '203.0.113.225' : '192.0.2.129'} dev ${device}
10.20.30.0/24 dev eth0 proto kernel scope link src 10.20.30.1
192.0.2.128/28 dev eth1 proto kernel scope link src ${OLD}
203.0.113.224/27 dev eth2 proto kernel scope link src ${NEW}
`;

describe('the translation of a flow', () => {
  const mixed = tracked(entry(52_144, OLD), entry(52_190, NEW, 'TIME_WAIT'));

  it('is outdated when newer connections get another address, that of the way which is right now', () => {
    const findings = pasted([mixed, routes('eth2')]);
    expect(readingOf(findings, 'nat.translation-outdated')).toBe('seen');
    expect(valuesOf(findings, 'nat.translation-outdated')).toMatchObject({
      address: OLD,
      newer: NEW,
      way: true,
      device: 'eth2',
    });
  });

  it('says less when the routes are not shown', () => {
    expect(valuesOf(pasted([mixed]), 'nat.translation-outdated')).toMatchObject({ way: false, device: null });
  });

  it('is not called outdated when the routes lead where its own address is, nor without another to compare with', () => {
    expect(readingOf(pasted([mixed, routes('eth1')]), 'nat.translation-outdated')).toBe('could-not-tell');
    expect(readingOf(pasted([tracked(entry(52_144, OLD))]), 'nat.translation-outdated')).toBe('could-not-tell');
    const alike = tracked(entry(52_144, NEW), entry(52_190, NEW, 'TIME_WAIT'));
    expect(readingOf(pasted([alike, routes('eth2')]), 'nat.translation-outdated')).toBe('not-seen');
  });
});

describe('the socket of a connection that was open before the fix', () => {
  const socket = (more: string) => [
    `[root@pc1 ~]# ss -tni
State      Recv-Q Send-Q    Local Address:Port        Peer Address:Port
ESTAB      0      300       ${CLIENT}:52144          ${SERVER}:443
\t cubic rto:816 mss:1448 pmtu:1500 bytes_sent:1500 bytes_acked:301 bytes_received:2000 ${more}
`,
  ];

  it('is quiet since then when it received its last data before and repeats what it sends', () => {
    const findings = pasted(socket('lastsnd:128 lastrcv:45000 unacked:1 retrans:1/3'));
    expect(readingOf(findings, 'host.quiet-since-fix')).toBe('seen');
    expect(valuesOf(findings, 'host.quiet-since-fix')).toEqual({ seconds: 45 });
  });

  it('is not when it has received since, when nothing waits, or when it was looked at before', () => {
    expect(readingOf(pasted(socket('lastrcv:5000 retrans:1/3')), 'host.quiet-since-fix')).toBe('not-seen');
    expect(readingOf(pasted(socket('lastrcv:45000 retrans:0/3')), 'host.quiet-since-fix')).toBe('could-not-tell');
    const early = pasted(socket('lastrcv:45000 retrans:1/3'), '2026-11-10T11:59:00Z');
    expect(readingOf(early, 'host.quiet-since-fix')).toBe('absent');
  });
});
