import type { At } from './at.ts';
import type { Mark, NumberRange } from './linux-routing.ts';

/** A socket's end as `ss` prints it. `address` is null for `*`, `port` for `*`; `device` is what stands behind `%`. */
export interface SocketEnd {
  readonly address: string | null;
  readonly port: number | null;
  readonly device: string | null;
}

/** One socket of `ss`. Retransmissions are of this connection: `retransmitsNow` unanswered ones, `retransmits` in all. */
export interface HostSocket extends At {
  readonly kind: 'host-socket';
  readonly protocol: 'tcp' | 'udp' | null;
  /** `LISTEN`, `ESTAB`, `SYN-RECV`, `SYN-SENT`, …; null when the listing leaves the column out. */
  readonly state: string | null;
  readonly receiveQueue: number;
  readonly sendQueue: number;
  readonly local: SocketEnd;
  readonly peer: SocketEnd;
  readonly process: string | null;
  readonly retransmitsNow: number | null;
  readonly retransmits: number | null;
  readonly unacknowledged: number | null;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly bytesAcknowledged: number | null;
  readonly bytesRetransmitted: number | null;
  readonly mss: number | null;
  readonly pathMtu: number | null;
  /** Milliseconds since data was received last, as of the reading. */
  readonly lastReceivedMs: number | null;
  /** The running timer as printed: `on,1.2sec,3`. */
  readonly timer: string | null;
}

/** That `ss` was asked. `listening` and `established` tell which sockets it could have shown. */
export interface HostSocketListing extends At {
  readonly kind: 'host-socket-listing';
  readonly tcp: boolean | null;
  readonly udp: boolean | null;
  readonly listening: boolean | null;
  readonly connected: boolean | null;
  /** Whether sockets in SYN-RECV would be shown: `ss` leaves them out without `-a`. */
  readonly halfOpen: boolean | null;
  readonly filtered: boolean | null;
  readonly count: number;
}

/** One direction of a tracked connection. Ports are null for protocols without; packets and bytes without accounting. */
export interface ConntrackTuple {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly icmpType: number | null;
  readonly icmpCode: number | null;
  readonly icmpId: number | null;
  readonly packets: number | null;
  readonly bytes: number | null;
}

/** One connection of `conntrack -L` or `/proc/net/nf_conntrack`. */
export interface ConntrackEntry extends At {
  readonly kind: 'conntrack-entry';
  readonly protocol: string;
  readonly protocolNumber: number;
  readonly timeoutSeconds: number | null;
  /** Of TCP, SCTP, DCCP: `SYN_SENT`, `SYN_RECV`, `ESTABLISHED`, … */
  readonly state: string | null;
  readonly original: ConntrackTuple;
  readonly reply: ConntrackTuple;
  /** No packet of the reply direction was seen yet. */
  readonly unreplied: boolean;
  readonly assured: boolean;
  readonly offloaded: boolean;
  readonly mark: number | null;
  readonly zone: number | null;
}

/** That `conntrack -L` was asked, also when it showed nothing. */
export interface ConntrackListing extends At {
  readonly kind: 'conntrack-listing';
  /** Null when the command is not known. */
  readonly filtered: boolean | null;
  readonly count: number;
}

/** One CPU's line of `conntrack -S`: counters since boot by their printed names (`invalid`, `insert_failed`, `drop`, …). */
export interface ConntrackStatistics extends At {
  readonly kind: 'conntrack-statistics';
  readonly cpu: number;
  readonly counters: Readonly<Record<string, number>>;
}

/** A chain of `iptables-save` or `nft list ruleset`. `hook` is null for a chain that only others jump to. */
export interface PacketFilterChain extends At {
  readonly kind: 'packet-filter-chain';
  readonly program: 'iptables' | 'nft';
  /** Of the table: `ip`, `ip6`, `inet`, `arp`, `bridge`, `netdev`; null where only iptables’ command tells and is missing. */
  readonly family: string | null;
  readonly table: string;
  readonly chain: string;
  readonly hook: string | null;
  readonly priority: string | null;
  readonly policy: string | null;
  readonly packets: number | null;
  readonly bytes: number | null;
}

export type PacketFilterVerdict =
  | 'accept'
  | 'drop'
  | 'reject'
  | 'return'
  | 'jump'
  | 'goto'
  | 'mark'
  | 'log'
  | 'nat'
  | 'notrack'
  | 'other'
  | 'none';

/**
 * Marks that a rule gives to packets, and the packets that it asks for; null asks for any. `byPacket`: several marks are
 * given one by one, by turns or at random, whatever the connection (nft `numgen`, the iptables match `statistic`); an
 * unmarked packet has 0. `whole`: the rule asks for nothing else.
 */
export interface Marking {
  readonly marks: readonly number[];
  readonly byPacket: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly iif: string | null;
  readonly protocol: number | string | null;
  readonly sourcePorts: NumberRange | null;
  readonly destinationPorts: NumberRange | null;
  readonly whole: boolean;
}

/** One rule of a packet filter. Only the conditions that bear on asymmetry are taken apart; `text` has them all. */
export interface PacketFilterRule extends At {
  readonly kind: 'packet-filter-rule';
  readonly program: 'iptables' | 'nft';
  readonly family: string | null;
  readonly table: string;
  readonly chain: string;
  /** Its place in the chain, from 1. */
  readonly position: number;
  readonly packets: number | null;
  readonly bytes: number | null;
  /** The connection tracking states that it asks for, in lower case: `new`, `established`, `invalid`, … Negated: empty. */
  readonly states: readonly string[];
  /** It asks whether the reverse path fits (`-m rpfilter`, `fib saddr … oif`). */
  readonly reversePath: boolean;
  readonly verdict: PacketFilterVerdict;
  /** The chain that it jumps to, or the target of iptables as printed. */
  readonly target: string | null;
  /** The mark that it writes to the packet: `mark = (mark & ~mask) ^ value`, as `--set-xmark` says. */
  readonly setsMark: Mark | null;
  /** Which packets get which mark; null for a rule that gives none. */
  readonly marking: Marking | null;
  /** Copies the connection's mark to the packet, or the packet's to the connection. */
  readonly connectionMark: 'restore' | 'save' | null;
  readonly text: string;
}

/** A real server of a balanced service. `active`: connections that stand. */
export interface BalancedServer {
  readonly address: string;
  readonly port: number;
  readonly method: 'route' | 'masquerade' | 'tunnel' | 'local';
  readonly weight: number;
  readonly active: number;
}

/** One virtual service of IPVS, `ipvsadm -Ln`. */
export interface BalancedService extends At {
  readonly kind: 'balanced-service';
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  readonly address: string;
  readonly port: number;
  readonly scheduler: string;
  readonly servers: readonly BalancedServer[];
}
