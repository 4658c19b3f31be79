import type { RoutingEngine } from '../../model/panos-command.ts';
import type { FirewallSettings, InterfaceSettings, PbfSettings, StaticRoute } from '../network/settings.ts';

/** One small company: an office, two providers, the edge of the data centre as an HA pair, and the firewall behind it. */
export const CLIENT = '10.20.30.41';
export const SERVER = '10.50.60.10';
export const SERVER_PORT = 443;

function port(id: number, site: number, zone: string | null, address: string | null, up = true): InterfaceSettings {
  const mac = `00:00:5e:00:53:${(site * 16 + id).toString(16).padStart(2, '0')}`;
  return { name: `ethernet1/${id}`, id: 15 + id, mac, up, zone, address };
}

const ANY_TO_ANY = { asymmetricPath: 'drop', rejectNonSyn: true } as const;

export function branchSettings(engine: RoutingEngine): FirewallSettings {
  return {
    ...ANY_TO_ANY,
    engine,
    router: 'branch',
    interfaces: [
      port(1, 1, 'WAN', '192.0.2.2/30'),
      port(2, 1, 'Users', '10.20.30.1/24'),
      port(4, 1, 'Printers', '10.20.40.1/24'),
    ],
    routes: [{ prefix: '0.0.0.0/0', nextHop: '192.0.2.1', interface: 'ethernet1/1', metric: 10 }],
    pbf: [],
    nat: [],
    rules: [
      { name: 'users out', from: 'Users', to: 'WAN' },
      { name: 'users to printers', from: 'Users', to: 'Printers' },
    ],
  };
}

export function edgeSettings(engine: RoutingEngine): FirewallSettings {
  return {
    ...ANY_TO_ANY,
    engine,
    router: 'edge',
    interfaces: [
      port(1, 2, 'ISP-1', '198.51.100.2/29'),
      port(2, 2, 'Core', '10.50.1.1/29'),
      port(3, 2, 'ISP-2', '203.0.113.2/29', false),
      port(7, 2, null, null),
      port(8, 2, null, null),
    ],
    routes: [
      { prefix: '0.0.0.0/0', nextHop: '198.51.100.1', interface: 'ethernet1/1', metric: 10 },
      { prefix: '10.50.0.0/16', nextHop: '10.50.1.2', interface: 'ethernet1/2', metric: 10 },
    ],
    pbf: [],
    nat: [
      nat('hide-isp-1', 'ISP-1', 'ethernet1/1', '198.51.100.3'),
      nat('hide-isp-2', 'ISP-2', 'ethernet1/3', '203.0.113.3'),
    ],
    rules: [
      { name: 'sites in', from: 'ISP-1', to: 'Core' },
      { name: 'sites in by isp 2', from: 'ISP-2', to: 'Core' },
      { name: 'core out', from: 'Core', to: 'any' },
    ],
  };
}

function nat(name: string, toZone: string, egress: string, address: string): FirewallSettings['nat'][number] {
  return { name, fromZone: 'Core', toZone, egress, source: '10.50.1.0/29', address };
}

export function dataCentreSettings(engine: RoutingEngine): FirewallSettings {
  return {
    ...ANY_TO_ANY,
    engine,
    router: 'dc',
    interfaces: [
      port(1, 3, 'Core', '10.50.1.2/29'),
      port(2, 3, 'Servers', '10.50.60.1/24'),
      port(3, 3, 'Inspection', '10.50.70.1/29'),
      port(4, 3, 'Databases', '10.50.80.1/24'),
    ],
    routes: [{ prefix: '0.0.0.0/0', nextHop: '10.50.1.1', interface: 'ethernet1/1', metric: 10 }],
    pbf: [],
    nat: [],
    rules: [
      { name: 'web in', from: 'Core', to: 'Servers' },
      { name: 'web inspected', from: 'Core', to: 'Inspection' },
      { name: 'web to databases', from: 'Servers', to: 'Databases' },
    ],
  };
}

/** The second provider's default route; its metric makes it the better one. */
export const ISP_2_DEFAULT: StaticRoute = {
  prefix: '0.0.0.0/0',
  nextHop: '203.0.113.1',
  interface: 'ethernet1/3',
  metric: 5,
};

/** What mends two links: replies go back to the router that the request came from. */
export const SYMMETRIC_RETURN: PbfSettings = {
  name: 'isp-1-return',
  id: 1,
  fromZone: 'ISP-1',
  source: 'any',
  destination: '10.50.0.0/16',
  port: null,
  egress: 'ethernet1/2',
  nextHop: '10.50.1.2',
  symmetricReturn: true,
};

/** Sends requests to the web servers through an inspecting router that hands them to the servers itself. */
export const INSPECTION: PbfSettings = {
  name: 'web-inspect',
  id: 1,
  fromZone: 'Core',
  source: 'any',
  destination: '10.50.60.0/24',
  port: SERVER_PORT,
  egress: 'ethernet1/3',
  nextHop: '10.50.70.2',
  symmetricReturn: false,
};

type Routed = Pick<FirewallSettings, 'interfaces' | 'routes'>;

const route = (prefix: string, nextHop: string, by: number): StaticRoute => ({
  prefix,
  nextHop,
  interface: `ethernet1/${by}`,
  metric: 10,
});

/** The two providers carry the company's networks between its sites, and hand over to each other. */
export const ISP_1: Routed = {
  interfaces: [
    port(1, 4, null, '192.0.2.1/30'),
    port(2, 4, null, '198.51.100.1/29'),
    port(3, 4, null, '203.0.113.129/30'),
    port(4, 4, null, '192.0.2.193/26'),
  ],
  routes: [
    route('10.20.0.0/16', '192.0.2.2', 1),
    route('10.50.0.0/16', '198.51.100.2', 2),
    route('203.0.113.0/29', '203.0.113.130', 3),
  ],
};

export const ISP_2: Routed = {
  interfaces: [
    port(1, 5, null, '203.0.113.1/29'),
    port(2, 5, null, '203.0.113.130/30'),
    port(3, 5, null, '192.0.2.194/26'),
  ],
  routes: [route('10.20.0.0/16', '203.0.113.129', 2), route('198.51.100.0/29', '203.0.113.129', 2)],
};

export const INSPECTOR: Routed = {
  interfaces: [port(1, 6, null, '10.50.70.2/29'), port(2, 6, null, '10.50.60.2/24')],
  routes: [route('0.0.0.0/0', '10.50.70.1', 1)],
};
