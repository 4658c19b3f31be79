import type { PayloadMark } from '../../model/facts/capture.ts';
import { payloadHash } from './checksum.ts';
import { type Copies, createCopies, isCopy } from './copies.ts';
import { NOT_SHOWN, type Packet } from './packet.ts';
import { count, createTallies, type Tallies } from './tallies.ts';
import { createTcpSender, relative, type TcpSender } from './tcp-sender.ts';

/** One direction of a conversation while packets come in. */
export interface Half {
  packets: number;
  bytes: number;
  payloadBytes: number;
  first: number;
  last: number;
  readonly tcp: TcpSender | null;
  readonly ttls: Tallies;
  readonly macs: Tallies;
  readonly vlans: Tallies;
  readonly interfaces: Tallies;
  received: number;
  sent: number;
  copies: Copies | null;
  fragments: number;
  dontFragment: number;
  largest: number;
  cutPackets: number;
  /** By `CHECKSUM`. */
  readonly checksums: number[];
  badIpHeader: number;
  payloads: PayloadMark[] | null;
}

const MOST_PAYLOADS = 4;

export function createHalf(isTcp: boolean): Half {
  return {
    packets: 0,
    bytes: 0,
    payloadBytes: 0,
    first: -1,
    last: -1,
    tcp: isTcp ? createTcpSender() : null,
    ttls: createTallies(),
    macs: createTallies(),
    vlans: createTallies(),
    interfaces: createTallies(),
    received: 0,
    sent: 0,
    copies: null,
    fragments: 0,
    dontFragment: 0,
    largest: 0,
    cutPackets: 0,
    checksums: [0, 0, 0, 0, 0],
    badIpHeader: 0,
    payloads: null,
  };
}

/** Counts all that has nothing to do with TCP. Returns whether this very packet was seen before. */
export function countPacket(half: Half, packet: Packet): boolean {
  half.copies ??= createCopies();
  const copy = isCopy(half.copies, packet);
  half.first = half.packets === 0 ? packet.time : Math.min(half.first, packet.time);
  half.last = Math.max(half.last, packet.time);
  half.packets += 1;
  half.bytes += packet.ipBytes;
  half.payloadBytes += packet.payloadBytes;
  half.largest = Math.max(half.largest, packet.ipBytes);
  half.checksums[packet.checksum] = (half.checksums[packet.checksum] ?? 0) + 1;
  if (packet.badIpHeader) half.badIpHeader += 1;
  if (packet.cut) half.cutPackets += 1;
  if (packet.fragment) half.fragments += 1;
  if (packet.dontFragment) half.dontFragment += 1;
  if (packet.taken === 'in') half.received += 1;
  else if (packet.taken === 'out') half.sent += 1;
  countPlaces(half, packet, copy);
  return copy;
}

function countPlaces(half: Half, packet: Packet, copy: boolean): void {
  if (packet.ttl !== NOT_SHOWN) count(half.ttls, packet.ttl, 0, copy);
  if (packet.macSource !== NOT_SHOWN) count(half.macs, packet.macSource, packet.macDestination, copy);
  if (packet.vlans !== NOT_SHOWN) count(half.vlans, packet.vlans, 0, copy);
  if (packet.interface !== NOT_SHOWN) count(half.interfaces, packet.interface, 0, copy);
}

/** Remembers the first payloads by their hash; callers leave out copies and retransmissions. */
export function markPayload(half: Half, packet: Packet): void {
  if (packet.payloadHeld === 0 || half.payloads?.length === MOST_PAYLOADS) return;
  half.payloads ??= [];
  half.payloads.push({
    time: packet.time,
    sequence: half.tcp === null ? null : relative(half.tcp, packet.sequence),
    bytes: packet.payloadBytes,
    hash: payloadHash(packet.bytes, packet.payloadAt, packet.payloadHeld),
  });
}
