import { describe, expect, it } from 'vitest';
import { ipRouteGet } from '../../../src/evidence/linux/ip-route-get.ts';
import type { HostRoute } from '../../../src/model/facts.ts';
import { fixtureBlock, unreadIn } from './fixture-block.ts';

/** The routes of a fixture without their citations. */
function routesIn(name: string): readonly Omit<HostRoute, 'kind' | 'at'>[] {
  return ipRouteGet
    .read(fixtureBlock(name))
    .facts.filter((fact) => fact.kind === 'host-route')
    .map(({ destination, via, device, source }) => ({ destination, via, device, source }));
}

describe('ip route get', () => {
  it('reads gateway, device and the source that the kernel chooses', () => {
    expect(routesIn('ip-route-get/via-gateway')).toEqual([
      { destination: '10.77.3.41', via: '10.44.7.254', device: 'eth0', source: '10.44.7.20' },
    ]);
  });

  it('takes the source that was asked for when the kernel prints no other', () => {
    expect(routesIn('ip-route-get/policy-table')).toEqual([
      { destination: '10.77.3.41', via: '10.44.7.254', device: 'eth0', source: '10.44.8.20' },
    ]);
  });

  it('reads on-link and local answers, a gateway of the other family, and routes that drop', () => {
    expect(routesIn('ip-route-get/several-answers')).toEqual([
      { destination: '10.44.7.9', via: null, device: 'eth0', source: '10.44.7.20' },
      { destination: '10.44.7.20', via: null, device: 'lo', source: '10.44.7.20' },
      { destination: '10.77.3.41', via: 'fe80::1', device: 'eth0', source: '10.44.7.20' },
      { destination: '10.99.0.1', via: null, device: null, source: null },
    ]);
  });

  it('takes the source that was asked for, whatever the route would prefer', () => {
    const answer =
      '2001:db8:20:30::41 from 2001:db8:50:60::10 via 2001:db8:70::1 dev eth0 src 2001:db8:70::10 metric 1024';
    const source = (command: string | null) =>
      ipRouteGet
        .read({ source: 'web1', observer: 'web1', command, lines: [{ number: 1, text: answer }] })
        .facts.map((fact) => (fact.kind === 'host-route' ? fact.source : null));

    expect(source('ip -6 route get 2001:db8:20:30::41 from 2001:db8:50:60::10')).toEqual(['2001:db8:50:60::10']);
    expect(source('ip -6 route get 2001:db8:20:30::41 from 2001:db8:50:60::10 iif eth1')).toEqual(['2001:db8:70::10']);
  });

  it('takes the addresses of a refusal from the command, since the kernel does not repeat them', () => {
    expect(routesIn('ip-route-get/no-route')).toEqual([
      { destination: '10.77.3.41', via: null, device: null, source: '10.44.8.20' },
    ]);
  });

  it('makes no fact of a refusal without its command', () => {
    const block = { ...fixtureBlock('ip-route-get/no-route'), command: null };

    const reading = ipRouteGet.read(block);

    expect(reading.facts).toEqual([]);
    expect(reading.problem).toContain('paste it together with its "ip route get" command');
    expect(unreadIn(block, reading.read)).toEqual([2]);
  });

  it('names the packet that the reverse-path filter refused', () => {
    const reading = ipRouteGet.read(fixtureBlock('ip-route-get/refused-by-reverse-path-filter'));

    expect(reading.facts).toMatchObject([{ kind: 'host-route-refused', incoming: expect.stringMatching(/^eth\d$/) }]);
  });

  it('says that the reverse-path filter refused a packet that the command does not describe', () => {
    const block = { ...fixtureBlock('ip-route-get/refused-by-reverse-path-filter'), command: null };

    const reading = ipRouteGet.read(block);

    expect(reading.facts).toEqual([]);
    expect(reading.problem).toContain('reverse-path filter refuses');
  });

  it.each(['via-gateway', 'policy-table', 'several-answers'])(
    'understands every line of %s, and knows it without its command',
    (name) => {
      const block = fixtureBlock(`ip-route-get/${name}`);

      expect(unreadIn(block, ipRouteGet.read(block).read)).toEqual([]);
      expect(ipRouteGet.looksLike({ ...block, command: null })).toBe(true);
    },
  );

  it.each([
    'ip route get 192.0.2.1',
    'sudo ip -6 route get 2001:db8::1',
    'ip r g 192.0.2.1',
    '/sbin/ip ro get 192.0.2.1',
  ])('takes the command "%s"', (command) => {
    expect(ipRouteGet.commands.test(command)).toBe(true);
  });

  it.each(['ip route show', 'ip rule', 'ip addr get'])('leaves the command "%s" to others', (command) => {
    expect(ipRouteGet.commands.test(command)).toBe(false);
  });
});
