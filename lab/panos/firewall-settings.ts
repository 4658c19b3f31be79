import { holds, hostOf } from '../../src/simulator/network/address.ts';
import type { FirewallSettings, InterfaceSettings, StaticRoute } from '../../src/simulator/network/settings.ts';
import type { Setup } from './read-setup.ts';

const FIRST_ID = 16;

/** `eth0.20` of a node is `ethernet1/1.20` of a firewall. */
export function portName(device: string): string {
  const [, index = '0', tag = ''] = /^eth(\d+)(\.\d+)?$/.exec(device) ?? [];
  return `ethernet1/${Number(index) + 1}${tag}`;
}

/** Interfaces and routes of a node: what a router has of them, and a firewall. */
export function routedSettings(setup: Setup, zoneOf: (device: string) => string | null) {
  const interfaces = setup.addresses.map(({ device, address }, index): InterfaceSettings => {
    const mac = `00:00:5e:00:53:${(FIRST_ID + index).toString(16)}`;
    return { name: portName(device), id: FIRST_ID + index, mac, up: true, zone: zoneOf(device), address };
  });
  return { interfaces, routes: routesOf(setup, interfaces) };
}

function routesOf({ routes }: Setup, interfaces: readonly InterfaceSettings[]): readonly StaticRoute[] {
  return routes.map(({ prefix, via, metric }) => ({
    prefix,
    nextHop: via,
    interface: towards(via, interfaces).name,
    metric,
  }));
}

/** The same with a route changed: the way out of a prefix leads elsewhere. */
export function rerouted<T extends Pick<FirewallSettings, 'interfaces' | 'routes'>>(settings: T, change: Setup): T {
  const made = routesOf(change, settings.interfaces);
  const kept = settings.routes.filter(({ prefix }) => !made.some((route) => route.prefix === prefix));
  return { ...settings, routes: [...kept, ...made] };
}

/** The settings of a firewall that does what the node's lines say. */
export function firewallSettings(setup: Setup, zoneOf: (device: string) => string): FirewallSettings {
  const routed = routedSettings(setup, zoneOf);
  const zones = routed.interfaces.map(({ zone }) => zone ?? '');
  const zoneTo = (address: string): string => towards(address, routed.interfaces).zone ?? '';
  return {
    ...routed,
    engine: 'legacy',
    router: 'default',
    pbf: setup.steers.flatMap(({ prefix, port, mark }, index) => {
      const nextHop = setup.tables.get(setup.marks.get(mark) ?? '');
      if (nextHop === undefined) return [];
      const egress = towards(nextHop, routed.interfaces).name;
      const from = zones.filter((zone) => zone !== zoneTo(nextHop));
      const ends = { source: 'any', destination: prefix, port, egress, nextHop, symmetricReturn: false };
      return from.slice(0, 1).map((fromZone) => ({ name: 'inspect-service', id: index + 1, fromZone, ...ends }));
    }),
    nat: setup.hides.flatMap(({ device, address: pool }) => {
      const leaving = routed.interfaces.filter(({ name }) => device === null || name === portName(device));
      return leaving.flatMap(({ name, address, zone }) =>
        zones
          .filter((from) => (device === null ? from === zone : from !== zone))
          .map((fromZone, index) => ({
            name: `hide-${zone}${index === 0 ? '' : `-${index + 1}`}`,
            fromZone,
            toZone: zone ?? '',
            egress: name,
            source: 'any',
            address: pool ?? hostOf(address ?? ''),
          })),
      );
    }),
    publish: setup.publishes.map(({ destination, port, to }) => ({
      name: `publish-${port}`,
      fromZone: zoneTo(destination),
      destination,
      port,
      to,
    })),
    rules: rulesOf(setup),
    asymmetricPath: 'drop',
    rejectNonSyn: true,
  };
}

/** A router that is a firewall here permits all. */
function rulesOf({ rules }: Setup): FirewallSettings['rules'] {
  const own = rules.length === 0 ? [{ ports: null, denies: false }] : rules;
  return own.map(({ ports, denies }) => ({
    name: [denies ? 'deny' : 'allow', ports === null ? 'all' : `service-${ports[0]}`].join('-'),
    from: 'any',
    to: 'any',
    ...(ports === null ? {} : { ports }),
    ...(denies ? { denies: true } : {}),
  }));
}

function towards(address: string, interfaces: readonly InterfaceSettings[]): InterfaceSettings {
  const found = interfaces.find((one) => one.address !== null && holds(one.address, address));
  if (found === undefined) throw new Error(`no interface is in the network of ${address}`);
  return found;
}
