import { describe, expect, it } from 'vitest';
import { batched } from '../../../lab/ground/batch.ts';

describe('shell lines as a script with fewer processes', () => {
  it('makes one batch of ip lines that follow one another', () => {
    expect(batched(['ip addr add 10.1.1.1/24 dev eth0', 'ip route add default via 10.1.1.254'])).toBe(
      [
        "ip -batch - <<'END_OF_BATCH'",
        'addr add 10.1.1.1/24 dev eth0',
        'route add default via 10.1.1.254',
        'END_OF_BATCH',
      ].join('\n'),
    );
  });

  it('keeps the family of a batch', () => {
    expect(batched(['ip -6 route add default via fd00::1'])).toContain('ip -6 -batch -');
  });

  it('gives nft the words without their shell quotes', () => {
    expect(batched([`nft 'add rule inet f c iifname "eth0" ct state invalid drop'`, 'nft add table inet g'])).toBe(
      [
        "nft -f - <<'END_OF_BATCH'",
        'add rule inet f c iifname "eth0" ct state invalid drop',
        'add table inet g',
        'END_OF_BATCH',
      ].join('\n'),
    );
  });

  it('keeps the order of different programs', () => {
    const script = batched(['ip link set eth0 up', 'sysctl -qw net.ipv4.ip_forward=1', 'ip link set eth1 up']);
    expect(script.indexOf('eth0')).toBeLessThan(script.indexOf('sysctl'));
    expect(script.indexOf('sysctl')).toBeLessThan(script.indexOf('eth1'));
    expect(script.match(/ip -batch/g)).toHaveLength(2);
  });

  it.each([
    'ip neigh replace 10.1.1.1 lladdr $(cat /sys/class/net/eth0/address) dev eth0',
    'ip route | grep default',
    'nft add rule inet f c counter \\; drop',
    'nft "add table inet f"',
    'ip -s link',
  ])('leaves to the shell what needs it: %s', (line) => {
    expect(batched([line])).toBe(line);
  });
});
