import { holds, hostOf, networkOf } from '../../src/simulator/network/address.ts';
import type { Incident, NodeName } from '../model.ts';
import type { Setup } from './read-setup.ts';
import type { ModelledSite } from './site.ts';

const ROUTE_GET = /^ip route get (?<to>[\d.]+)(?: from (?<from>[\d.]+))?$/;

/** What the hosts at the ends are asked here as on Linux: their routes, and the one to the other end. */
export function hostTexts(
  { asks }: Incident,
  { hosts, firewalls }: ModelledSite,
): readonly { readonly node: NodeName; readonly text: string }[] {
  return [...hosts].flatMap(([node, setup]) => {
    const gets = asks
      .filter((plan) => plan.node === node)
      .flatMap(({ commands }) => commands)
      .filter((command) => ROUTE_GET.test(command));
    if (gets.length === 0) return [];
    // Behind a firewall that translates sources, what the host sees is that address.
    const hidden = setup.addresses.flatMap(({ address }) =>
      firewalls.flatMap(({ settings }) =>
        settings.nat.map((rule) => `ip route get ${rule.address} from ${hostOf(address)}`),
      ),
    );
    const asked: readonly (readonly [string, string])[] = [
      ['ip route', routes(setup)],
      ...[...new Set([...gets, ...hidden])].map((command) => [command, routeGet(setup, command)] as const),
    ];
    return [{ node, text: asked.map(([command, out]) => `[root@${node} ~]# ${command}\n${out}`).join('') }];
  });
}

/** The default route first, as iproute2 prints them, then the networks of the host's own. */
function routes({ addresses, routes: given }: Setup): string {
  const ways = given.map(({ prefix, via }) => {
    const device = addresses.find(({ address }) => holds(address, via))?.device;
    return `${prefix === '0.0.0.0/0' ? 'default' : prefix} via ${via} dev ${device}`;
  });
  const own = addresses.map(
    ({ device, address }) => `${networkOf(address)} dev ${device} proto kernel scope link src ${hostOf(address)}`,
  );
  return [...ways, ...own].map((line) => `${line} \n`).join('');
}

function routeGet({ addresses, routes: given }: Setup, command: string): string {
  const { to = '', from } = ROUTE_GET.exec(command)?.groups ?? {};
  const neighbour = addresses.find(({ address }) => holds(address, to));
  const gateway = given.find(({ prefix }) => prefix === '0.0.0.0/0')?.via ?? '';
  const by = neighbour ?? addresses.find(({ address }) => holds(address, gateway));
  const way = `${neighbour === undefined ? `via ${gateway} ` : ''}dev ${by?.device}`;
  const ends = from === undefined ? `${to} ${way} src ${hostOf(by?.address ?? '')}` : `${to} from ${from} ${way}`;
  return `${ends} uid 0 \n    cache \n`;
}
