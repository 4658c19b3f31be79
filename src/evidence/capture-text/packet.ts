import type { Encapsulation } from '../../model/facts.ts';
import type { Protocol } from '../../model/flow.ts';

/**
 * One packet as a line of text shows it. What the text does not show is null: the time to live without `-v`, the link
 * layer without `-e`, the length of the IP packet without either.
 */
export interface TextPacket {
  readonly link: TextLink;
  /** Null for ARP, LLDP and the like. */
  readonly ip: TextIp | null;
  /** What an ARP reply says. */
  readonly arp: { readonly address: string; readonly mac: string } | null;
}

/** The link layer. `vlans` from the outside in; empty when a shown Ethernet header has no tag. `length` in bytes. */
export interface TextLink {
  readonly interface: string | null;
  readonly source: string | null;
  readonly destination: string | null;
  readonly vlans: readonly number[] | null;
  readonly length: number | null;
  /** Whether the capturing host received or sent it, where the capture says so. */
  readonly taken: 'in' | 'out' | null;
}

/** An IP packet, with the one that it carries (`inside`: a tunnel; `quoted`: an ICMP error). Lengths in bytes. */
export interface TextIp {
  readonly source: string;
  readonly destination: string;
  readonly protocol: Protocol;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly head: TextIpHead | null;
  readonly tcp: TextTcp | null;
  readonly icmp: TextIcmp | null;
  /** Payload behind the transport header; null where it is not shown. */
  readonly payload: number | null;
  readonly checksum: TextChecksum | null;
  /** True when the capture holds less of the packet than was on the wire. */
  readonly cut: boolean;
  readonly tunnel: TextTunnel | null;
  readonly quoted: TextIp | null;
}

/** What `-v` says of the transport's checksum; `stored` is the field itself, where it is shown. */
export interface TextChecksum {
  readonly state: 'good' | 'bad' | 'zero';
  readonly stored: number | null;
}

/** What `-v` shows of the IP header. `length` is that of the whole packet, header and all. */
export interface TextIpHead {
  readonly ttl: number;
  readonly id: number | null;
  readonly offset: number;
  readonly moreFragments: boolean;
  readonly dontFragment: boolean;
  readonly protocol: Protocol;
  readonly length: number;
  readonly badSum: boolean;
}

/** A TCP header. `flags` in the order `SFRPAUEW`; numbers as they are printed: tcpdump prints most of them relative. */
export interface TextTcp {
  readonly flags: string;
  readonly sequence: number | null;
  readonly acknowledged: number | null;
  readonly window: number | null;
  readonly mss: number | null;
  readonly windowScale: number | null;
  /** The timestamps option as it is printed. */
  readonly timestamps: string | null;
}

/** An ICMP message. `about` is what an error names of the packet that it is about: where that went. */
export interface TextIcmp {
  readonly type: number;
  readonly code: number;
  readonly echoId: number | null;
  readonly echoSequence: number | null;
  readonly nextHopMtu: number | null;
  readonly gateway: string | null;
  readonly about: { readonly address: string; readonly protocol: Protocol | null; readonly port: number | null } | null;
}

/** What is around an inner packet; `inside` is null as long as the text has not shown it. */
export interface TextTunnel {
  readonly kind: Encapsulation['kind'];
  readonly key: number | null;
  readonly inside: TextIp | null;
}
