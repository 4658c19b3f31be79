import ipaddr from 'ipaddr.js';
import { ipv4Number } from '../address.ts';

/** The /24 of an IPv4 address, the /64 of an IPv6 one. `address` in its one spelling; null for anything else. */
export function subnetOf(address: string): string | null {
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1];
  if (four !== undefined) return `${four}.0/24`;
  if (!ipaddr.IPv6.isValid(address)) return null;
  const { parts } = ipaddr.IPv6.parse(address);
  return `${new ipaddr.IPv6([...parts.slice(0, 4), 0, 0, 0, 0]).toRFC5952String()}/64`;
}

/** The low 32 bits of an address as a number from 0: all of an IPv4 address. Null for anything else. */
export function lowBits(address: string): number | null {
  const four = ipv4Number(address);
  if (four !== null) return four;
  if (!ipaddr.IPv6.isValid(address)) return null;
  const [high = 0, low = 0] = ipaddr.IPv6.parse(address).parts.slice(6);
  return high * 65_536 + low;
}
