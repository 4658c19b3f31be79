import { covers } from '../address.ts';
import type { Kernel, KernelAddress, KernelInterface, KernelNextHop, KernelRoute } from './kernel.ts';

const SCOPE_LINK = 253;
const SCOPE_HOST = 254;

/**
 * The source that the kernel gives a packet which has none: the route's `src`, else the first primary address of the
 * interface whose scope is wide enough, one in the next hop's subnet before the others; else such an address of another
 * interface (inet_select_addr() in net/ipv4/devinet.c). Null when the addresses are not shown or there is none, and for
 * IPv6, whose rules (RFC 6724) hang on lifetimes and labels.
 */
export function sourceFor(kernel: Kernel, route: KernelRoute | null, nextHop: KernelNextHop): string | null {
  // IPv6 keeps a source for each way of a route and lists the first one's only.
  if (kernel.family === 6 && (route?.nextHops.length ?? 0) > 1) return null;
  if (route !== null && route.source !== null) return route.source;
  const { device, gateway } = nextHop;
  return device === null || kernel.family === 6
    ? null
    : selectAddress(kernel, device, gateway, route?.scope ?? SCOPE_LINK);
}

function selectAddress(kernel: Kernel, name: string, gateway: string | null, scope: number): string | null {
  const { interfaces } = kernel;
  if (interfaces === null) return null;
  // A listing of one family leaves interfaces without such an address out.
  const device = interfaces.find((one) => one.name === name) ?? { name, addresses: [], master: null, vrfTable: null };
  const nearest = kernel.setting('route_localnet', name) === 1 ? SCOPE_HOST : SCOPE_LINK;
  const fit = primaries(device).filter((own) => Math.min(own.scope, nearest) <= scope);
  const towards = fit.find((own) => gateway === null || covers(`${own.address}/${own.length}`, gateway));
  const chosen = towards ?? fit[0];
  if (chosen !== undefined) return chosen.address;
  for (const other of interfaces) {
    const spare = primaries(other).find((own) => own.scope !== SCOPE_LINK && own.scope <= scope);
    if (other.master === device.master && spare !== undefined) return spare.address;
  }
  return null;
}

function primaries(device: KernelInterface): readonly KernelAddress[] {
  return device.addresses.filter(({ secondary }) => !secondary);
}
