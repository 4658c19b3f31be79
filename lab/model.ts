import type { LoadedCase } from '../src/cli/load-case.ts';
import type { PatternId } from '../src/model/pattern.ts';
import type { Symptom } from '../src/model/symptom.ts';
import type { Triage } from '../src/model/triage.ts';

export type NodeRole = 'client' | 'server' | 'router' | 'firewall' | 'balancer' | 'switch';

/** A name that stands in prompts and namespaces: lower-case letters, digits and hyphens. */
export type NodeName = string;

/**
 * One node: a network namespace. `setup` are shell lines run inside it once its links exist and are up; a line that
 * fails fails the whole incident. Every node starts with IPv6 addresses usable at once (no duplicate address
 * detection, no router advertisements; link-local addresses are there as everywhere), `rp_filter` 0 and forwarding off; a `router`, `firewall` or `balancer` starts with forwarding on. A `switch` has its ports in a bridge `br0`.
 */
export interface NodePlan {
  readonly name: NodeName;
  readonly role: NodeRole;
  readonly setup: readonly string[];
}

/** One end of a link. `interface` has at most 15 characters, `.VLAN` included. Without a `mac` the kernel draws one. */
export interface LinkEnd {
  readonly node: NodeName;
  readonly interface: string;
  readonly mac?: string;
}

/**
 * A veth pair; with a `switch` at one end, that end is a port of its bridge. One with a `vlan` (IEEE 802.1Q, 1 to 4094)
 * carries tagged frames only: its ends' interfaces are `eth0.VLAN`, on top of `eth0`.
 */
export interface LinkPlan {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  readonly vlan?: number;
}

/** The conversation that is complained about, in the addresses that the client uses. */
export interface FlowPlan {
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly port: number;
}

/** A real TCP server. `mute` accepts and never answers; for a closed port there is no server. */
export interface ServerPlan {
  readonly node: NodeName;
  /** The address it listens on; null: on all. */
  readonly address: string | null;
  readonly port: number;
  readonly behaviour: 'answers' | 'mute';
}

interface FromTo {
  readonly from: NodeName;
  /** The source address; null: the kernel chooses. */
  readonly source: string | null;
  readonly to: string;
}

/**
 * A TCP connection: sends `request` bytes, wants `reply` bytes back within `deadline` ms, closes. One made `times` times
 * begins again every 120 ms and counts `sourcePort` up each time (null: the kernel chooses).
 */
export interface TcpExchange extends FromTo {
  readonly kind: 'tcp';
  readonly sourcePort: number | null;
  readonly port: number;
  readonly request: number;
  readonly reply: number;
  readonly deadline: number;
  readonly times: number;
  /** Stays open behind its reply until the readings `during` are taken (with `times` 1, in the phase `after`). */
  readonly staysOpen?: true;
}

/** The same, but begun and answered in `before`, kept open over the change, and asked again in `after`. */
export interface HeldExchange extends Omit<TcpExchange, 'kind' | 'times' | 'staysOpen'> {
  readonly kind: 'held';
}

/** `ping -c count -s size`; `dontFragment` sets DF. */
export interface PingExchange extends FromTo {
  readonly kind: 'ping';
  readonly count: number;
  readonly size: number;
  readonly dontFragment: boolean;
}

export type Exchange = TcpExchange | PingExchange;

/** Shell lines run inside one node, between `before` and `after`: the change that people took for the fix, and tell the time of. */
export interface ChangePlan {
  readonly node: NodeName;
  readonly lines: readonly string[];
}

/**
 * What is sent. The exchanges of a phase run at the same time, a node's pings one after another. Without a change,
 * everything stands in `after`, the phase that the evidence is about.
 */
export interface TrafficPlan {
  readonly servers: readonly ServerPlan[];
  readonly before: readonly (Exchange | HeldExchange)[];
  readonly change: readonly ChangePlan[];
  readonly after: readonly Exchange[];
}

/** tcpdump on one interface. `text` is what `tcpdump -nn -tttt -r` prints. `filter` is a pcap filter, '' for none. */
export interface CapturePlan {
  readonly node: NodeName;
  readonly interface: string;
  readonly format: 'pcap' | 'pcapng' | 'text';
  readonly filter: string;
  /** `after`: begun between the change and the phase `after`; `before`: before everything. */
  readonly from: 'before' | 'after';
}

