import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';

const FIRST = '    inet 10.76.4.11/24 brd 10.76.4.255 scope global eth0';
const SECOND = '    inet 10.76.4.12/24 brd 10.76.4.255 scope global secondary eth0';
const LIFETIME = '       valid_lft forever preferred_lft forever';

function read(...lines: readonly string[]) {
  const text = [
    '[root@db1 ~]# ip addr',
    '2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000',
    '    link/ether 02:00:5e:71:04:18 brd ff:ff:ff:ff:ff:ff',
    ...lines,
    '',
  ].join('\n');
  const [evidence] = readEvidence([{ source: 'db1', text, obtained: 'paste' }]);
  const facts = evidence?.facts ?? [];
  return {
    parsed: evidence?.parsed,
    addresses: facts.flatMap((fact) => (fact.kind === 'host-interface' ? (fact.addresses ?? []) : [])),
    isListing: facts.some(({ kind }) => kind === 'host-listing'),
  };
}

describe('the addresses of an interface', () => {
  it('are those listed, each with its lifetimes', () => {
    const { parsed, addresses, isListing } = read(FIRST, LIFETIME, SECOND, LIFETIME);

    expect([parsed, isListing]).toEqual(['whole', true]);
    expect(addresses.map(({ address }) => address)).toEqual(['10.76.4.11', '10.76.4.12']);
  });

  it.each([
    ['the only one', [LIFETIME]],
    ['the second one', [FIRST, LIFETIME, LIFETIME]],
  ])('are no whole listing when lifetimes are left of one that was cut off: %s', (_, lines) => {
    expect(read(...lines)).toMatchObject({ parsed: 'part', isListing: false });
  });

  it('do not go to the interface before when the first line of their own was lost', () => {
    const { parsed, addresses } = read(
      FIRST,
      LIFETIME,
      '    link/ether 02:00:5e:71:04:19 brd ff:ff:ff:ff:ff:ff',
      SECOND,
    );

    expect(parsed).toBe('part');
    expect(addresses.map(({ address }) => address)).toEqual(['10.76.4.11']);
  });

  it('are whole without lifetimes, as tools print them that know of none', () => {
    expect(read(FIRST, SECOND)).toMatchObject({ parsed: 'whole', isListing: true });
  });
});
