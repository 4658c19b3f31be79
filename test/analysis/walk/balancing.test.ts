import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from '../read-findings.ts';
import {
  BY_FIREWALL,
  BY_R3,
  FIREWALL,
  findings,
  link,
  R1,
  R3,
  r2,
  reading,
  router,
  TO_SERVER,
  via,
} from './networks.ts';

const PER_PACKET = 'walk.per-packet-balancing';
const R2_BOTH = r2(BY_FIREWALL, BY_R3);
const config = (lines: readonly string[]) =>
  reading('R2 config', ['R2#show run | include ^interface|load-sharing', ...lines, 'R2#'].join('\n'));
const cef = (sharing: string) =>
  reading(
    'R2 cef',
    `R2#show ip cef 10.20.30.0 detail
10.20.30.0/24, epoch 2, ${sharing} sharing
  nexthop 10.72.0.1 GigabitEthernet0/2
  nexthop 10.74.0.2 GigabitEthernet0/3
R2#`,
  );

describe('equal paths', () => {
  it('are named with their next hops and interfaces', () => {
    const walked = findings(R2_BOTH);

    expect(readingOf(walked, 'walk.equal-paths', 'R2')).toBe('seen');
    expect(valuesOf(walked, 'walk.equal-paths', 'R2').paths).toBe('10.72.0.1 on Gi0/2, 10.74.0.2 on Gi0/3');
  });

  it('are not there when each route of the flow has one way', () => {
    expect(readingOf(findings(r2(BY_R3)), 'walk.equal-paths', 'R2')).toBe('not-seen');
  });

  it('are narrowed to one by the router’s own answer for this pair of addresses', () => {
    const exact = reading(
      'R2 hash',
      `R2#show ip cef exact-route 10.50.60.10 10.20.30.41
10.50.60.10 -> 10.20.30.41 => IP adj out of GigabitEthernet0/2, addr 10.72.0.1
R2#`,
    );
    const walked = findings(R1, FIREWALL, R2_BOTH, R3, exact);

    expect(valuesOf(walked, 'walk.return-path').path).toBe('10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41');
    expect(readingOf(walked, 'walk.paths-part')).toBe('not-seen');
    expect(readingOf(walked, 'walk.equal-paths', 'R2')).toBe('seen');
  });
});

describe('balancing per packet', () => {
  it('is seen in the forwarding entry of the flow', () => {
    const walked = findings(cef('per-packet'));

    expect(readingOf(walked, PER_PACKET)).toBe('seen');
    expect(valuesOf(walked, PER_PACKET)).toMatchObject({
      said: 'per-packet sharing',
      paths: '10.72.0.1 on GigabitEthernet0/2, 10.74.0.2 on GigabitEthernet0/3',
    });
  });

  it('is not seen when the entry shares by destination', () => {
    expect(readingOf(findings(cef('per-destination')), PER_PACKET)).toBe('not-seen');
  });

  it('is seen when an interface of the equal paths is set so, under its short or its long name', () => {
    const set = config(['interface GigabitEthernet0/3', ' ip load-sharing per-packet']);

    expect(readingOf(findings(R2_BOTH, set), PER_PACKET)).toBe('seen');
  });

  it('is not seen when another interface is set so and nothing else is', () => {
    const others = ['interface GigabitEthernet0/2', 'interface GigabitEthernet0/3', 'interface GigabitEthernet0/9'];
    const set = config([...others, ' ip load-sharing per-packet']);

    expect(readingOf(findings(R2_BOTH, set), PER_PACKET)).toBe('not-seen');
  });

  it('cannot be told when the output names no interface for the setting', () => {
    const walked = findings(R2_BOTH, config([' ip load-sharing per-packet']));

    expect(readingOf(walked, PER_PACKET)).toBe('could-not-tell');
    expect(valuesOf(walked, PER_PACKET).why).toContain('which interfaces');
  });

  it('is not seen when the whole configuration has no such setting', () => {
    const nothing = reading('R2 config', 'R2#show running-config | include load-sharing\nR2#');

    expect(readingOf(findings(R2_BOTH, nothing), PER_PACKET)).toBe('not-seen');
  });

  it('cannot be told of equal paths whose setting nobody shows', () => {
    expect(readingOf(findings(R2_BOTH), PER_PACKET)).toBe('could-not-tell');
  });

  it('is no matter for a flow with one path each way', () => {
    const rows = [TO_SERVER, ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'), ...via('0.0.0.0/0', BY_FIREWALL)];
    const set = config(['interface GigabitEthernet0/2', ' ip load-sharing per-packet']);

    expect(readingOf(findings(router('R2', rows), set), PER_PACKET)).toBe('not-seen');
  });
});

describe('Junos', () => {
  const table = (policy: string) => [
    reading(
      'mx1 routes',
      `noc@mx1> show route

inet.0: 2 destinations, 2 routes (2 active, 0 holddown, 0 hidden)
+ = Active Route, - = Last Active, * = Both

10.20.30.0/24      *[OSPF/10] 00:40:00, metric 20
                    >  to 10.72.0.1 via ge-0/0/2.0
                       to 10.74.0.2 via ge-0/0/3.0
10.50.60.0/24      *[Direct/0] 1d 02:03:04
                    >  via ge-0/0/0.0

noc@mx1> show configuration | display set | match load-balance
${policy}
noc@mx1>`,
    ),
  ];

  it('spreads flows under the word per-packet', () => {
    const walked = findings(...table('set policy-options policy-statement SPREAD then load-balance per-packet'));

    expect(readingOf(walked, 'walk.equal-paths', 'mx1')).toBe('seen');
    expect(readingOf(walked, PER_PACKET)).toBe('not-seen');
    expect(valuesOf(walked, PER_PACKET).said).toBe('load-balance per-packet, which on today’s Junos means per flow');
  });

  it('spreads packets under the word random', () => {
    const walked = findings(...table('set policy-options policy-statement SPREAD then load-balance random'));

    expect(readingOf(walked, PER_PACKET)).toBe('seen');
  });
});

describe('a Linux host', () => {
  const kernel = (policy: string) =>
    reading(
      'gw9',
      `[root@gw9 ~]# ip route show
10.20.30.0/24 proto static metric 10
	nexthop via 10.72.0.1 dev eth1 weight 1
	nexthop via 10.74.0.2 dev eth2 weight 1
10.50.60.0/24 dev eth0 proto kernel scope link src 10.50.60.10
[root@gw9 ~]# ip rule
0:	from all lookup local
32766:	from all lookup main
32767:	from all lookup default
${policy}`,
    );

  it('with several next hops has equal paths', () => {
    expect(valuesOf(findings(r2(BY_FIREWALL), kernel('')), 'walk.equal-paths', 'gw9').paths).toBe(
      '10.72.0.1 on eth1, 10.74.0.2 on eth2',
    );
  });

  it('spreads flows, whatever its hash is made of', () => {
    const shown = kernel(
      '[root@gw9 ~]# sysctl net.ipv4.fib_multipath_hash_policy\nnet.ipv4.fib_multipath_hash_policy = 1\n',
    );

    expect(readingOf(findings(r2(BY_FIREWALL), shown), PER_PACKET, 'gw9')).toBe('not-seen');
  });
});
