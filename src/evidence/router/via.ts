import type { RouterPath } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';

const INTERFACE = /^(?<name>[A-Za-z][\w./:-]*)(?:\s+(?<mark>\(!\)|\(>\)|inactive|onlink|label .*))?$/;
const HEAD =
  /^via (?<hop>[^\s%]+)(?:%(?<in>\S+))?(?:\s+\((?:nexthop in vrf )?(?<vrf>[^()\s]+)\))?(?<mark>\s+\([!>]\))?$/;

/** The name of the first interface among the comma-separated parts behind a next hop, and whether it is a backup's. */
export function interfaceAmong(parts: readonly string[]): { readonly name: string; readonly backup: boolean } | null {
  for (const part of parts) {
    const { name, mark } = INTERFACE.exec(part)?.groups ?? {};
    if (name !== undefined && name !== 'weight') return { name, backup: mark === '(!)' || mark === 'inactive' };
  }
  return null;
}

/**
 * Reads what IOS, IOS-XR, EOS and NX-OS print behind a prefix: `via 192.0.2.1, 00:05:12, GigabitEthernet0/1`,
 * `via 192.0.2.1 (BLUE), 3w4d`, `via 192.0.2.1%management, …`, `via Vlan1, directly connected`. Null when it is none.
 */
export function pathOfVia(text: string): RouterPath | null {
  const [first = '', ...parts] = text.split(/,\s*/);
  const { hop, in: inside, vrf, mark } = HEAD.exec(first.trim())?.groups ?? {};
  if (hop === undefined) return null;
  if (!isAddress(hop)) {
    const direct = parts.some((part) => /^(?:directly connected|receive)$/.test(part));
    return direct || /^null\s?0$/i.test(hop) ? { nextHop: null, interface: hop, nextHopVrf: null, used: true } : null;
  }
  const out = interfaceAmong(parts);
  return {
    nextHop: hop,
    interface: out?.name ?? null,
    nextHopVrf: inside ?? vrf ?? null,
    used: mark === undefined && out?.backup !== true,
  };
}
