export const PROTOCOLS = { tcp: 6, udp: 17 } as const;
export type Transport = keyof typeof PROTOCOLS;

export interface TcpFlags {
  readonly syn?: true;
  readonly ack?: true;
  readonly fin?: true;
  readonly rst?: true;
  readonly psh?: true;
}

/** One packet on its way. `payload` is a number of bytes; what they say does not matter to a router. */
export interface Packet {
  readonly id: number;
  readonly transport: Transport;
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly flags: TcpFlags;
  readonly seq: number;
  readonly ack: number;
  readonly payload: number;
  readonly ttl: number;
}

const IP_HEADER = 20;
const ETHERNET_HEADER = 14;
/** Maximum segment size, SACK permitted, window scale: what a SYN carries. */
export const SYN_OPTIONS = Uint8Array.of(2, 4, 5, 0xb4, 1, 3, 3, 7, 4, 2, 0, 0);

export function transportHeaderBytes({ transport, flags }: Packet): number {
  if (transport === 'udp') return 8;
  return flags.syn === true ? 20 + SYN_OPTIONS.length : 20;
}

/** The length of the packet as IP counts it. */
export function packetBytes(packet: Packet): number {
  return IP_HEADER + transportHeaderBytes(packet) + packet.payload;
}

/** The length with its Ethernet header, as sessions and interfaces of the firewall count it. */
export function frameBytes(packet: Packet): number {
  return ETHERNET_HEADER + packetBytes(packet);
}

/** The first packet of a connection: SYN without ACK. */
export function isFirst({ transport, flags }: Packet): boolean {
  return transport === 'udp' || (flags.syn === true && flags.ack !== true);
}
