import type { HostInterface, HostListing, HostRule, HostTableRoute, IpFamily } from '../../model/facts.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import type { Placed } from '../look.ts';
import { DEFAULT_TABLE, LOCAL_TABLE, MAIN_TABLE } from './choice.ts';
import type { Kernel, KernelAddress, KernelInterface, KernelRoute, KernelRule, SettingName } from './kernel.ts';
import { addressRow, routeRow, ruleRow } from './rows.ts';

const FAMILIES: Readonly<Record<Kernel['family'], IpFamily>> = { 4: 'inet', 6: 'inet6' };
/** Reserved numbers (/etc/iproute2/rt_tables). */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['255', LOCAL_TABLE],
  ['254', MAIN_TABLE],
  ['253', DEFAULT_TABLE],
]);

/**
 * What one host has shown of its routing, for one family. Of each listing the latest whole one counts; what was never
 * listed stays missing. The `local` table, which hardly anybody shows, holds the host's own addresses.
 */
export function kernelOf(view: ObserverView, family: Kernel['family']): Kernel {
  const wanted = FAMILIES[family];
  const listings = inTimeOrder(factsOf(view, 'host-listing')).filter((listing) => isWhole(listing, wanted));
  const name = tableNames(view);
  const addresses = listings.filter(({ fact }) => fact.what === 'addresses').at(-1);
  const interfaces = addresses === undefined ? null : interfacesIn(view, addresses, wanted);
  const tables = tablesOf(view, listings, family, name);
  if (!tables.has(LOCAL_TABLE)) tables.set(LOCAL_TABLE, ownRoutes(interfaces ?? [], family));
  return {
    family,
    rules: rulesOf(view, listings, wanted, name),
    rulesTouched: null,
    tables,
    allTables: listings.some(({ fact }) => fact.what === 'routes' && fact.table === 'all'),
    interfaces,
    // `ip -4 addr` leaves interfaces without such an address out (ip-address(8)).
    allInterfaces: addresses?.fact.family === null,
    setting: settingsOf(view, wanted),
  };
}

function ofFamily(shown: IpFamily | null, wanted: IpFamily): boolean {
  return shown === null || shown === wanted;
}

function isWhole({ fact }: Placed<HostListing>, wanted: IpFamily): boolean {
  return fact.filtered !== true && ofFamily(fact.family, wanted);
}

/** `ip rule` may print a table's name where `ip route` was asked for its number. */
export function tableNames(view: ObserverView): (table: string) => string {
  const named = new Map(factsOf(view, 'host-table-name').map(({ fact }) => [String(fact.number), fact.name]));
  return (table) => named.get(table) ?? RESERVED.get(table) ?? table;
}

function within<T extends Placed>(facts: readonly T[], listing: Placed<HostListing>): readonly T[] {
  return facts.filter(({ evidence }) => evidence === listing.evidence);
}

function rulesOf(
  view: ObserverView,
  listings: readonly Placed<HostListing>[],
  wanted: IpFamily,
  name: (table: string) => string,
): Kernel['rules'] {
  const listing = listings.filter(({ fact }) => fact.what === 'rules' && fact.count > 0).at(-1);
  if (listing === undefined) return null;
  const mine = ({ fact }: Placed<HostRule>): boolean => ofFamily(fact.family, wanted);
  const rules = within(factsOf(view, 'host-rule').filter(mine), listing).map(({ fact }) => ruleRow(fact, name));
  return leadToOwnTables(rules) ? rules.sort((one, other) => one.priority - other.priority) : null;
}

/**
 * Every network namespace begins with rules for `local` and `main` (ip-rule(8)), and hosts that move them keep them: of a
 * listing without one of the two a line was lost. A VRF device's own rule leads to its table instead.
 */
function leadToOwnTables(rules: readonly KernelRule[]): boolean {
  return [LOCAL_TABLE, MAIN_TABLE].every((table) =>
    rules.some(({ action }) => action.kind === 'l3mdev' || (action.kind === 'table' && action.table === table)),
  );
}

function tablesOf(
  view: ObserverView,
  listings: readonly Placed<HostListing>[],
  family: Kernel['family'],
  name: (table: string) => string,
): Map<string, readonly KernelRoute[]> {
  const mine = ({ fact }: Placed<HostTableRoute>): boolean => ofFamily(fact.family, FAMILIES[family]);
  const routes = factsOf(view, 'host-table-route').filter(mine);
  const tables = new Map<string, readonly KernelRoute[]>();
  for (const listing of listings.filter(({ fact }) => fact.what === 'routes')) {
    const rows = within(routes, listing);
    const { table } = listing.fact;
    const shown = table === 'all' ? rows.flatMap(({ fact }) => fact.table ?? []) : table === null ? [] : [table];
    for (const one of new Set(shown)) {
      const own = rows.filter(({ fact }) => table !== 'all' || fact.table === one);
      tables.set(
        name(one),
        own.map(({ fact }) => routeRow(fact, family)),
      );
    }
  }
  return tables;
}

function interfacesIn(view: ObserverView, listing: Placed<HostListing>, wanted: IpFamily): readonly KernelInterface[] {
  return within(factsOf(view, 'host-interface'), listing).map(({ fact }) => interfaceRow(fact, wanted));
}

function interfaceRow({ name, master, vrfTable, addresses }: HostInterface, wanted: IpFamily): KernelInterface {
  const mine = (addresses ?? []).filter(({ family }) => family === wanted);
  return { name, master, vrfTable, addresses: mine.map(addressRow) };
}

function ownRoutes(interfaces: readonly KernelInterface[], family: Kernel['family']): readonly KernelRoute[] {
  return interfaces.flatMap(({ name, addresses }) => addresses.map((own) => ownRoute(name, own, family)));
}

/** The `local` route that the kernel makes for an address. */
export function ownRoute(device: string, own: Pick<KernelAddress, 'address'>, family: Kernel['family']): KernelRoute {
  return {
    type: 'local',
    prefix: `${own.address}/${family === 4 ? 32 : 128}`,
    tos: 0,
    metric: 0,
    scope: 254,
    source: own.address,
    nextHops: [{ gateway: null, device, dead: false, linkdown: false }],
    automatic: true,
    at: null,
  };
}

function settingsOf(view: ObserverView, wanted: IpFamily): Kernel['setting'] {
  const values = new Map<string, number>();
  for (const { fact } of inTimeOrder(factsOf(view, 'sysctl'))) {
    const { origin, interface: device, setting, family, value } = fact;
    if (origin !== 'running' || device === null || family !== wanted || !/^\d+$/.test(value)) continue;
    values.set(`${device} ${setting}`, Number(value));
  }
  return (name: SettingName, device: string) => values.get(`${device} ${name}`) ?? null;
}
