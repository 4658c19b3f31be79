import { describe, expect, it } from 'vitest';
import { readRouteWords } from '../../../src/evidence/linux/route-words.ts';
import { wordsOf } from '../../../src/evidence/linux/word-reader.ts';

function route(text: string) {
  return readRouteWords(wordsOf(text));
}

describe('the words of a route', () => {
  it('write the default route out once the family is known', () => {
    expect(route('default via 10.44.7.254 dev eth0')?.fields).toMatchObject({ family: 'inet', prefix: '0.0.0.0/0' });
    expect(route('default via fe80::1 dev eth0')?.fields).toMatchObject({ family: 'inet6', prefix: '::/0' });
    expect(route('default dev ppp0')?.fields).toMatchObject({ family: null, prefix: 'default' });
    expect(route('default dev ppp0 scope link')?.fields.family).toBe('inet');
    expect(route('default dev sit1 metric 1024 pref medium')?.fields.family).toBe('inet6');
  });

  it('do not take the family of a next hop of the other family for that of the route', () => {
    expect(route('198.51.100.0/24 via inet6 fe80::1 dev eth0')?.fields).toMatchObject({
      family: 'inet',
      nextHops: [{ via: 'fe80::1', device: 'eth0' }],
    });
  });

  it('keep the source and destination of a tunnel apart from those of the route', () => {
    const fields = route(
      '10.52.0.0/16 encap ip id 30 src 192.0.2.9 dst 10.99.0.1 ttl 0 tos 0 via 10.44.7.9 dev eth0',
    )?.fields;

    expect(fields).toMatchObject({ prefix: '10.52.0.0/16', source: null, tos: null });
    expect(fields?.nextHops).toMatchObject([
      { via: '10.44.7.9', encapsulation: 'ip id 30 src 192.0.2.9 dst 10.99.0.1 ttl 0 tos 0' },
    ]);
  });

  it('read several ways on one line', () => {
    expect(
      route('203.0.113.0/24 nexthop via 10.1.1.1 dev eth0 weight 1 onlink nexthop dev eth1 weight 3')?.fields.nextHops,
    ).toMatchObject([
      { via: '10.1.1.1', device: 'eth0', weight: 1, onlink: true },
      { via: null, device: 'eth1', weight: 3, onlink: false },
    ]);
  });

  it('have no way out of a type that drops, whatever device IPv6 prints', () => {
    expect(route('unreachable 2001:db8:3::/48 dev lo metric 1024 error -101 pref medium')?.fields).toMatchObject({
      type: 'unreachable',
      nextHops: [],
    });
  });

  it.each([
    'default via nowhere dev eth0',
    'default via 10.1.1.1 dev eth0 wonder',
    '10.1.1.0/24 dev',
    '10.1.1.0/24 dev eth0 metric x',
    'blackhole',
    '10.77.3.41 from 10.44.8.20 via 10.44.7.254 dev eth0 uid 0',
    '',
  ])('are not understood in part: "%s"', (text) => {
    expect(route(text)).toBeNull();
  });
});
