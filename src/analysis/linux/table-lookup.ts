import { covers, prefixLength } from '../address.ts';
import type { Kernel, KernelNextHop, KernelRoute, Packet } from './kernel.ts';

/** Bits of the TOS that routes compare (RT_TOS). */
const TOS_BITS = 0x1c;

/** What one table says. `hit` also when the route refuses; `miss`: the next rule is asked. */
export type TableAnswer =
  | { readonly kind: 'hit'; readonly route: KernelRoute; readonly nextHops: readonly KernelNextHop[] }
  | { readonly kind: 'miss'; readonly thrown: KernelRoute | null };

type Rows = readonly KernelRoute[];

/** Route types that have no way out. */
const REFUSING: ReadonlySet<string> = new Set(['unreachable', 'blackhole', 'prohibit']);

/** True for a route that answers with an error. */
export function refuses(route: KernelRoute): boolean {
  return REFUSING.has(route.type);
}

/**
 * The order in which the kernel tries the routes that cover an address: longest prefix, then a matching TOS before
 * none, then the lowest metric, then as listed (net/ipv4/fib_trie.c; ip-route(8): "the route with the longest matching
 * prefix … TOS … preference"). IPv6 routes have no TOS.
 */
function inOrder(tables: readonly Rows[], packet: Packet): readonly KernelRoute[] {
  return tables
    .flatMap((rows, table) => rows.map((route) => ({ route, table })))
    .filter(({ route }) => covers(route.prefix, packet.destination))
    .filter(({ route: { tos } }) => tos === 0 || (tos & TOS_BITS) === (packet.tos & TOS_BITS))
    .map((one, place) => ({ ...one, place, length: prefixLength(one.route.prefix) ?? 0 }))
    .sort(
      (one, other) =>
        other.length - one.length ||
        one.table - other.table ||
        other.route.tos - one.route.tos ||
        one.route.metric - other.route.metric ||
        one.place - other.place,
    )
    .map(({ route }) => route);
}

/**
 * Ways of a route that the kernel may take: not dead, not without link where `ignore_routes_with_linkdown` is on for
 * the interface (ip-sysctl), and by the interface that the packet is bound to.
 */
function usable(kernel: Kernel, route: KernelRoute, packet: Packet, anyLink: boolean): readonly KernelNextHop[] {
  return route.nextHops.filter(({ dead, linkdown, device }) => {
    if (dead) return false;
    if (linkdown && !anyLink && device !== null && kernel.setting('ignore_routes_with_linkdown', device) === 1)
      return false;
    return packet.oif === null || device === packet.oif;
  });
}

/**
 * Looks a packet up in one table, or in several that the kernel keeps as one: of equal prefixes the earlier table's wins.
 * `anyLink` overlooks links that are down, as the loose filter does.
 */
export function lookUpTable(kernel: Kernel, tables: readonly Rows[], packet: Packet, anyLink = false): TableAnswer {
  for (const route of inOrder(tables, packet)) {
    if (route.type === 'throw') return { kind: 'miss', thrown: route };
    if (refuses(route)) return { kind: 'hit', route, nextHops: [] };
    const nextHops = usable(kernel, route, packet, anyLink);
    if (nextHops.length > 0) return { kind: 'hit', route, nextHops };
  }
  return { kind: 'miss', thrown: null };
}
