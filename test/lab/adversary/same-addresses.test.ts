import { describe, expect, it } from 'vitest';
import { onesAddresses } from '../../../lab/adversary/same-addresses.ts';
import type { Flow } from '../../../src/model/flow.ts';

function flow(client: string, server: string, port: number): Flow {
  return { protocol: 'tcp', client: { address: client, port: 40_000 }, server: { address: server, port } };
}

const FROM = flow('10.1.1.5', '192.0.2.186', 443);
const TO = flow('10.20.30.41', '198.51.100.7', 8080);

describe('an incident told as if it were about the ends of another one', () => {
  const told = onesAddresses(FROM, TO) ?? ((text: string) => text);

  it('has their addresses and the port of their service', () => {
    expect(told('10.1.1.5:41570 > 192.0.2.186:443')).toBe('10.20.30.41:41570 > 198.51.100.7:8080');
    expect(told('src=192.0.2.186 dst=10.1.1.5 sport=443')).toBe('src=198.51.100.7 dst=10.20.30.41 sport=8080');
  });

  it('keeps what is in one network in one network', () => {
    expect(told('192.0.2.176/28 dev eth1 proto kernel scope link src 192.0.2.182')).toBe(
      '198.51.100.0/28 dev eth1 proto kernel scope link src 198.51.100.11',
    );
    expect(told('inet 192.0.2.186/28 scope global eth1')).toBe('inet 198.51.100.7/28 scope global eth1');
    expect(told('10.1.1.0/24 via 192.0.2.177')).toBe('10.20.30.0/24 via 198.51.100.12');
  });

  it('leaves other networks, other numbers and other ports alone', () => {
    const text = 'default via 172.16.0.1 metric 443, 10.1.10.5, 192.0.2.186.4430';
    expect(told('via 172.16.0.1 metric 443, 10.1.10.5')).toBe('via 172.16.0.1 metric 443, 10.1.10.5');
    expect(told(text)).not.toContain('8080');
  });

  it('is not told so where an end is of IPv6', () => {
    expect(onesAddresses(flow('2001:db8::1', '2001:db8::2', 443), TO)).toBeNull();
  });
});
