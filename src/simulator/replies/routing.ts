import { hostOf } from '../network/address.ts';
import { interfaceNamed, lookUp, type RouteRow, routeTable } from '../network/routing.ts';
import type { FirewallSettings } from '../network/settings.ts';
import { type DeviceView, type Reply, result } from './device.ts';
import { type Request, wordAfter } from './request.ts';
import { branch, leaf, leaves } from './xml.ts';

const LEGEND =
  'flags: A:active, ?:loose, C:connect, H:host, S:static, ~:internal, R:rip, O:ospf, B:bgp, Oi:ospf intra-area, Oo:ospf inter-area, O1:ospf ext-type-1, O2:ospf ext-type-2, E:ecmp, M:multicast';

/** `show routing route`; a device with the advanced engine answers nothing here. */
export function legacyRoutes({ firewall: { settings } }: DeviceView): Reply {
  if (settings.engine === 'advanced') return result('');
  const rows = routeTable(settings).flatMap((row) => {
    const own = ownAddress(settings, row.interface);
    if (row.nextHop !== null) return [entry(settings, row, row.nextHop, row.active ? 'A S' : '  S', row.interface)];
    const host = { ...row, prefix: `${own}/32` };
    return [entry(settings, row, own, 'A C', row.interface), entry(settings, host, '0.0.0.0', 'A H', '')];
  });
  return result([leaf('flags', LEGEND), ...rows].join('\n'));
}

function entry(settings: FirewallSettings, row: RouteRow, nextHop: string, flags: string, port: string): string {
  return branch('entry', [
    ...leaves({ 'virtual-router': settings.router, destination: row.prefix, nexthop: nextHop, metric: row.metric }),
    leaf('flags', `${flags}   `),
    '<age></age>',
    leaf('interface', port),
    leaf('route-table', 'unicast'),
  ]);
}

/** `show advanced-routing route`: JSON with the field names of FRR, in an element. */
export function advancedRoutes({ firewall: { settings } }: DeviceView): Reply {
  if (settings.engine === 'legacy') return { kind: 'error', code: '17', message: 'advanced-routing is unexpected' };
  const table: Record<string, unknown[]> = {};
  for (const row of routeTable(settings)) table[row.prefix] = [...(table[row.prefix] ?? []), jsonRow(row)];
  return result(leaf('json', JSON.stringify({ [settings.router]: table })));
}

function jsonRow({ prefix, nextHop, interface: port, metric, active }: RouteRow): unknown {
  const distance = nextHop === null ? 0 : 10;
  return {
    prefix,
    protocol: nextHop === null ? 'connected' : 'static',
    vrfName: 'default',
    ...(active ? { selected: true, installed: true } : {}),
    distance,
    metric,
    uptime: '1w5d04h',
    nexthops: [
      {
        ...(nextHop === null ? {} : { ip: nextHop }),
        flags: active ? (nextHop === null ? 'A C ' : 'A S ') : '  S ',
        ...(active ? { fib: true } : {}),
        interfaceName: port,
        active,
        weight: 1,
      },
    ],
  };
}

/** `show routing fib` and `show advanced-routing fib`: the same shape, of active routes only. */
export function fib({ firewall: { settings } }: DeviceView, { words }: Request): Reply {
  const asked = words[1] === 'advanced-routing' ? 'advanced' : 'legacy';
  if (asked !== settings.engine) {
    return asked === 'legacy' ? result('') : { kind: 'error', code: '17', message: 'advanced-routing is unexpected' };
  }
  const rows = routeTable(settings)
    .filter(({ active }) => active)
    .flatMap((row, index) => fibRows(settings, row, index + 3));
  const table = branch('entry', [
    ...leaves({ id: 1, vr: settings.router, max: 5000, type: 0, ecmp: 0 }),
    branch('entries', rows),
    leaf('nentries', rows.length),
  ]);
  return result([leaf('dp', 'dp0'), leaf('total', rows.length), branch('fibs', [table])].join('\n'));
}

function fibRows(settings: FirewallSettings, row: RouteRow, id: number): readonly string[] {
  const one = (dst: string, flags: string, nexthop: string, number: number): string =>
    branch('entry', leaves({ id: number, dst, interface: row.interface, nh_type: 0, flags, nexthop, mtu: 1500 }));
  if (row.nextHop !== null) return [one(row.prefix, 'ug', row.nextHop, id)];
  const own = ownAddress(settings, row.interface);
  return [one(row.prefix, 'u', '0.0.0.0', id), one(`${own}/32`, 'uh', '0.0.0.0', id + 100)];
}

function ownAddress(settings: FirewallSettings, name: string): string {
  return hostOf(interfaceNamed(settings, name)?.address ?? '0.0.0.0');
}

/** `test routing fib-lookup` and its advanced form. `<ip>` is the next hop; a connected destination has none. */
export function fibLookup({ firewall: { settings } }: DeviceView, request: Request): Reply {
  const advanced = request.words[1] === 'advanced-routing';
  const keyword = advanced ? 'logical-router' : 'virtual-router';
  const [router, address] = [wordAfter(request, keyword), wordAfter(request, 'ip')];
  if (advanced !== (settings.engine === 'advanced') || router !== settings.router || address === null) {
    return { kind: 'error', code: null, message: `${keyword} ${router ?? ''} does not exist` };
  }
  const exit = lookUp(settings, address);
  if (exit === null) return result(leaves({ nh: 'no route', dp: 'dp0' }).join(''));
  const hop = exit.nextHop === null ? {} : { ip: exit.nextHop };
  const fields = { nh: 'ip', src: ownAddress(settings, exit.interface), ...hop, metric: exit.metric };
  return result(leaves({ ...fields, interface: exit.interface, dp: 'dp0' }).join(''));
}
