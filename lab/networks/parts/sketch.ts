import type {
  AskPlan,
  CapturePlan,
  ChangePlan,
  Draw,
  Exchange,
  FlowPlan,
  HeldExchange,
  LinkPlan,
  NodeName,
  NodeRole,
  Plan,
  ServerPlan,
  Subnet,
} from '../../model.ts';

/** A cable between two nodes that is a network of its own: the near end's address, the far end's, and interfaces. */
export interface Hop {
  readonly net: Subnet;
  readonly near: Port;
  readonly far: Port;
}

/** An interface of a node with its address. */
export interface Port {
  readonly node: NodeName;
  readonly interface: string;
  readonly address: string;
}

/** The end of a note that counts the VLANs which the kernel cannot make. */
export const LEFT_OUT = 'vlans left out';

/** What a finished sketch still needs to be a plan. */
export type Rest = Pick<Plan, 'truth' | 'flow' | 'symptoms'>;

type Traffic = readonly (Exchange | HeldExchange)[];

/**
 * A network while it is drawn up: nodes, cables, addresses and routes, what is sent, captured and asked. Interfaces of
 * a node are named eth0, eth1 … in the order in which they are plugged in.
 */
export class Sketch {
  readonly draw: Draw;
  readonly family: 4 | 6;
  private readonly roles = new Map<NodeName, NodeRole>();
  private readonly setups = new Map<NodeName, string[]>();
  private readonly plugged = new Map<NodeName, number>();
  private readonly links: LinkPlan[] = [];
  private readonly captures: CapturePlan[] = [];
  private readonly asks: AskPlan[] = [];
  private readonly servers: ServerPlan[] = [];
  private readonly traffic: { readonly before: (Exchange | HeldExchange)[]; readonly after: Exchange[] } = {
    before: [],
    after: [],
  };
  private readonly changes: ChangePlan[] = [];
  private readonly drawn: string[] = [];
  /** Tagged interfaces by `node eth0`, and how many cables would be tagged if the kernel could. */
  private readonly tagged = new Map<string, string>();
  private leftOut = 0;

  constructor(draw: Draw, family: 4 | 6) {
    this.draw = draw;
    this.family = family;
    this.note(family === 6 ? 'ipv6' : 'ipv4');
  }

  /** `ip`, or `ip -6` for the commands that would show IPv4 otherwise. */
  get ip(): string {
    return this.family === 6 ? 'ip -6' : 'ip';
  }

  note(...words: readonly string[]): void {
    this.drawn.push(...words);
  }

  node(name: NodeName, role: NodeRole): NodeName {
    this.roles.set(name, role);
    this.setups.set(name, []);
    return name;
  }

  /** Shell lines that set a node up, in order. */
  run(node: NodeName, ...lines: readonly string[]): void {
    this.setups.get(node)?.push(...lines);
  }

  /** A cable from node to node with the network's first address at the near end and its second at the far end. */
  wire(near: NodeName, far: NodeName, net: Subnet = this.draw.subnet(this.family)): Hop {
    const vlan = this.drawVlan();
    const [a, b] = [near, far].map((node) => ({ node, interface: this.plugTagged(node, vlan) }));
    if (a === undefined || b === undefined) throw new Error('a cable has two ends');
    this.links.push(vlan === null ? { a, b } : { a, b, vlan });
    return { net, near: this.addressed(near, a.interface, net, 1), far: this.addressed(far, b.interface, net, 2) };
  }

  /** The nth interface of a node as it is called: `eth1`, or `eth1.VLAN`. */
  device(node: NodeName, index: number): string {
    return this.nameOf(node, `eth${index}`);
  }

  /** A port of a switch: the node's interface gets the network's address of that index. */
  join(node: NodeName, lan: NodeName, net: Subnet, index: number, mac?: string): Port & { readonly port: string } {
    const [own, port] = [this.plug(node), this.plug(lan)];
    const end = { node, interface: own };
    this.links.push({ a: mac === undefined ? end : { ...end, mac }, b: { node: lan, interface: port } });
    return { ...this.addressed(node, own, net, index), port };
  }

  /** Routes to a prefix: at the near end of each hop by its far end. */
  lead(prefix: string, hops: readonly Hop[]): void {
    for (const { near, far } of hops) this.run(near.node, `${this.ip} route add ${prefix} via ${far.address}`);
  }

  /** The same the other way: at the far end of each hop by its near end. */
  leadBack(prefix: string, hops: readonly Hop[]): void {
    for (const { near, far } of hops) this.run(far.node, `${this.ip} route add ${prefix} via ${near.address}`);
  }

  serve(plan: ServerPlan): void {
    this.servers.push(plan);
  }

  send(...exchanges: readonly Exchange[]): void {
    this.traffic.after.push(...exchanges);
  }

  sendBefore(...exchanges: Traffic): void {
    this.traffic.before.push(...exchanges);
  }

  change(node: NodeName, ...lines: readonly string[]): void {
    this.changes.push({ node, lines });
  }

  capture(node: NodeName, ...interfaces: readonly string[]): void {
    const format = this.draw.pick<CapturePlan['format']>(['pcap', 'pcapng', 'text']);
    for (const one of interfaces) {
      this.captures.push({ node, interface: this.nameOf(node, one), format, filter: '', from: 'after' });
    }
  }

  ask(node: NodeName, commands: readonly string[], when: AskPlan['when'] = ['after']): void {
    this.asks.push({ node, commands, when });
  }

  plan(rest: Rest): Plan {
    const nodes = [...this.roles].map(([name, role]) => ({ name, role, setup: this.setups.get(name) ?? [] }));
    const vlans = this.links.filter(({ vlan }) => vlan !== undefined).map(({ vlan }) => `vlan ${vlan}`);
    if (this.leftOut > 0) this.note(`${this.leftOut} ${LEFT_OUT}`);
    this.note(...vlans);
    const { before, after } = this.traffic;
    const traffic = { servers: this.servers, before, change: this.changes, after };
    return { ...rest, nodes, links: this.links, traffic, captures: this.captures, asks: this.asks, drawn: this.drawn };
  }

  private drawVlan(): number | null {
    const drawn = this.draw.vlan();
    if (drawn?.made === true) return drawn.id;
    if (drawn !== null) this.leftOut += 1;
    return null;
  }

  private plugTagged(node: NodeName, vlan: number | null): string {
    const plain = this.plug(node);
    if (vlan === null) return plain;
    this.tagged.set(`${node} ${plain}`, `${plain}.${vlan}`);
    return `${plain}.${vlan}`;
  }

  private nameOf(node: NodeName, plain: string): string {
    return this.tagged.get(`${node} ${plain}`) ?? plain;
  }

  private plug(node: NodeName): string {
    const count = this.plugged.get(node) ?? 0;
    this.plugged.set(node, count + 1);
    return `${this.roles.get(node) === 'switch' ? 'port' : 'eth'}${count}`;
  }

  private addressed(node: NodeName, device: string, net: Subnet, index: number): Port {
    // Or captures would hold packets that no wire carries, and what drops one of them drops dozens.
    this.run(node, `ip link set ${device} gso_max_segs 1`, `ip addr add ${net.at(index)} dev ${device}`);
    return { node, interface: device, address: net.host(index) };
  }
}

/** The conversation of a plan, with ports drawn. */
export function flowOf({ draw }: Sketch, client: string, server: string): FlowPlan {
  return { client, clientPort: draw.ephemeralPort(), server, port: draw.pick([443, 8443, 5432, 8080, 22, 3306]) };
}
