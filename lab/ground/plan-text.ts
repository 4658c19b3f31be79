import type { Incident, LinkEnd, NodeName, NodePlan } from '../model.ts';
import { batched } from './batch.ts';

/** A node's name to the name of its namespace. */
export type NameOf = (node: NodeName) => string;

/**
 * For `ip -batch`: all namespaces and links of an incident. No two interfaces have the same number: the kernel takes a
 * second to say that a veth has a carrier when its peer's number is its own (linkwatch_urgent_event() in
 * net/core/link_watch.c).
 */
export function groundBatch({ nodes, links }: Pick<Incident, 'nodes' | 'links'>, nameOf: NameOf): string {
  const made = nodes.map(({ name }) => `netns add ${nameOf(name)}`);
  const tied = links.map(({ a, b, vlan }, link) => {
    const number = FIRST_NUMBER + 2 * link;
    const [one, other] = [underneath(a, vlan), underneath(b, vlan)];
    return `link add ${end(one, number, nameOf)} type veth peer name ${end(other, number + 1, nameOf)}`;
  });
  return `${[...made, ...tied].join('\n')}\n`;
}

/** The loopback interface is number 1. */
const FIRST_NUMBER = 2;

function end({ node, interface: name, mac }: LinkEnd, number: number, nameOf: NameOf): string {
  return `${name} index ${number}${mac === undefined ? '' : ` address ${mac}`} netns ${nameOf(node)}`;
}

/** The end as the kernel makes it first: `eth0` for `eth0.12`. */
function underneath(end: LinkEnd, vlan: number | undefined): LinkEnd {
  return vlan === undefined ? end : { ...end, interface: end.interface.slice(0, -`.${vlan}`.length) };
}

/** The interfaces of a node that are a VLAN on top of another, by that other one. */
function vlansOf(links: Incident['links'], node: NodeName): readonly { on: string; name: string; vlan: number }[] {
  return links.flatMap(({ a, b, vlan }) =>
    vlan === undefined
      ? []
      : [a, b]
          .filter((one) => one.node === node)
          .map((one) => ({ on: underneath(one, vlan).interface, name: one.interface, vlan })),
  );
}

/** The interfaces of a node, in the order of the links. */
export function interfacesOf(links: Incident['links'], node: NodeName): readonly string[] {
  return links.flatMap(({ a, b }) => [a, b].filter((one) => one.node === node).map((one) => one.interface));
}

const FORWARDING = new Set(['router', 'firewall', 'balancer']);

/**
 * The shell script that makes a node ready: settings, links up, its bridge if it is a switch, then its own lines. It
 * ends when carriers are up and addresses usable, or after a second, as a link may be down on purpose.
 */
export function nodeScript(node: NodePlan, links: Incident['links']): string {
  const named = interfacesOf(links, node.name);
  const vlans = vlansOf(links, node.name);
  const cards = named.map((name) => vlans.find((vlan) => vlan.name === name)?.on ?? name);
  const names = [...cards, ...vlans.map(({ name }) => name)];
  const forwarding = FORWARDING.has(node.role) ? 1 : 0;
  return [
    'set -e',
    ...vlans.map(({ on, name, vlan }) => `ip link add link ${on} name ${name} type vlan id ${vlan}`),
    'cd /proc/sys/net',
    `for one in all default ${names.join(' ')}; do`,
    // The kernel adds IPv6 settings of an interface after its IPv4 ones; both are there once the link is.
    '  echo 0 >ipv4/conf/$one/rp_filter',
    '  echo 0 >ipv6/conf/$one/accept_dad; echo 0 >ipv6/conf/$one/accept_ra',
    'done',
    ...(forwarding === 1 ? ['echo 1 >ipv4/ip_forward; echo 1 >ipv6/conf/all/forwarding'] : []),
    'cd /',
    batched([
      'ip link set lo up',
      ...(node.role === 'switch' ? ['ip link add br0 type bridge', 'ip link set br0 up'] : []),
      ...(node.role === 'switch' ? names.map((name) => `ip link set ${name} master br0`) : []),
      ...names.map((name) => `ip link set ${name} up`),
    ]),
    // Or packets would carry no checksum and be longer than the wire allows, on every capture of the way. A VLAN has no
    // more of this than the card underneath (vlan_dev_fix_features() in net/8021q/vlan_dev.c).
    ...cards.map((name) => `ethtool -K ${name} tx off >/dev/null`),
    settled("ip -o link show up | grep -Eq 'state (DOWN|LOWERLAYERDOWN)'"),
    batched(node.setup),
    settled('ip -6 -o addr show tentative | grep -q .'),
  ].join('\n');
}

function settled(unsettled: string): string {
  return `left=200; while [ $left -gt 0 ] && ${unsettled}; do left=$((left - 1)); sleep 0.005; done`;
}
