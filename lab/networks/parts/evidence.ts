import type { FlowPlan, NodeName } from '../../model.ts';
import type { Sketch } from './sketch.ts';

const AROUND = ['before', 'after'] as const;
/** Fewer probes do not show whether some are lost. */
const MANY = 50;

/** What one types first at any Linux box on the way: addresses, rules, routes, and whether it forwards. */
export function askRouting(sketch: Sketch, ...nodes: readonly NodeName[]): void {
  for (const node of nodes) {
    sketch.ask(node, [
      `${sketch.ip} addr`,
      `${sketch.ip} rule`,
      `${sketch.ip} route show table main`,
      `sysctl ${sketch.family === 6 ? 'net.ipv6.conf.all.forwarding' : 'net.ipv4.ip_forward'}`,
    ]);
  }
}

/** The same at a host, with its way to the other end, and which settings it takes packets by. */
export function askHost(sketch: Sketch, node: NodeName, own: string, other: string): void {
  const { ip } = sketch;
  sketch.ask(node, [
    `${ip} addr`,
    `${ip} rule`,
    `${ip} route show table all`,
    `${ip} route get ${other} from ${own}`,
    ...(sketch.family === 4 ? ["sysctl -a 2>/dev/null | grep -E '\\.(rp_filter|arp_ignore|arp_announce) '"] : []),
    `${ip} neigh`,
  ]);
}

/** A node that has an address of its own to ask from, or one that leaves the choice to its kernel. */
interface From {
  readonly node: NodeName;
  readonly address?: string;
}

/**
 * Whether the other end answers at all, and by which routers: what anybody tries first. Who asks from an address looks
 * which there are, and by which way packets from it would leave. A trace ends where nobody has answered for long.
 */
export function askReach(sketch: Sketch, { node, address }: From, to: string, count = MANY): void {
  const [pingFrom, traceFrom] = address === undefined ? ['', ''] : [` -I ${address}`, ` -s ${address}`];
  // So many probes are sent in two seconds; only root may send them faster than five a second.
  const pause = count > 10 ? ' -i 0.04' : ' -i 0.3';
  sketch.ask(
    node,
    [
      ...(address === undefined ? [] : [`${sketch.ip} addr`]),
      `${sketch.ip} route get ${to}${address === undefined ? '' : ` from ${address}`}`,
      `ping -n -c ${count}${pause} -W 1${pingFrom} ${to}`,
      `traceroute -n -q 2 -w 1 -m 8${traceFrom} ${to}`,
    ],
    ['last'],
  );
}

/** The same from both ends: the client asks what the flow names, the server asks back from its own address. */
export function askBothWays(sketch: Sketch, flow: FlowPlan, client: NodeName, server: Required<From>): void {
  askReach(sketch, { node: client }, flow.server);
  askReach(sketch, server, flow.client);
}

/** How large a packet gets through: probes of a small and of a full size that nobody may cut, and what `tracepath` finds. */
export function askSizes(sketch: Sketch, node: NodeName, to: string): void {
  const whole = sketch.family === 6 ? 1452 : 1472;
  const sized = [256, whole].map((size) => `ping -n -c 3 -i 0.3 -W 1 -M do -s ${size} ${to}`);
  sketch.ask(node, [...sized, `tracepath -n -m 5 ${to}`], ['last']);
}

/** Counters of the kernel, read before and after clients tried. */
export function askCounters(sketch: Sketch, node: NodeName): void {
  sketch.ask(
    node,
    ['nstat -asz TcpExtIPReversePathFilter TcpExtListenDrops IpInReceives TcpRetransSegs TcpOutSegs'],
    AROUND,
  );
}

/** Sockets while connections are open. */
export function askSockets(sketch: Sketch, node: NodeName, { port }: FlowPlan): void {
  sketch.ask(node, [`ss -tnai '( sport = :${port} or dport = :${port} )'`], ['during']);
}

/** What a stateful firewall shows: its rules with counters around the attempt, its entries while it lasts and what is left of them. */
export function askFirewall(sketch: Sketch, node: NodeName): void {
  askRouting(sketch, node);
  sketch.ask(node, ['nft list ruleset'], AROUND);
  sketch.ask(node, ['conntrack -L'], ['during', 'after']);
}
