import type { CommandId } from '../../model/command.ts';
import type { RouterPlatform } from '../../model/facts.ts';
import type { CaseFacts } from '../case-facts.ts';
import { type Fill, withFlow } from './fill.ts';

type Platform = CaseFacts['routerPlatform'];

const INTERFACES: Readonly<Record<RouterPlatform, string>> = {
  ios: 'show ip interface brief',
  'ios-xr': 'show ipv4 interface brief',
  'nx-os': 'show ip interface brief vrf all',
  eos: 'show ip interface brief',
  junos: 'show interfaces terse',
  frr: 'show interface brief',
};

/** What routers and switches are asked, in the words of their system; of IOS while nobody knows it. */
export const ROUTER_COMMANDS = {
  'router-routes': withFlow((f, client, server) =>
    [f.serverAfterNat ?? server, f.clientAfterNat ?? client]
      .map((address) => route(f.routerPlatform, address))
      .join('\n'),
  ),
  'router-balancing': withFlow((f, client, server) => balancing(f.routerPlatform, client, server)),
  'router-exact-route': withFlow((f, client, server) => exact(f.routerPlatform, client, server)),
  'router-interfaces': (f) => INTERFACES[f.routerPlatform ?? 'ios'],
} as const satisfies Partial<Record<CommandId, Fill>>;

function familyOf(address: string): 'ip' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ip';
}

function route(platform: Platform, address: string): string {
  if (platform === 'junos') return `show route forwarding-table destination ${address}`;
  if (platform === 'ios-xr') return `show route ${address.includes(':') ? 'ipv6' : 'ipv4'} ${address}`;
  return `show ${familyOf(address)} route ${address}`;
}

/** Only IOS and Junos can spread packets by configuration; the others hash flows, and their equal paths tell. */
function balancing(platform: Platform, client: string, server: string): string {
  if (platform === 'junos') return 'show configuration | display set | match load-balance';
  if (platform === 'nx-os') return 'show ip load-sharing';
  if (platform === 'eos' || platform === 'frr' || platform === 'ios-xr') return route(platform, client);
  const family = familyOf(client);
  return `show ${family} cef ${client} detail\nshow ${family} cef ${server} detail\nshow running-config | include ^interface|load-sharing`;
}

/** IOS and NX-OS name the path that a pair of addresses is hashed to; on the others the equal paths themselves tell. */
function exact(platform: Platform, client: string, server: string): string {
  const ways = [
    [client, server],
    [server, client],
  ] as const;
  return ways
    .map(([from, to]) => {
      if (platform === 'nx-os') return `show routing hash ${from} ${to}`;
      if (platform === null || platform === 'ios') return `show ${familyOf(from)} cef exact-route ${from} ${to}`;
      return route(platform, to);
    })
    .join('\n');
}
