import { describe, expect, it } from 'vitest';
import { firewallSettings } from '../../../lab/panos/firewall-settings.ts';
import { readSetup, type Setup } from '../../../lab/panos/read-setup.ts';

function read(...lines: readonly string[]): Setup {
  const setup = readSetup(['ip addr add 10.1.1.1/24 dev eth0', 'ip addr add 10.2.2.1/24 dev eth1.20', ...lines]);
  if (typeof setup === 'string') throw new Error(setup);
  return setup;
}

const ZONE = (device: string): string => (device === 'eth0' ? 'users' : 'servers');
const settings = (...lines: readonly string[]) => firewallSettings(read(...lines), ZONE);

describe('the lines of a node, as a firewall has them', () => {
  it('give interfaces, zones and routes', () => {
    const { interfaces, routes } = settings(
      'ip route add 10.9.0.0/16 via 10.2.2.9',
      'ip route add default via 10.1.1.9',
    );

    expect(interfaces.map(({ name, zone, address }) => [name, zone, address])).toEqual([
      ['ethernet1/1', 'users', '10.1.1.1/24'],
      ['ethernet1/2.20', 'servers', '10.2.2.1/24'],
    ]);
    expect(routes).toMatchObject([
      { prefix: '10.9.0.0/16', nextHop: '10.2.2.9', interface: 'ethernet1/2.20' },
      { prefix: '0.0.0.0/0', nextHop: '10.1.1.9', interface: 'ethernet1/1' },
    ]);
  });

  it('take the heavier of two shares', () => {
    const line = 'ip route add 10.9.0.0/16 nexthop via 10.1.1.9 weight 1 nexthop via 10.2.2.9 weight 255';

    expect(settings(line).routes).toMatchObject([{ nextHop: '10.2.2.9' }]);
  });

  it('make marks a rule of policy-based forwarding', () => {
    const { pbf } = settings(
      'ip route add default via 10.2.2.9 table 100',
      'ip rule add fwmark 7 lookup 100 priority 900',
      "nft 'table inet steer { chain prerouting { type filter hook prerouting priority mangle; ip daddr 10.9.0.0/16 tcp dport 443 meta mark set 7; }; }'",
    );

    expect(pbf).toMatchObject([
      { fromZone: 'users', destination: '10.9.0.0/16', port: 443, nextHop: '10.2.2.9', symmetricReturn: false },
    ]);
  });

  it('translate sources and destinations', () => {
    const { nat, publish } = settings(
      'nft \'table ip nat { chain postrouting { type nat hook postrouting priority srcnat; oifname "eth1.20" masquerade; }; }\'',
      "nft 'table ip nat { chain prerouting { type nat hook prerouting priority dstnat; ip daddr 10.1.1.1 tcp dport 443 counter dnat to 10.2.2.8; }; }'",
    );

    expect(nat).toMatchObject([{ fromZone: 'users', toZone: 'servers', address: '10.2.2.1' }]);
    expect(publish).toMatchObject([{ fromZone: 'users', destination: '10.1.1.1', port: 443, to: '10.2.2.8' }]);
  });

  it('permit and deny ports, the first rule that takes a packet', () => {
    const rules = (body: string) => {
      const base = 'type filter hook forward priority filter; policy drop; ct state established,related counter accept';
      return settings(`nft 'table inet filter { chain forward { ${base}; ${body}; }; }'`).rules;
    };

    expect(rules('tcp dport 9000-9900 ct state new counter accept; counter drop')).toMatchObject([
      { name: 'allow-service-9000', ports: [9000, 9900] },
    ]);
    expect(rules('tcp dport 22 counter drop; ct state new counter accept')).toMatchObject([
      { ports: [22, 22], denies: true },
      { name: 'allow-all' },
    ]);
    expect(rules('counter reject with icmpx admin-prohibited')).toMatchObject([{ name: 'deny-all', denies: true }]);
  });

  it('are handed back when they mean nothing to the model', () => {
    expect(readSetup(['ip link set eth0 mtu 1300'])).toBe('ip link set eth0 mtu 1300');
  });
});
