import ipaddr from 'ipaddr.js';
import { isIpv4, mayBeIpv6 } from '../../model/address-text.ts';

/** True for one IPv4 or IPv6 address without a prefix length, as devices print them. */
export function isAddress(text: string): boolean {
  return isIpv4(text) || (mayBeIpv6(text) && ipaddr.IPv6.isValid(text));
}

/** True for `address/length` with a length that the family allows. Host bits may be set: interfaces print them so. */
export function isPrefix(text: string): boolean {
  const slash = text.indexOf('/');
  const address = text.slice(0, slash);
  const length = text.slice(slash + 1);
  if (slash < 1 || !/^\d{1,3}$/.test(length) || !isAddress(address)) return false;
  return Number(length) <= (address.includes(':') ? 128 : 32);
}
