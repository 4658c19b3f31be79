import { u8, u16, u32, u48 } from './bytes.ts';
import { type Packet, packVlan } from './packet.ts';

/** Names of the link types that are read, by their number in the tcpdump group's registry. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'null'],
  [1, 'ethernet'],
  [12, 'raw-ip'],
  [14, 'raw-ip'],
  [101, 'raw-ip'],
  [108, 'loop'],
  [113, 'linux-sll'],
  [228, 'raw-ip'],
  [229, 'raw-ip'],
  [276, 'linux-sll2'],
]);

export function linkTypeName(type: number): string {
  return NAMES.get(type) ?? `type-${type}`;
}

export const ETHER = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd, bridged: 0x6558 } as const;

/** What stands behind a link-layer header: an EtherType, and where its packet begins. `type` 0 is nothing that is read. */
export interface Inside {
  type: number;
  at: number;
}

/** Interface numbers above this one are Linux interface indexes out of cooked headers, not numbers of the file. */
export const LINUX_INDEX = 0x1_0000_0000;

const SLL_OUTGOING = 4;

/** Reads a link-layer header, with its VLAN tags, into the packet and `inside`. False when it is cut off. */
export function readLink(
  packet: Packet,
  type: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  inside: Inside,
): boolean {
  switch (NAMES.get(type)) {
    case 'ethernet':
      return readEthernet(packet, bytes, at, end, inside);
    case 'linux-sll':
      if (end - at < 16) return false;
      packet.taken = u16(bytes, at) === SLL_OUTGOING ? 'out' : 'in';
      if (u16(bytes, at + 4) === 6) packet.macSource = u48(bytes, at + 6);
      return readTags(packet, u16(bytes, at + 14), bytes, at + 16, end, inside);
    case 'linux-sll2':
      if (end - at < 20) return false;
      packet.taken = u8(bytes, at + 10) === SLL_OUTGOING ? 'out' : 'in';
      packet.interface = LINUX_INDEX + u32(bytes, at + 4);
      if (u8(bytes, at + 11) === 6) packet.macSource = u48(bytes, at + 12);
      return readTags(packet, u16(bytes, at), bytes, at + 20, end, inside);
    case 'null':
    case 'loop':
      return end - at >= 4 && readVersion(bytes, at + 4, end, inside);
    case 'raw-ip':
      return readVersion(bytes, at, end, inside);
    default:
      inside.type = 0;
      return true;
  }
}

/** An Ethernet frame, of the wire or inside a tunnel. */
export function readEthernet(packet: Packet, bytes: Uint8Array, at: number, end: number, inside: Inside): boolean {
  if (end - at < 14) return false;
  packet.macDestination = u48(bytes, at);
  packet.macSource = u48(bytes, at + 6);
  packet.vlans = 0;
  return readTags(packet, u16(bytes, at + 12), bytes, at + 14, end, inside);
}

/** 802.1Q, 802.1ad, and the number that QinQ had before 802.1ad. */
function isTag(type: number): boolean {
  return type === 0x8100 || type === 0x88a8 || type === 0x9100;
}

function readTags(packet: Packet, type: number, bytes: Uint8Array, at: number, end: number, inside: Inside): boolean {
  inside.type = type;
  inside.at = at;
  while (isTag(inside.type)) {
    if (end - inside.at < 4) return false;
    packet.vlans = packVlan(packet.vlans, u16(bytes, inside.at) & 0x0fff);
    inside.type = u16(bytes, inside.at + 2);
    inside.at += 4;
  }
  return true;
}

// The address family of BSD loopback differs between systems and byte orders; the IP version does not.
function readVersion(bytes: Uint8Array, at: number, end: number, inside: Inside): boolean {
  if (end <= at) return false;
  const version = u8(bytes, at) >> 4;
  inside.type = version === 4 ? ETHER.ipv4 : version === 6 ? ETHER.ipv6 : 0;
  inside.at = at;
  return true;
}
