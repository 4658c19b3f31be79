import type { Direction, Endpoint, Protocol } from '../flow.ts';
import type { At } from './at.ts';

/**
 * How the times of a capture are meant. All times in capture facts are whole microseconds: since 1970-01-01T00:00Z
 * (`absolute`), since midnight of an unnamed day and zone (`time-of-day`, tcpdump's default text), or since the first
 * packet (`relative`, tshark's default columns). `none`: the source shows no times, and every time is 0.
 */
export type CaptureClock = 'absolute' | 'time-of-day' | 'relative' | 'none';

export type CaptureFormat = 'pcap' | 'pcapng' | 'tcpdump' | 'tshark';

/** An interface of a capture, in the order of the file. `snapLength` 0 stands for "no limit". */
export interface CaptureInterface {
  readonly name: string | null;
  /** `ethernet`, `linux-sll`, `linux-sll2`, `raw-ip`, `null`, `loop`, `type-N` (which is not read), or `not shown` in text. */
  readonly linkType: string;
  readonly snapLength: number | null;
  readonly filter: string | null;
  readonly packets: number;
  /** What a pcapng interface statistics block says: received, lost for want of buffers at the capturing host. */
  readonly received: number | null;
  readonly dropped: number | null;
}

/**
 * What a capture as a whole says of itself. There is exactly one in the evidence of a capture.
 * In a capture's citations the line numbers are packet numbers as Wireshark counts them (first packet 1);
 * in text they are lines.
 */
export interface CaptureSummary extends At {
  readonly kind: 'capture-summary';
  readonly format: CaptureFormat;
  readonly clock: CaptureClock;
  readonly interfaces: readonly CaptureInterface[];
  /** Comments that people put into a pcapng file, the first 20. */
  readonly comments: readonly string[];
  readonly packets: number;
  /** Bytes on the wire, link layer included; 0 when the source shows no lengths. */
  readonly bytes: number;
  /** Earliest and latest packet; null when there is none. */
  readonly first: number | null;
  readonly last: number | null;
  /** Packets of which the file holds less than was on the wire. */
  readonly cutPackets: number;
  /** Where and why reading stopped before the end, for a person: `after packet 120: the file ends inside a packet`. */
  readonly broken: string | null;
  /** Packets that are no IP (ARP, LLDP, …), and IP packets whose headers could not be read. */
  readonly notIp: number;
  readonly unreadable: number;
  /** Conversations seen, and how many of them were left out of the facts (with their packets) to stay bounded. */
  readonly conversations: number;
  readonly leftOut: { readonly conversations: number; readonly packets: number };
  /** Who said in ARP to have an address, the first 64 pairs. Two MACs for one address are two entries. */
  readonly arp: readonly { readonly address: string; readonly mac: string; readonly replies: number }[];
}

/** A tunnel around a conversation, as its outer header says. `key` is the GRE key or the network identifier. */
export interface Encapsulation {
  readonly kind: 'gre' | 'vxlan' | 'geneve' | 'ip';
  readonly key: number | null;
  /** The outer addresses of the first packet seen: the tunnel's end that sent it, and the other. */
  readonly source: string;
  readonly destination: string;
}

/**
 * One conversation at one vantage. `knownBy` tells how the client is known: it sent a SYN; it was sent a SYN-ACK;
 * it sent an echo request; or, with `first-packet` and `quoted`, only that it sent the first packet that was seen (or
 * that an ICMP error quotes): then client and server may be the other way round.
 * A TCP port pair that is used again after a new SYN is a new conversation.
 */
export interface CaptureFlow extends At {
  readonly kind: 'capture-flow';
  readonly clock: CaptureClock;
  readonly protocol: Protocol;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly knownBy: 'syn' | 'syn-ack' | 'echo-request' | 'first-packet' | 'quoted';
  /** ICMP echo identifier. */
  readonly echoId: number | null;
  /** Tunnels from the outside in; none for a packet as it is. */
  readonly within: readonly Encapsulation[];
  readonly first: number;
  readonly last: number;
  readonly c2s: CaptureHalf;
  readonly s2c: CaptureHalf;
  /** ICMP and ICMPv6 messages that quote a packet of this conversation, alike ones together. */
  readonly icmp: readonly CaptureIcmp[];
  /** The first packets, at most 40, in the order of the file. */
  readonly ladder: readonly CaptureStep[];
}

