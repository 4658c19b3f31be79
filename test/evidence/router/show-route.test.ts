import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { routerRoute } from '../../../src/evidence/router/show-route.ts';
import { readOne } from './router-fixtures.ts';

describe('the routing table of a router', () => {
  it.each([
    'show ip route',
    'show ip route vrf BLUE 192.0.2.1',
    'sh ip ro 192.0.2.1',
    'show ipv6 route',
    'show route',
    'show route table inet.0',
    'show route 192.0.2.1',
  ])('is what "%s" asks for', (command) => {
    expect(routerRoute.commands.test(command)).toBe(true);
  });

  it.each([
    'show ip route summary',
    'show route forwarding-table',
    'show route summary',
    'show route-map',
    'show ip router-id',
    'show routing route',
  ])('is not what "%s" asks for', (command) => {
    expect(routerRoute.commands.test(command)).toBe(false);
  });

  it('is not whole when it speaks of a default route whose row was lost', () => {
    const table = (...rows: readonly string[]) =>
      [
        'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP',
        '',
        'Gateway of last resort is 10.74.0.1 to network 0.0.0.0',
        '',
        ...rows,
        '      10.0.0.0/8 is variably subnetted, 2 subnets, 2 masks',
        'C        10.74.0.0/30 is directly connected, GigabitEthernet0/1',
        'L        10.74.0.2/32 is directly connected, GigabitEthernet0/1',
      ].join('\n');
    const parsed = (text: string) =>
      readEvidence([{ source: 'r', obtained: 'paste', text: `core-3#show ip route\n${text}\ncore-3#` }])[0]?.parsed;

    expect(parsed(table('S*    0.0.0.0/0 [1/0] via 10.74.0.1'))).toBe('whole');
    expect(parsed(table())).toBe('part');
  });

  it('of NX-OS is not whole when more or fewer ways follow than a route announces', () => {
    const rows = [
      'IP Route Table for VRF "default"',
      '10.20.30.0/24, ubest/mbest: 1/0',
      '    *via 10.73.0.1, Eth1/2, [110/41], 3d04h, ospf-1, intra',
      '10.50.60.0/24, ubest/mbest: 1/0',
      '    *via 10.74.0.1, Eth1/1, [20/0], 5d18h, bgp-65003, external, tag 65002',
    ];
    const parsed = (lines: readonly string[]) =>
      readEvidence([
        { source: 'r', obtained: 'paste', text: ['core-3# show ip route', ...lines, 'core-3#'].join('\n') },
      ])[0]?.parsed;

    expect(parsed(rows)).toBe('whole');
    expect(parsed(rows.toSpliced(3, 1))).toBe('part');
    expect(parsed(rows.toSpliced(2, 1))).toBe('part');
    expect(parsed(rows.slice(0, -1))).toBe('part');
  });

  it('is not whole when fewer routes follow than it counts', () => {
    const rows = [
      '      10.0.0.0/8 is variably subnetted, 3 subnets, 2 masks',
      'C        10.74.0.0/30 is directly connected, GigabitEthernet0/1',
      'L        10.74.0.2/32 is directly connected, GigabitEthernet0/1',
      'O        10.20.30.0/24 [110/20] via 10.74.0.1, 00:04:51, GigabitEthernet0/1',
      '                       [110/20] via 10.74.0.5, 00:04:51, GigabitEthernet0/2',
    ];
    const parsed = (lines: readonly string[]) =>
      readEvidence([
        { source: 'r', obtained: 'paste', text: ['core-3#show ip route', ...lines, 'core-3#'].join('\n') },
      ])[0]?.parsed;

    expect(parsed(rows)).toBe('whole');
    expect(parsed(rows.slice(0, 3))).toBe('part');
  });

  it('keeps all paths of an equal-cost set in one route', () => {
    const [route] = readOne(
      'R1#show ip route 10.0.0.0\nO     10.0.0.0/8 [110/20] via 192.0.2.1, 1d, Gi0/1\n                 [110/20] via 192.0.2.5, 1d, Gi0/2\n',
    ).facts;

    expect(route).toMatchObject({ prefix: '10.0.0.0/8', paths: [{ nextHop: '192.0.2.1' }, { nextHop: '192.0.2.5' }] });
    expect(route?.at.lines).toEqual([2, 3]);
  });

  it('makes nothing of a prefix whose way was cut off', () => {
    const reading = readOne('R1#show ip route\nO E2     10.99.0.0/16 \n');

    expect(reading.facts).toEqual([]);
  });

  it('makes nothing of a row of which only the network without its length is there', () => {
    const reading = readOne('R1#show ip route\nO        10.99.0.0 [110/20] via 192.0.2.1, 1d, Gi0/1\n');

    expect(reading).toMatchObject({ facts: [], parsed: 'none' });
  });

  it('says what the router answered when it does not know the command', () => {
    const reading = readOne(
      "R1#show ip rout 10.1.1.1.1\n                      ^\n% Invalid input detected at '^' marker.\n",
    );

    expect(reading).toMatchObject({ kind: 'router-route', parsed: 'none' });
    expect(reading.problem).toContain('Invalid input detected');
  });

  it('asks for the command where the answer alone does not tell what was asked for', () => {
    const reading = readOne('R1#show ip route vrf BLUE\n% Network not in table\n');

    expect(reading).toMatchObject({ facts: [], parsed: 'none' });
    expect(reading.problem).toContain('together with its command');
  });

  it.each([
    ['R1#show ip route 192.0.2.1', 'R1'],
    ['R1>show ip route 192.0.2.1', 'R1'],
    ['switch(config)#do show ip route 192.0.2.1', 'switch'],
    ['switch# show ip route 192.0.2.1', 'switch'],
    ['RP/0/RP0/CPU0:edge-1#show ip route 192.0.2.1', 'edge-1'],
    ['noc@mx1> show route 192.0.2.1', 'mx1'],
    ['noc@mx1# run show route 192.0.2.1', 'mx1'],
    ['gw3# show ip route 192.0.2.1', 'gw3'],
  ])('is of the device in the prompt %s', (prompt, observer) => {
    expect(readOne(`${prompt}\n% Network not in table\n`)).toMatchObject({
      observer,
      facts: [{ kind: 'router-no-route', destination: '192.0.2.1' }],
    });
  });
});
