import { copyWords } from './address-words.ts';
import { i32, u8, u16, u32 } from './bytes.ts';
import { createQuoteReader } from './icmp-error.ts';
import { ETHER, type Inside, readEthernet, readLink } from './link.ts';
import { type Body, readIpv4, readIpv6 } from './network.ts';
import { NOT_SHOWN, type Packet, resetNetwork, resetPacket, type Tunnel } from './packet.ts';
import { PROTOCOL, readTransport } from './transport.ts';

/** What a frame turned out to be. Of an `ip` one the packet is filled in; of `arp`, `bytes` from `arpAt` hold it. */
export type Outcome = 'ip' | 'arp' | 'not-ip' | 'unreadable';

export interface Decoder {
  readonly arp: Inside;
  decode(packet: Packet, linkType: number, bytes: Uint8Array, at: number, end: number): Outcome;
}

const VXLAN_PORTS: ReadonlySet<number> = new Set([4789, 8472]);
const GENEVE_PORT = 6081;
const VXLAN_HAS_NETWORK = 0x08;

/**
 * Reads frames into a packet record: link layer, IP, transport. What is inside GRE, VXLAN, Geneve and IP in IP is the
 * packet, and the tunnels are noted on it; when the inside cannot be read, the tunnel's own packet is the packet.
 */
export function createDecoder(): Decoder {
  const inside: Inside = { type: 0, at: 0 };
  const body: Body = { at: 0, end: 0, wireEnd: 0 };
  const readQuote = createQuoteReader();

  const network = (packet: Packet, type: number, bytes: Uint8Array, at: number, end: number): Outcome => {
    if (type === ETHER.arp) return 'arp';
    if (type !== ETHER.ipv4 && type !== ETHER.ipv6) return 'not-ip';
    const isKnown = type === ETHER.ipv4 ? readIpv4 : readIpv6;
    if (!isKnown(packet, bytes, at, end, body)) return 'unreadable';
    if (packet.fragmentOffset === 0 && packet.tunnels < packet.tunnel.length && enter(packet, bytes)) {
      const { tunnels } = packet;
      if (deeper(packet, bytes) === 'ip') return 'ip';
      packet.tunnels = tunnels - 1;
      resetNetwork(packet);
      isKnown(packet, bytes, at, end, body);
    }
    if (!readTransport(packet, bytes, body)) return 'unreadable';
    if (packet.icmpType !== NOT_SHOWN) readQuote(packet, bytes, body);
    return 'ip';
  };

  /** Notes the tunnel whose header stands at the body; false when there is none. Then `inside` is behind its header. */
  const enter = (packet: Packet, bytes: Uint8Array): boolean => {
    const tunnel = packet.tunnel[packet.tunnels];
    if (tunnel === undefined || !readTunnel(packet, bytes, body, tunnel, inside)) return false;
    tunnel.family = packet.family;
    copyWords(tunnel.source, packet.source);
    copyWords(tunnel.destination, packet.destination);
    packet.tunnels += 1;
    return true;
  };

  const deeper = (packet: Packet, bytes: Uint8Array): Outcome => {
    const { end } = body;
    resetNetwork(packet);
    if (inside.type === ETHER.bridged && !readEthernet(packet, bytes, inside.at, end, inside)) return 'unreadable';
    return network(packet, inside.type, bytes, inside.at, end);
  };

  return {
    arp: inside,
    decode: (packet, linkType, bytes, at, end) => {
      resetPacket(packet);
      if (!readLink(packet, linkType, bytes, at, end, inside)) return 'unreadable';
      return network(packet, inside.type, bytes, inside.at, end);
    },
  };
}

function readTunnel(packet: Packet, bytes: Uint8Array, body: Body, tunnel: Tunnel, inside: Inside): boolean {
  const { at, end } = body;
  switch (packet.protocol) {
    case PROTOCOL.ipInIp:
    case PROTOCOL.ipv6InIp:
      inside.type = packet.protocol === PROTOCOL.ipInIp ? ETHER.ipv4 : ETHER.ipv6;
      inside.at = at;
      tunnel.kind = 'ip';
      tunnel.key = NOT_SHOWN;
      return true;
    case PROTOCOL.gre:
      return end - at >= 4 && readGre(bytes, at, end, tunnel, inside);
    case PROTOCOL.udp:
      return end - at >= 16 && readUdpTunnel(bytes, at, tunnel, inside);
    default:
      return false;
  }
}

/** RFC 2784 with the key and sequence of RFC 2890. */
function readGre(bytes: Uint8Array, at: number, end: number, tunnel: Tunnel, inside: Inside): boolean {
  const flags = u16(bytes, at);
  if ((flags & 0x4007) !== 0) return false;
  const key = at + 4 + ((flags & 0x8000) === 0 ? 0 : 4);
  const behindKey = key + ((flags & 0x2000) === 0 ? 0 : 4);
  if (behindKey > end) return false;
  tunnel.kind = 'gre';
  tunnel.key = behindKey === key ? NOT_SHOWN : i32(bytes, key) >>> 0;
  inside.type = u16(bytes, at + 2);
  inside.at = behindKey + ((flags & 0x1000) === 0 ? 0 : 4);
  return true;
}

/** VXLAN (RFC 7348; 8472 is the port that Linux took before there was one) and Geneve (RFC 8926). */
function readUdpTunnel(bytes: Uint8Array, at: number, tunnel: Tunnel, inside: Inside): boolean {
  const port = u16(bytes, at + 2);
  const header = at + 8;
  if (VXLAN_PORTS.has(port) && (u8(bytes, header) & VXLAN_HAS_NETWORK) !== 0) {
    tunnel.kind = 'vxlan';
    inside.type = ETHER.bridged;
    inside.at = header + 8;
  } else if (port === GENEVE_PORT && u8(bytes, header) >> 6 === 0) {
    tunnel.kind = 'geneve';
    inside.type = u16(bytes, header + 2);
    inside.at = header + 8 + (u8(bytes, header) & 0x3f) * 4;
  } else return false;
  tunnel.key = u32(bytes, header + 4) >>> 8;
  return true;
}
