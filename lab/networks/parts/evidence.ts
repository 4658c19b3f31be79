import type { FlowPlan, NodeName } from '../../model.ts';
import type { Sketch } from './sketch.ts';

const AROUND = ['before', 'after'] as const;

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

/** What a stateful firewall shows: its rules with counters around the attempt, and its entries while it lasts. */
export function askFirewall(sketch: Sketch, node: NodeName): void {
  askRouting(sketch, node);
  sketch.ask(node, ['nft list ruleset'], AROUND);
  sketch.ask(node, ['conntrack -L'], ['during']);
}