/**
 * Commands typed at a node's prompt. Each reading is one file: `before` the phase `after` and after the change,
 * `during` it (when every connection that `staysOpen` has its reply, or 0.4 s after the start), `after` it, or `last`:
 * when nobody reads a counter or captures any more, for what sends packets itself. A node's readings of the same moment
 * are one file.
 */
export interface AskPlan {
  readonly node: NodeName;
  readonly commands: readonly string[];
  readonly when: readonly ('before' | 'during' | 'after' | 'last')[];
}

/** What only the lab knows. */
export interface Truth {
  /** Null: nothing is wrong, or nothing that is one of our patterns. */
  readonly cause: PatternId | null;
  readonly alsoRight?: readonly PatternId[];
  readonly asymmetric: boolean;
  /** The node, and what is wrong there, in words. */
  readonly where: string;
}

export interface Incident {
  /** `<network>-<seed>-<number>`. */
  readonly id: string;
  /** The id of the network kind. */
  readonly network: string;
  readonly truth: Truth;
  readonly nodes: readonly NodePlan[];
  readonly links: readonly LinkPlan[];
  readonly flow: FlowPlan;
  readonly traffic: TrafficPlan;
  readonly captures: readonly CapturePlan[];
  readonly asks: readonly AskPlan[];
  readonly symptoms: readonly Symptom[];
  /** What was drawn, in a few words (`ipv6`, `snat`, `3 hops`): for the list of misses. */
  readonly drawn: readonly string[];
}

/** What a network kind builds; who runs it gives it its name. */
export type Plan = Omit<Incident, 'id' | 'network'>;

/** A kind of network and its fault. `build` is pure: the same draws give the same plan. */
export interface NetworkKind {
  readonly id: string;
  readonly title: string;
  build(draw: Draw): Plan;
}

/** A prefix to give addresses from. */
export interface Subnet {
  readonly family: 4 | 6;
  readonly length: number;
  /** `10.20.30.0/24`. */
  readonly prefix: string;
  /** The nth address, from 1: `10.20.30.1`. */
  host(index: number): string;
  /** The same with the prefix length: `10.20.30.1/24`. */
  at(index: number): string;
}

/** A VLAN that was drawn; `made` false where the kernel has none and its cable stays untagged. */
export interface Vlan {
  readonly id: number;
  readonly made: boolean;
}

/** Seeded draws. */
export interface Draw {
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  shuffle<T>(list: readonly T[]): readonly T[];
  /** A prefix that overlaps no other of this incident, private (10/8, 172.16/12, 192.168/16, fd00::/8), with 13 addresses at least. */
  subnet(family: 4 | 6): Subnet;
  /** The same, of documentation space (RFC 5737, RFC 3849), for what stands for the Internet. */
  publicSubnet(family: 4 | 6): Subnet;
  /** For the next cable: a VLAN that none of this incident has; null for none. Takes nothing from the other draws. */
  vlan(): Vlan | null;
  /** A locally administered unicast MAC address, none twice. */
  mac(): string;
  /** A port from 32768 to 60999 (the kernel's range of ephemeral ports), at least 100 apart from the others drawn. */
  ephemeralPort(): number;
}

/** By whose outputs an incident is told: those of Linux nodes, or those of PAN-OS firewalls in the simulator's model. */
export const TELLERS = ['linux', 'panos'] as const;
export type Teller = (typeof TELLERS)[number];

/** One incident made, with what `roundtrip analyze` reads from its folder and what it says. */
export interface Outcome {
  readonly incident: Incident;
  readonly teller: Teller;
  readonly folder: string;
  readonly input: LoadedCase;
  readonly told: Triage;
  /** What the client saw: of each exchange of the phase `after`, whether it got all of its reply. */
  readonly experienced: readonly Experience[];
}

/** How one exchange of the phase `after` (or a held one asked again in it) went. */
export interface Experience {
  readonly exchange: Exchange | HeldExchange;
  readonly succeeded: number;
  readonly tried: number;
  /** ETIMEDOUT, ECONNREFUSED, ECONNRESET, or 'deadline'; null when all went well. */
  readonly error: string | null;
}
