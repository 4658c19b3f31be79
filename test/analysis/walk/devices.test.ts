import { describe, expect, it } from 'vitest';
import { block, detail } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
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
  TO_CLIENT,
  TO_SERVER,
  via,
} from './networks.ts';

describe('a host on the walk', () => {
  it('starts the way back, and decides between two routers on its network', () => {
    const second = router('R2b', [
      TO_SERVER,
      ...link('Gi0/1', '10.50.60.253', '10.50.60.0/24'),
      ...via('0.0.0.0/0', ['10.74.0.2', 'Gi0/3']),
    ]);
    const server = reading(
      'app1',
      '[ops@app1 ~]$ ip route get 10.20.30.41\n10.20.30.41 via 10.50.60.253 dev eth0 src 10.50.60.10\n',
    );
    const walked = findings(R1, FIREWALL, r2(BY_FIREWALL), second, R3, server);

    expect(valuesOf(walked, 'walk.return-path').path).toBe('10.50.60.10 → app1 → R2b → R3 → R1 → 10.20.30.41');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('seen');
  });
});

describe('the tables of a router', () => {
  it('follow a next hop that is reached by another route', () => {
    const rows = [
      TO_SERVER,
      ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'),
      'B 10.20.30.0/24 [200/0] via 10.255.0.9, 3w4d',
      ...via('10.255.0.9/32', BY_FIREWALL),
    ];

    expect(valuesOf(findings(R1, FIREWALL, router('R2', rows)), 'walk.return-path').path).toBe(
      '10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41',
    );
  });

  it('are read in the VRF in which there is a route, and not guessed between two', () => {
    const vrf = (name: string) =>
      reading(
        `R2 ${name}`,
        `R2#show ip route vrf ${name}
Routing Table: ${name}
Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP

O 10.20.30.0/24 [110/20] via 10.72.0.1, 00:05:12, Gi0/2
R2#`,
      );

    expect(readingOf(findings(vrf('BLUE')), 'walk.equal-paths', 'R2')).toBe('not-seen');
    expect(readingOf(findings(vrf('BLUE'), vrf('RED')), 'walk.equal-paths', 'R2')).toBe('absent');
  });

  it('are read in the VRF of the interface by which the packet comes', () => {
    const legend = 'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP';
    const table = (name: string, rows: readonly string[]) =>
      [`Routing Table: ${name}`, legend, '', ...rows, ''].join('\n');
    const both = reading(
      'R2 vrfs',
      `R2#show ip route vrf *
${table('BLUE', [TO_SERVER, ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'), ...via('10.20.30.0/24', BY_FIREWALL)])}
${table('RED', via('0.0.0.0/0', ['10.99.0.1', 'Gi0/9']))}
R2#`,
    );

    expect(valuesOf(findings(R1, FIREWALL, both), 'walk.return-path').path).toBe(
      '10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41',
    );
  });

  it('are not believed in part: what a filter left out may be the longer match', () => {
    const rows = router('R2', via('0.0.0.0/0', BY_R3), 'show ip route static');

    expect(readingOf(findings(R1, FIREWALL, rows, R3), 'walk.equal-paths', 'R2')).toBe('absent');
  });

  it('answer for the address that was asked for, and for no other one', () => {
    const asked = (address: string) => router('R2', via('0.0.0.0/0', BY_R3), `show ip route ${address}`);

    expect(readingOf(findings(asked('10.20.30.41')), 'walk.equal-paths', 'R2')).toBe('not-seen');
    expect(readingOf(findings(R1, asked('10.99.0.1')), 'walk.equal-paths', 'R2')).toBe('absent');
  });

  it('are those that packets are forwarded by, where the router showed both', () => {
    const cef = reading(
      'R2 cef',
      'R2#show ip cef 10.20.30.41\n10.20.30.0/24\n  nexthop 10.72.0.1 GigabitEthernet0/2\nR2#',
    );

    expect(readingOf(findings(r2(BY_FIREWALL, BY_R3), cef), 'walk.equal-paths', 'R2')).toBe('not-seen');
  });

  it('end at a route to nowhere', () => {
    const walked = findings(R1, FIREWALL, router('R2', [TO_SERVER, 'S 10.20.30.0/24 is directly connected, Null0']));

    expect(valuesOf(walked, 'walk.return-path').why).toBe('R2: its route for 10.20.30.0/24 leads nowhere');
  });

  it('are believed when they answer that there is no route', () => {
    const answer = reading('R2 answer', 'R2#show ip route 10.20.30.41\n% Network not in table\nR2#');
    const rows = router('R2', [TO_SERVER], 'show ip route connected');

    expect(valuesOf(findings(R1, FIREWALL, rows, answer), 'walk.return-path').why).toBe('R2: it has no route');
  });

  it('are walked for IPv6 as for IPv4', () => {
    const legend = 'Codes: C - Connected, L - Local, S - Static, U - Per-user Static route';
    const six = (name: string, rows: string) =>
      reading(name, `${name}#show ipv6 route\nIPv6 Routing Table - default - 4 entries\n${legend}\n${rows}\n${name}#`);
    const one = six(
      'R1',
      `C   2001:DB8:20::/64 [0/0]
     via Gi0/0, directly connected
L   2001:DB8:71::1/128 [0/0]
     via Gi0/1, receive
O   2001:DB8:50::/48 [110/20]
     via 2001:DB8:71::2, Gi0/1`,
    );
    const other = six(
      'R2',
      `C   2001:DB8:50:1::/64 [0/0]
     via Gi0/0, directly connected
L   2001:DB8:71::2/128 [0/0]
     via Gi0/1, receive
S   ::/0 [1/0]
     via 2001:DB8:71::1`,
    );
    const flow = {
      protocol: 'tcp',
      client: { address: '2001:db8:20::41', port: 40112 },
      server: { address: '2001:db8:50:1::10', port: 443 },
    } as const;
    const walked = found([...one, ...other], { flow });

    expect(valuesOf(walked, 'walk.forward-path').path).toBe('2001:db8:20::41 → R1 → R2 → 2001:db8:50:1::10');
    expect(readingOf(walked, 'walk.paths-part')).toBe('not-seen');
  });
});

