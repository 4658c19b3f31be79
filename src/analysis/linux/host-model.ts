import type { FindingReading, Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { factsOf } from '../context.ts';
import { observe } from '../observation.ts';
import type { ServerHost } from './host-flow.ts';
import type { KernelInterface, SettingName } from './kernel.ts';
import { inForce } from './settings.ts';

/** Two interfaces with addresses in one subnet. */
interface Shared {
  readonly names: readonly [string, string];
  readonly prefix: string;
}

/**
 * States whether several interfaces of the server stand in one subnet, and whether each then answers ARP for the
 * addresses of the others: it does unless `arp_ignore` is 1 or more, or `arp_filter` is on (ip-sysctl; Linux follows the
 * weak host model of RFC 1122).
 */
export function hostModel(host: ServerHost): readonly Observation[] {
  const { view, kernel } = host;
  if (kernel.family === 6 || kernel.interfaces === null) return [];
  const shared = sharedSubnet(kernel.interfaces);
  const citations = factsOf(view, 'host-interface')
    .filter(({ fact }) => shared?.names.includes(fact.name) ?? false)
    .map(({ fact }) => fact.at);
  const values = { interfaces: shared?.names.join(' and ') ?? null, prefix: shared?.prefix ?? null };
  const about = { observers: [view.name], values, citations };
  const answers: FindingReading = shared === null ? 'not-seen' : answersForOthers(host, shared);
  return [
    observe('host.shared-subnet', shared === null ? 'not-seen' : 'seen', about),
    observe('host.arp-flux', answers, {
      ...about,
      values: { ...values, ignore: graded(host, shared, 'arp_ignore'), announce: graded(host, shared, 'arp_announce') },
    }),
  ];
}

function sharedSubnet(interfaces: readonly KernelInterface[]): Shared | null {
  for (const [index, one] of interfaces.entries()) {
    for (const other of interfaces.slice(index + 1)) {
      for (const own of one.addresses) {
        const prefix = `${own.address}/${own.length}`;
        const met = other.addresses.some(({ address, length }) => covers(prefix, address) && length === own.length);
        if (met && own.length < 32 && own.scope < 254) return { names: [one.name, other.name], prefix };
      }
    }
  }
  return null;
}

function answersForOthers({ kernel }: ServerHost, { names }: Shared): FindingReading {
  const strict = (device: string): boolean | null => {
    const ignore = inForce(kernel, 'arp_ignore', device);
    const filter = inForce(kernel, 'arp_filter', device);
    if (!ignore.includes(0) || !filter.includes(0)) return true;
    return ignore.length === 1 && filter.length === 1 ? false : null;
  };
  const states = names.map(strict);
  if (states.every((state) => state === true)) return 'not-seen';
  return states.includes(false) ? 'seen' : 'could-not-tell';
}

function graded({ kernel }: ServerHost, shared: Shared | null, name: SettingName): number | null {
  const values = shared?.names.flatMap((device) => inForce(kernel, name, device)) ?? [];
  return new Set(values).size === 1 ? (values[0] ?? null) : null;
}
