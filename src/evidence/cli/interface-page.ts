import type { Interface } from '../../model/facts.ts';
import type { Line } from '../parser.ts';
import { isAddress, isPrefix } from './address-shape.ts';
import { linkUp } from './interface-all.ts';
import { present, wholeNumber } from './layout.ts';

const NAME = /^(?:Name|Interface):\s*(?<name>[^\s,]+)(?:,\s*ID:\s*\d+)?(?:,\s*802\.1q tag:\s*(?<tag>\d+))?$/i;
const ROUTER = /^(?:Virtual|Logical) router:?\s+(?<router>\S.*)$/i;
const ADDRESS = /^Interface IP(?:v6)? address(?:es)?:\s*(?<address>.*)$/i;
const ZONE = /^Zone:\s*(?<zone>.*?)(?:,\s*virtual system:\s*(?<vsys>\S+))?$/i;
const LINK = /^Runtime link speed\/duplex\/state:\s*(?<link>\S+)$/i;

/** The lines that `show interface X` prints about the configuration and that no fact carries. */
const UNUSED = [
  /^(?:Link status|MAC address):$/i,
  /^Configured link speed\/duplex\/state:/i,
  /^Port MAC address\s/i,
  /^(?:Operation mode|Untagged sub-interface support|Interface management profile|Service configured):/i,
  /^Interface MTU\s+\d+$/i,
  /^Interface belong to same subnet as management interface:/i,
  /^(?:Adjust TCP MSS|IPv[46] MSS adjustment|Ignore IPv4 DF|Policing|Proxy protocol|Aggregate group)\s?:/i,
  /^(?:[\w-]+:\s*(?:yes|no)(?:\s+|$))+$/i,
] as const;

export type InterfaceTraits = Pick<Interface, 'zone' | 'router' | 'vsys' | 'tag' | 'up' | 'addresses'>;

export const NO_TRAITS: InterfaceTraits = { zone: null, router: null, vsys: null, tag: null, up: null, addresses: [] };

/** The interface that a `Name: ethernet1/1, ID: 16` line (or `Interface: …` of the counters command) starts. */
export function namedBy(text: string): string | null {
  return NAME.exec(text)?.groups?.name ?? null;
}

/**
 * What one configuration line of `show interface X` adds to what the lines above it said; null when it adds nothing.
 * Further addresses of an interface stand alone on the lines below the first.
 */
export function traitsAfter(text: string, before: InterfaceTraits): InterfaceTraits | null {
  const tag = wholeNumber(NAME.exec(text)?.groups?.tag);
  if (tag !== null) return { ...before, tag };
  const zone = ZONE.exec(text)?.groups;
  if (zone !== undefined) return { ...before, zone: present(zone.zone), vsys: present(zone.vsys) };
  const router = ROUTER.exec(text)?.groups?.router;
  if (router !== undefined) return { ...before, router: present(router) };
  const link = LINK.exec(text)?.groups?.link;
  if (link !== undefined) return { ...before, up: linkUp(link) };
  const address = (ADDRESS.exec(text)?.groups?.address ?? text).trim();
  if (isPrefix(address) || isAddress(address)) return { ...before, addresses: [...before.addresses, address] };
  return null;
}

/** True for a line that is known and says nothing that a fact carries. */
export function isUnusedLine(line: Line): boolean {
  const text = line.text.trim();
  if (present(ADDRESS.exec(text)?.groups?.address) === null && ADDRESS.test(text)) return true;
  return UNUSED.some((pattern) => pattern.test(text));
}