describe('a device that does not show its own address', () => {
  it('is the other end of a link for two', () => {
    const bare = router('R3', [
      'C 10.74.0.0/30 is directly connected, Gi0/1',
      'C 10.73.0.0/30 is directly connected, Gi0/2',
      ...via('10.20.30.0/24', ['10.73.0.1', 'Gi0/2']),
    ]);

    expect(valuesOf(findings(R1, FIREWALL, r2(BY_R3), bare), 'walk.return-path').path).toBe(
      '10.50.60.10 → R2 → R3 → R1 → 10.20.30.41',
    );
  });

  it('is not the unit that holds the same end of the link: two units of a pair make no circle', () => {
    const unit = (name: string) =>
      router(name, [
        TO_SERVER,
        ...link('Gi0/3', '10.74.0.1', '10.74.0.0/30'),
        ...via('10.20.30.0/24', ['10.74.0.2', 'Gi0/3']),
      ]);

    const walked = findings(R1, FIREWALL, unit('R2a'), unit('R2b'));

    expect(readingOf(walked, 'walk.loop')).not.toBe('seen');
  });

  it('is not guessed on a network that may hold more', () => {
    const wide = ['C 10.74.0.0/24 is directly connected, Gi0/1', ...via('10.20.30.0/24', ['10.73.0.1', 'Gi0/2'])];
    const second = router('R2', [
      TO_SERVER,
      'C 10.74.0.0/24 is directly connected, Gi0/3',
      ...via('10.20.30.0/24', ['10.74.0.2', 'Gi0/3']),
    ]);

    expect(valuesOf(findings(R1, FIREWALL, second, router('R3', wide)), 'walk.return-path').why).toBe(
      'nothing of 10.74.0.2 is shown',
    );
  });
});

describe('a firewall on the walk', () => {
  it('that no table leads the request to stands on the wire, and is not said to be left out', () => {
    const direct = router('R1', [
      TO_CLIENT,
      ...link('Gi0/3', '10.73.0.1', '10.73.0.0/30'),
      ...via('10.50.60.0/24', ['10.73.0.2', 'Gi0/3']),
    ]);
    const between = router('R3', [
      ...link('Gi0/1', '10.74.0.2', '10.74.0.0/30'),
      ...link('Gi0/2', '10.73.0.2', '10.73.0.0/30'),
      ...via('10.20.30.0/24', ['10.73.0.1', 'Gi0/2']),
      ...via('10.50.60.0/24', ['10.74.0.1', 'Gi0/1']),
    ]);
    const [session = block('session-id', [])] = FIREWALL;
    const walked = findings(direct, [session], r2(BY_R3), between);

    expect(readingOf(walked, 'walk.paths-part')).toBe('not-seen');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('could-not-tell');
    expect(valuesOf(walked, 'walk.return-skips-firewall').why).toContain('the request does not pass it either');
  });

  it('that steers by policy is not read by its tables', () => {
    const [, ...rest] = FIREWALL;
    const steered = [block('session-id', [detail({ pbf: 'to-isp2' })]), ...rest];
    const walked = findings(R1, steered, r2(BY_FIREWALL));

    expect(valuesOf(walked, 'walk.forward-path').why).toContain('policy-based forwarding');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('not-seen');
  });

  it('gets the replies to the address that it translates the client to', () => {
    const [, ...rest] = FIREWALL;
    const translating = [block('session-id', [detail({ clientAfter: '192.0.2.50' })]), ...rest];
    const rows = [TO_SERVER, ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'), ...via('192.0.2.0/24', BY_FIREWALL)];
    const walked = findings(R1, translating, router('R2', rows));

    expect(valuesOf(walked, 'walk.return-path').path).toBe('10.50.60.10 → R2 → FW-A → R1 → 10.20.30.41');
    expect(readingOf(walked, 'walk.return-skips-firewall')).toBe('not-seen');
  });
});

describe('a trace', () => {
  const trace = (hops: readonly string[]) =>
    reading(
      'app1',
      `[ops@app1 ~]$ traceroute -n 10.20.30.41
traceroute to 10.20.30.41 (10.20.30.41), 30 hops max, 60 byte packets
${hops.map((address, index) => ` ${index + 1}  ${address}  0.412 ms  0.398 ms  0.377 ms`).join('\n')}
`,
    );

  it('that meets the same two routers again and again goes round in a circle', () => {
    const round = ['10.72.0.2', '10.74.0.2', '10.74.0.1', '10.74.0.2', '10.74.0.1', '10.74.0.2', '10.74.0.1'];

    expect(valuesOf(findings(trace(round)), 'walk.trace-loop').routers).toBe('10.74.0.2, 10.74.0.1');
  });

  it('that reaches its target does not, even when a router answers twice in a row', () => {
    expect(readingOf(findings(trace(['10.72.0.2', '10.72.0.2', '10.20.30.41'])), 'walk.trace-loop')).toBe('not-seen');
  });

  it('that ends in silence leaves it open', () => {
    expect(readingOf(findings(trace(['10.72.0.2', '10.74.0.2'])), 'walk.trace-loop')).toBe('could-not-tell');
  });
});
