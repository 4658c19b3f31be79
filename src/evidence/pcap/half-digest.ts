import type { CaptureHalf, CaptureTcp, SegmentMarks } from '../../model/facts/capture.ts';
import { spellMac } from './address-words.ts';
import type { Copies } from './copies.ts';
import { acknowledgedGapBytes, createGaps, type Gaps, gapBytes, NEVER } from './gaps.ts';
import type { Half } from './half.ts';
import { CHECKSUM, NOT_SHOWN, unpackVlans } from './packet.ts';
import { waiting } from './pending.ts';
import { distinct } from './tallies.ts';
import type { Marks, TcpSender } from './tcp-sender.ts';

/** One direction as facts have it. `other` is the end that answers it. */
export function halfDigest(half: Half, other: Half, interfaceName: (index: number) => string): CaptureHalf {
  const { checksums } = half;
  return {
    packets: half.packets,
    bytes: half.bytes,
    payloadBytes: half.payloadBytes,
    first: half.packets === 0 ? null : half.first,
    last: half.packets === 0 ? null : half.last,
    tcp: half.tcp === null || other.tcp === null ? null : tcpDigest(half.tcp, other.tcp),
    ttls: distinct(half.ttls, (ttl) => ttl),
    macs: distinct(half.macs, (source, destination) => ({
      source: spellMac(source),
      destination: destination === NOT_SHOWN ? null : spellMac(destination),
    })),
    vlans: distinct(half.vlans, unpackVlans),
    interfaces: distinct(half.interfaces, interfaceName),
    marked: { received: half.received, sent: half.sent },
    duplicates: duplicatesOf(half.copies),
    fragments: half.fragments,
    dontFragment: half.dontFragment,
    largest: half.largest,
    cutPackets: half.cutPackets,
    checksums: {
      good: checksums[CHECKSUM.good] ?? 0,
      partial: checksums[CHECKSUM.partial] ?? 0,
      zero: checksums[CHECKSUM.zero] ?? 0,
      bad: checksums[CHECKSUM.bad] ?? 0,
      unchecked: checksums[CHECKSUM.unchecked] ?? 0,
      badIpHeader: half.badIpHeader,
    },
    payloads: half.payloads ?? [],
  };
}

function duplicatesOf(copies: Copies | null): CaptureHalf['duplicates'] {
  if (copies === null) return { sameTtl: 0, lowerTtl: 0, higherTtl: 0, ttlRange: null, mostCopies: 0 };
  const { sameTtl, lowerTtl, higherTtl, widest, most } = copies;
  return { sameTtl, lowerTtl, higherTtl, ttlRange: widest, mostCopies: most };
}

function tcpDigest(sender: TcpSender, receiver: TcpSender): CaptureTcp {
  const gaps = sender.gaps ?? createGaps();
  const sizes = sender.pending === null ? [] : waiting(sender.pending);
  return {
    syn: marksOf(sender.syn),
    synAck: marksOf(sender.synAck),
    fin: marksOf(sender.fin),
    rst: marksOf(sender.rst),
    resets: sender.resets ?? [],
    initialSequence: sender.initial,
    base: sender.base === null ? null : sender.base >>> 0,
    firstSequence: sender.firstSequence,
    sentThrough: orNull(sender.sentThrough),
    firstAck: orNull(sender.firstAck),
    highestAck: orNull(sender.highestAck),
    mss: orNull(sender.mss),
    windowScale: orNull(sender.windowScale),
    dataSegments: sender.dataSegments,
    largestPayload: sender.largestPayload,
    retransmissions: sender.retransmissions,
    outOfOrder: sender.outOfOrder,
    keepAlives: sender.keepAlives,
    duplicateAcks: sender.duplicateAcks,
    zeroWindows: sender.zeroWindows,
    gaps: { count: gaps.from.length + gaps.lost, bytes: gapBytes(gaps) },
    acknowledgedUnseen: unseenOf(sender, gaps, receiver.highestAck),
    largestAcknowledged: sender.pending?.largestAcknowledged ?? 0,
    unacknowledged: { segments: sizes.length, smallest: least(sizes), largest: Math.max(0, ...sizes) },
    largestRetransmitted: sender.largestRetransmitted,
  };
}

function unseenOf(sender: TcpSender, gaps: Gaps, acknowledged: number): CaptureTcp['acknowledgedUnseen'] {
  const { sentThrough, tailAt, tailFrom, beforeFirst } = sender;
  const tail = Math.max(0, acknowledged - Math.max(0, sentThrough));
  const bytes = tail + acknowledgedGapBytes(gaps, acknowledged);
  const places = gaps.acknowledgedAt.flatMap((at, index) =>
    at === NEVER ? [] : [{ at, from: gaps.from[index] ?? 0 }],
  );
  if (tail > 0 && tailAt !== NEVER) places.push({ at: tailAt, from: tailFrom });
  const [first] = bytes === 0 ? [] : places.sort((one, other) => one.at - other.at || one.from - other.from);
  return { bytes, beforeFirst, from: first?.from ?? null, at: first?.at ?? null };
}

function marksOf({ packets, repeated, first, last }: Marks): SegmentMarks {
  return { packets, repeated, first: packets === 0 ? null : first, last: packets === 0 ? null : last };
}

function orNull(value: number): number | null {
  return value < 0 ? null : value;
}

function least(sizes: readonly number[]): number {
  return sizes.length === 0 ? 0 : Math.min(...sizes);
}