/** A value that packets of one direction carry, and how many did. */
export interface Tally<T> {
  readonly value: T;
  readonly packets: number;
}

/**
 * Values of one direction in the order of their first packet (the first 8). `changes` counts the packets whose value
 * differs from that of the packet before: 1 is one move, many are alternation; the second sight of a packet (see
 * `duplicates`) has its value in the list and is no change. `others`: packets with further values.
 */
export interface Distinct<T> {
  readonly values: readonly Tally<T>[];
  readonly changes: number;
  readonly others: number;
}

/** One direction of a conversation. Always present; `packets` 0 says that nothing of it was seen. */
export interface CaptureHalf {
  readonly packets: number;
  /** Bytes of IP packets, headers included, as the IP header says. */
  readonly bytes: number;
  readonly payloadBytes: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly tcp: CaptureTcp | null;
  /** Time to live or hop limit. Empty where the source does not show it; so for MAC pairs and VLANs. */
  readonly ttls: Distinct<number>;
  /** Link-layer source and destination, `02:00:5e:00:53:01`. Cooked captures have no destination: null. */
  readonly macs: Distinct<{ readonly source: string; readonly destination: string | null }>;
  /** VLAN ids from the outside in; an empty list is an untagged packet. */
  readonly vlans: Distinct<readonly number[]>;
  /** Names (or `if2`, counted from 0 as in the file) of the interfaces that the packets were taken at. */
  readonly interfaces: Distinct<string>;
  /** Packets that the capture marks as received or as sent by the capturing host itself. */
  readonly marked: { readonly received: number; readonly sent: number };
  /** The very same packet seen again: with the same TTL, and with a lower one (it was forwarded in between). */
  readonly duplicates: {
    readonly sameTtl: number;
    readonly lowerTtl: number;
    readonly higherTtl: number;
    /** The lowest and highest TTL of one packet seen repeatedly; null without such. */
    readonly ttlRange: readonly [number, number] | null;
    /** The most times that one packet was seen. */
    readonly mostCopies: number;
  };
  /** `fragments` counts pieces of fragmented packets; a first piece belongs to its conversation by its ports. */
  readonly fragments: number;
  readonly dontFragment: number;
  /** Bytes of the largest IP packet. */
  readonly largest: number;
  readonly cutPackets: number;
  readonly checksums: CaptureChecksums;
  /** Of the first four segments (datagrams) with payload, without retransmissions: to find it behind NAT. */
  readonly payloads: readonly PayloadMark[];
}

/**
 * Transport checksums. `partial`: the sum of the pseudo header alone, as a sender leaves it for its network card;
 * `zero`: none was computed; `unchecked`: the source does not hold the whole packet. Bad IPv4 header sums apart.
 */
export interface CaptureChecksums {
  readonly good: number;
  readonly partial: number;
  readonly zero: number;
  readonly bad: number;
  readonly unchecked: number;
  readonly badIpHeader: number;
}

/** `sequence` is relative as in the ladder (null for UDP); `hash` is FNV-1a (32 bit, hex) of the first ≤ 256 bytes. */
export interface PayloadMark {
  readonly time: number;
  readonly sequence: number | null;
  readonly bytes: number;
  readonly hash: string;
}

