import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/evidence/linux/iptables-rule.ts';
import { nftMarking } from '../../../src/evidence/linux/nft-marking.ts';

const ANY = { from: null, to: null, iif: null, protocol: null, sourcePorts: null, destinationPorts: null };

describe('the mark that an nft rule gives', () => {
  it('is one for all packets that it asks for', () => {
    expect(
      nftMarking('ip daddr 10.60.0.0/16 tcp dport 443 counter packets 3 bytes 180 meta mark set 0x0000002a'),
    ).toEqual({
      ...ANY,
      to: '10.60.0.0/16',
      protocol: 6,
      destinationPorts: { from: 443, to: 443 },
      marks: [42],
      byPacket: false,
      whole: true,
    });
  });

  it('goes by turns or at random with numgen, whatever the connection', () => {
    expect(nftMarking('ip6 daddr 2001:db8:50::/48 meta mark set numgen inc mod 2')).toMatchObject({
      to: '2001:db8:50::/48',
      marks: [0, 1],
      byPacket: true,
      whole: true,
    });
    expect(nftMarking('meta mark set numgen random mod 3 offset 10')).toMatchObject({ marks: [10, 11, 12] });
    expect(nftMarking('meta mark set numgen inc mod 2 map { 0 : 0x00000064, 1 : 0x000000c8 }')).toMatchObject({
      marks: [100, 200],
      byPacket: true,
    });
  });

  it('leaves the other packets unmarked where the rule itself acts by turns', () => {
    expect(nftMarking('numgen inc mod 2 0 meta mark set 0x1')).toMatchObject({ marks: [0, 1], byPacket: true });
  });

  it('says when the rule asks for more than was taken apart', () => {
    expect(nftMarking('ct state new meta mark set 0x1')).toMatchObject({ marks: [1], whole: false });
    expect(nftMarking('iifname "eth1" meta mark set 0x1')).toMatchObject({ iif: 'eth1', whole: true });
  });

  it('is none where only bits of it change, a hash decides, or the connection’s is copied', () => {
    expect(nftMarking('meta mark set meta mark and 0xff')).toBeNull();
    expect(nftMarking('meta mark set jhash ip saddr . ip daddr mod 2')).toBeNull();
    expect(nftMarking('meta mark set ct mark')).toBeNull();
  });
});

describe('the mark that an iptables rule gives', () => {
  const marking = (rest: string) => meaningOf(rest.split(' ')).marking;

  it('goes by turns or at random with the match statistic', () => {
    const nth = '-d 10.60.0.0/16 -m statistic --mode nth --every 2 --packet 0 -j MARK --set-xmark 0x1/0xffffffff';

    expect(marking(nth)).toEqual({ ...ANY, to: '10.60.0.0/16', marks: [0, 1], byPacket: true, whole: true });
  });

  it('is one for all packets without it, and asks for more where a word is not taken apart', () => {
    expect(marking('-p tcp -m tcp --dport 443 -j MARK --set-xmark 0x2/0xffffffff')).toMatchObject({
      marks: [2],
      protocol: 6,
      destinationPorts: { from: 443, to: 443 },
      byPacket: false,
      whole: true,
    });
    expect(marking('! -s 10.0.0.0/8 -j MARK --set-xmark 0x2/0xffffffff')).toMatchObject({ whole: false });
    expect(marking('-j ACCEPT')).toBeNull();
  });
});
