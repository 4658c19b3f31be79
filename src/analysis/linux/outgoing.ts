import { type Choice, choose } from './choice.ts';
import { type Kernel, type KernelNextHop, type KernelRoute, type KernelRule, LOOPBACK, type Packet } from './kernel.ts';
import { sourceFor } from './source-address.ts';

/** One way on which a packet may leave. */
export interface Exit {
  /** `lo` for a packet to the host itself. */
  readonly device: string | null;
  readonly gateway: string | null;
  readonly source: string | null;
}

/** Where a packet goes. Several exits: the kernel shares them out by a hash, or by what its neighbours answer. */
export type Fate =
  | {
      readonly kind: 'leaves' | 'local';
      readonly exits: readonly [Exit, ...Exit[]];
      readonly rule: KernelRule | null;
      readonly table: string | null;
      /** Null for a packet that is bound to an interface and taken to be on its link. */
      readonly route: KernelRoute | null;
    }
  | Exclude<Choice, { readonly kind: 'route' }>;

/**
 * Where a packet that the host itself makes would leave, as `ip route get DESTINATION from SOURCE …` answers
 * (ip_route_output_key_hash_rcu() in net/ipv4/route.c). One fate when all that decides was shown, else several.
 */
export function outgoing(kernel: Kernel, packet: Omit<Packet, 'iif'>): readonly Fate[] {
  const own: Packet = { ...packet, iif: LOOPBACK };
  return choose(kernel, own).map((choice) => {
    const refused = choice.kind === 'refused' || choice.kind === 'none';
    return (refused ? onLink(kernel, own) : null) ?? onward(kernel, own, choice);
  });
}

/** Where a packet goes by a choice, for one made here as for one received. */
export function onward(kernel: Kernel, packet: Packet, choice: Choice): Fate {
  if (choice.kind !== 'route') return choice;
  const { rule, table, route } = choice;
  if (route.type === 'local') {
    const source = packet.source ?? route.source ?? packet.destination;
    return { kind: 'local', exits: [{ device: LOOPBACK, gateway: null, source }], rule, table, route };
  }
  const [first, ...rest] = waysOf(kernel, packet, choice).map((way) => exitOf(kernel, packet, way.route, way.hop));
  if (first === undefined) return { kind: 'none' };
  const unknown = [first, ...rest].find(({ device }) => !mayHave(kernel, device))?.device ?? null;
  if (unknown !== null) return { kind: 'missing', what: `the interfaces were listed without ${unknown}` };
  return { kind: 'leaves', exits: [first, ...rest], rule, table, route };
}

/**
 * A route goes when its interface does (ip-route(8)), so an interface that the whole list of them lacks shows that one of the
 * two listings was cut, or is of another time.
 */
function mayHave({ interfaces, allInterfaces }: Kernel, device: string | null): boolean {
  if (device === null || interfaces === null || !allInterfaces) return true;
  return interfaces.some(({ name }) => name === device);
}

function exitOf(kernel: Kernel, packet: Packet, route: KernelRoute | null, way: KernelNextHop): Exit {
  const { device, gateway } = way;
  return { device, gateway, source: packet.source ?? sourceFor(kernel, route, way) };
}

/** IPv4 takes the destination of a bound packet without a route to be on the link, whatever refused it. */
function onLink(kernel: Kernel, packet: Packet): Fate | null {
  if (packet.oif === null || kernel.family === 6) return null;
  const way = { gateway: null, device: packet.oif, dead: false, linkdown: false };
  return { kind: 'leaves', exits: [exitOf(kernel, packet, null, way)], rule: null, table: null, route: null };
}

interface RouteWay {
  readonly route: KernelRoute;
  readonly hop: KernelNextHop;
}

/** A bound packet takes the first way by its interface; of equal default routes a reachable gateway is preferred. */
function waysOf(kernel: Kernel, packet: Packet, choice: Choice & { readonly kind: 'route' }): readonly RouteWay[] {
  const { route, nextHops } = choice;
  const own = nextHops.map((hop) => ({ route, hop }));
  if (packet.oif !== null) return own.slice(0, 1);
  return kernel.family === 4 && nextHops.length > 1 ? own : [...own, ...equalRoutes(kernel, choice)];
}

/**
 * Ways of equal routes that the kernel prefers by the state of their neighbours: for IPv4 of default routes
 * (fib_select_default() in net/ipv4/fib_semantics.c), for IPv6 of all (find_rr_leaf() in net/ipv6/route.c).
 */
function equalRoutes(kernel: Kernel, choice: Choice & { readonly kind: 'route' }): readonly RouteWay[] {
  const { route, table } = choice;
  if (route.type !== 'unicast' || (kernel.family === 4 && !route.prefix.endsWith('/0'))) return [];
  return (kernel.tables.get(table) ?? [])
    .filter((row) => row !== route && row.prefix === route.prefix && row.type === 'unicast')
    .filter((row) => row.tos === route.tos && row.metric === route.metric && row.scope === route.scope)
    .flatMap((row) => row.nextHops.map((hop) => ({ route: row, hop })))
    .filter(({ hop }) => !hop.dead && (kernel.family === 6 || hop.gateway !== null));
}