/** How often a kind of segment was seen; `repeated` are those sent again (duplicates of one packet not counted). */
export interface SegmentMarks {
  readonly packets: number;
  readonly repeated: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** A TCP reset. `fits`: its sequence number is what the receiver expects next; null when that is not known. */
export interface CaptureReset {
  readonly time: number;
  readonly ttl: number | null;
  readonly fits: boolean | null;
  readonly withAck: boolean;
}

/**
 * What one direction's segments say. Sequence numbers are relative to the sender's first (the SYN has 0, data starts
 * at 1) when its SYN or the other side's acknowledgement of it was seen, otherwise to the first number seen of that
 * sender (by itself or in an acknowledgement); `base` is that number as it was on the wire.
 */
export interface CaptureTcp {
  readonly syn: SegmentMarks;
  readonly synAck: SegmentMarks;
  readonly fin: SegmentMarks;
  readonly rst: SegmentMarks;
  /** The first eight. */
  readonly resets: readonly CaptureReset[];
  /** From the SYN or SYN-ACK itself, as on the wire; null when it was not seen. For joining vantages across NAT. */
  readonly initialSequence: number | null;
  readonly base: number | null;
  /** First number of the first segment, and the number behind the last byte sent here; null without segments. */
  readonly firstSequence: number | null;
  readonly sentThrough: number | null;
  /** What this direction acknowledges of the other one, in the other one's relative numbers. */
  readonly firstAck: number | null;
  readonly highestAck: number | null;
  /** Options of the SYN or SYN-ACK. */
  readonly mss: number | null;
  readonly windowScale: number | null;
  /** Segments with payload, and the most payload bytes in one. */
  readonly dataSegments: number;
  readonly largestPayload: number;
  /** Segments (SYN and FIN too) whose numbers were sent before; late ones that fill a gap within 3 ms are `outOfOrder`. */
  readonly retransmissions: number;
  readonly outOfOrder: number;
  readonly keepAlives: number;
  readonly duplicateAcks: number;
  readonly zeroWindows: number;
  /** Bytes of this direction that were passed over and never seen later. */
  readonly gaps: { readonly count: number; readonly bytes: number };
  /**
   * Bytes of this direction that the other side acknowledged and that were never seen here: behind the last byte
   * seen, in gaps, or all of what was acknowledged when this direction was not seen at all (a SYN counts as one byte).
   * `from` and `at`: the number where the unseen bytes start and the time of the first acknowledgement of them.
   * `beforeFirst`: bytes acknowledged here that lie before this direction's first segment when the start of the
   * conversation was not seen. A late start of the capture shows up to one window of these.
   */
  readonly acknowledgedUnseen: {
    readonly bytes: number;
    readonly beforeFirst: number;
    readonly from: number | null;
    readonly at: number | null;
  };
  /** Among the segments with payload: the largest acknowledged later, and those never acknowledged (of the last 64). */
  readonly largestAcknowledged: number;
  readonly unacknowledged: { readonly segments: number; readonly smallest: number; readonly largest: number };
  /** Payload bytes of the largest segment that was sent again. */
  readonly largestRetransmitted: number;
}

/** An ICMP or ICMPv6 error that quotes a packet of the conversation. */
export interface CaptureIcmp {
  readonly protocol: 'icmp' | 'icmp6';
  readonly type: number;
  readonly code: number;
  /** `other` is a type that quotes a packet and is none of these. */
  readonly meaning: 'unreachable' | 'too-big' | 'time-exceeded' | 'redirect' | 'parameter-problem' | 'other';
  readonly sender: string;
  /** To whom it was sent: the quoted packet's source, where nothing is wrong. */
  readonly receiver: string;
  /** The direction of the quoted packet. */
  readonly about: Direction;
  readonly nextHopMtu: number | null;
  /** The router that a redirect names. */
  readonly gateway: string | null;
  readonly packets: number;
  readonly first: number;
  readonly last: number;
}

/** One packet of the ladder. A value that the source does not show, or that the protocol does not have, is null. */
export interface CaptureStep {
  /** Number of the packet in the file (or its line). */
  readonly number: number;
  /** Microseconds since the conversation's first packet. */
  readonly offset: number;
  readonly direction: Direction;
  /** TCP flags in the order `SFRPAUEW` (`S`, `SA`, `PA`, …, `` for none); null for other protocols. */
  readonly flags: string | null;
  readonly sequence: number | null;
  readonly acknowledged: number | null;
  /** Payload bytes. */
  readonly length: number;
  readonly window: number | null;
  readonly ttl: number | null;
  readonly ipId: number | null;
  readonly note: 'duplicate' | 'retransmission' | 'out-of-order' | 'keep-alive' | 'fragment' | null;
}

/** What reading a capture's bytes gives; its parts become facts when the citation is added. JSON all through. */
export interface CaptureDigest {
  readonly summary: Omit<CaptureSummary, 'at'>;
  /** Bounded; `packets` holds the numbers of its first and last packet in the file. */
  readonly flows: readonly DigestFlow[];
}

export type DigestFlow = Omit<CaptureFlow, 'at'> & { readonly packets: readonly [number, number] };
