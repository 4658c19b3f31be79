import { noWords, type Words } from './address-words.ts';

/** A value that the source does not show, or that the packet does not have. */
export const NOT_SHOWN = -1;

export const FLAG = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128 } as const;

/** What the transport checksum turned out to be; the index into the counts of a direction. */
export const CHECKSUM = { good: 0, partial: 1, zero: 2, bad: 3, unchecked: 4 } as const;

/** An outer header, outside first. `key` is the GRE key or the network identifier, `NOT_SHOWN` without one. */
export interface Tunnel {
  kind: 'gre' | 'vxlan' | 'geneve' | 'ip';
  key: number;
  family: 4 | 6;
  readonly source: Words;
  readonly destination: Words;
}

/**
 * One packet on its way into the conversations. There is one record, filled again for each packet, so that a file of
 * millions of packets makes no garbage: whoever keeps something of it copies it. Numbers that the source does not
 * show are `NOT_SHOWN`.
 */
export interface Packet {
  /** Its number in the file (or its line), and its time in microseconds. */
  number: number;
  time: number;
  interface: number;
  /** Marked by the capture as sent by the capturing host (`out`) or received by it (`in`). */
  taken: 'in' | 'out' | null;
  /** The file holds less of it than was on the wire. */
  cut: boolean;

  /** MAC addresses as 48-bit numbers. */
  macSource: number;
  macDestination: number;
  /** VLAN ids from the outside in, packed by `packVlan`; 0 is an untagged packet. */
  vlans: number;

  tunnels: number;
  readonly tunnel: readonly Tunnel[];

  family: 4 | 6;
  /** Addresses as 32-bit words; an IPv4 address is in the last one, and the others are 0. */
  readonly source: Words;
  readonly destination: Words;
  /** Bytes of the IP packet, header included. */
  ipBytes: number;
  ttl: number;
  ipId: number;
  dontFragment: boolean;
  /** Whether it is a piece of a packet, and how many bytes into the IP payload it starts (0 for the first piece). */
  fragment: boolean;
  fragmentOffset: number;
  badIpHeader: boolean;

  protocol: number;
  sourcePort: number;
  destinationPort: number;
  /** `CHECKSUM` */
  checksum: number;
  /** Identity of the packet's content, TTL and checksums left out; 0 when the source does not show enough. */
  print: number;
  payloadBytes: number;
  /** Where the payload stands in `bytes`, and how much of it is there. */
  bytes: Uint8Array;
  payloadAt: number;
  payloadHeld: number;

  flags: number;
  sequence: number;
  acknowledgement: number;
  window: number;
  mss: number;
  windowScale: number;
  transportHeader: number;

  icmpType: number;
  icmpCode: number;
  echoId: number;
  /** Next-hop MTU, and the router of a redirect, of an ICMP error. */
  icmpMtu: number;
  icmpGateway: Words | null;
  /** The packet that an ICMP error quotes: its addresses, protocol, ports and sequence are filled in. */
  quoted: Packet | null;
}

const MOST_TUNNELS = 4;
const NO_BYTES = new Uint8Array(0);

/** A record to be filled; `resetPacket` empties it for the next packet. */
export function createPacket(): Packet {
  return {
    number: 0,
    time: 0,
    interface: 0,
    taken: null,
    cut: false,
    macSource: NOT_SHOWN,
    macDestination: NOT_SHOWN,
    vlans: NOT_SHOWN,
    tunnels: 0,
    tunnel: Array.from({ length: MOST_TUNNELS }, () => ({
      kind: 'ip' as const,
      key: NOT_SHOWN,
      family: 4 as const,
      source: noWords(),
      destination: noWords(),
    })),
    family: 4,
    source: noWords(),
    destination: noWords(),
    ipBytes: 0,
    ttl: NOT_SHOWN,
    ipId: NOT_SHOWN,
    dontFragment: false,
    fragment: false,
    fragmentOffset: 0,
    badIpHeader: false,
    protocol: 0,
    sourcePort: NOT_SHOWN,
    destinationPort: NOT_SHOWN,
    checksum: CHECKSUM.unchecked,
    print: 0,
    payloadBytes: 0,
    bytes: NO_BYTES,
    payloadAt: 0,
    payloadHeld: 0,
    flags: 0,
    sequence: 0,
    acknowledgement: 0,
    window: NOT_SHOWN,
    mss: NOT_SHOWN,
    windowScale: NOT_SHOWN,
    transportHeader: 0,
    icmpType: NOT_SHOWN,
    icmpCode: NOT_SHOWN,
    echoId: NOT_SHOWN,
    icmpMtu: NOT_SHOWN,
    icmpGateway: null,
    quoted: null,
  };
}

/** Forgets all but the number, time and interface, which the container sets. */
export function resetPacket(packet: Packet): void {
  packet.taken = null;
  packet.cut = false;
  packet.macSource = NOT_SHOWN;
  packet.macDestination = NOT_SHOWN;
  packet.vlans = NOT_SHOWN;
  packet.tunnels = 0;
  packet.badIpHeader = false;
  resetNetwork(packet);
}

/** Forgets what IP and the layers above said: what follows a tunnel's header says it anew. */
export function resetNetwork(packet: Packet): void {
  packet.ipBytes = 0;
  packet.ttl = NOT_SHOWN;
  packet.ipId = NOT_SHOWN;
  packet.dontFragment = false;
  packet.fragment = false;
  packet.fragmentOffset = 0;
  packet.protocol = 0;
  packet.sourcePort = NOT_SHOWN;
  packet.destinationPort = NOT_SHOWN;
  packet.checksum = CHECKSUM.unchecked;
  packet.print = 0;
  packet.payloadBytes = 0;
  packet.payloadHeld = 0;
  packet.flags = 0;
  packet.window = NOT_SHOWN;
  packet.mss = NOT_SHOWN;
  packet.windowScale = NOT_SHOWN;
  packet.transportHeader = 0;
  packet.icmpType = NOT_SHOWN;
  packet.icmpCode = NOT_SHOWN;
  packet.echoId = NOT_SHOWN;
  packet.icmpMtu = NOT_SHOWN;
  packet.icmpGateway = null;
  packet.quoted = null;
}

const VLAN_RADIX = 4097;
const MOST_VLANS = 3;

/** Adds one more id, further inside, to packed VLAN ids (`NOT_SHOWN` or 0 to begin with). At most three fit. */
export function packVlan(packed: number, id: number): number {
  const before = Math.max(0, packed);
  return before >= VLAN_RADIX ** (MOST_VLANS - 1) ? before : before * VLAN_RADIX + id + 1;
}

export function unpackVlans(packed: number): readonly number[] {
  const ids: number[] = [];
  for (let rest = packed; rest > 0; rest = Math.floor(rest / VLAN_RADIX)) ids.unshift((rest % VLAN_RADIX) - 1);
  return ids;
}
