import type { CaptureClock, CaptureDigest, CaptureSummary } from '../../model/facts/capture.ts';
import { fail, ok, type Result } from '../../model/result.ts';
import { createArpReplies } from './arp.ts';
import type { Container, Frame } from './container.ts';
import { createConversations } from './conversations.ts';
import { createDecoder } from './decode.ts';
import { flowDigests } from './flow-digest.ts';
import { CAPTURE_LIMITS, type CaptureLimits } from './limits.ts';
import { LINUX_INDEX, linkTypeName } from './link.ts';
import { createPacket, NOT_SHOWN } from './packet.ts';
import { createPcapFile, isPcap } from './pcap-file.ts';
import { createPcapngFile, isPcapng } from './pcapng-file.ts';

/** Reads a capture out of its bytes as they come. `push` may be given pieces of any size, and keeps none of them. */
export interface CaptureReader {
  push(chunk: Uint8Array): void;
  /**
   * What was read. A damaged or cut file gives what stands before the damage; fails only for what is no capture.
   * `stopped` says why the caller gave no more, when the file went on.
   */
  end(stopped?: string | null): Result<CaptureDigest>;
}

/** How long the first bytes of a file must be to tell whether it is a capture. */
export const MAGIC_LENGTH = 4;

/** True for the first bytes of pcap (micro- and nanoseconds, both byte orders) and pcapng. */
export function isCapture(bytes: Uint8Array): boolean {
  return bytes.length >= MAGIC_LENGTH && (isPcap(bytes, 0) || isPcapng(bytes, 0));
}

/** Large pieces are read in slices, so that what is held stays small whatever the caller gives. */
const SLICE = 256 * 1024;

/**
 * A reader of pcap and pcapng whose memory is bounded by its limits and not by the file. Packets make no objects:
 * they pass through one record into the conversations that they belong to.
 */
export function createCaptureReader(limits: Partial<CaptureLimits> = {}): CaptureReader {
  const bounds = { ...CAPTURE_LIMITS, ...limits };
  const packets = createPacketReader(bounds);
  let container: Container | null = null;
  let buffer = new Uint8Array(2 * SLICE);
  let held = 0;
  let toSkip = 0;
  let problem: string | null = null;

  const append = (slice: Uint8Array): void => {
    if (held + slice.length > buffer.length) {
      const larger = new Uint8Array(Math.max(buffer.length * 2, held + slice.length));
      larger.set(buffer.subarray(0, held));
      buffer = larger;
    }
    buffer.set(slice, held);
    held += slice.length;
  };

  const advance = (open: Container): void => {
    let at = 0;
    while (problem === null) {
      const skipped = Math.min(toSkip, held - at);
      at += skipped;
      toSkip -= skipped;
      const taken = toSkip > 0 || at === held ? 0 : open.take(buffer, at, held);
      if (taken === 0) break;
      if (typeof taken === 'string') problem = taken;
      else {
        at += taken;
        toSkip = open.skip();
      }
    }
    buffer.copyWithin(0, at, held);
    held -= at;
  };

  const feed = (slice: Uint8Array): void => {
    append(slice);
    if (container === null && held >= MAGIC_LENGTH)
      container = containerOf(buffer, packets.frame, packets.take, bounds);
    if (container !== null) advance(container);
    else if (held >= MAGIC_LENGTH) problem = 'the file is no capture';
  };

  return {
    push: (chunk) => {
      for (let at = 0; at < chunk.length && problem === null; at += SLICE) feed(chunk.subarray(at, at + SLICE));
    },
    end: (stopped = null) => {
      if (container === null || container.interfaces.length + packets.count() === 0) {
        return fail({ code: 'capture.unusable', message: problem ?? 'it ends before its first packet' });
      }
      const cut = held > 0 || toSkip > 0 ? 'the file ends inside a packet' : null;
      const why = problem ?? stopped ?? cut;
      return ok(packets.digest(container, why === null ? null : `after packet ${packets.count()}: ${why}`));
    },
  };
}

function containerOf(bytes: Uint8Array, frame: Frame, take: () => void, { comments }: CaptureLimits): Container | null {
  if (isPcap(bytes, 0)) return createPcapFile(frame, take);
  return isPcapng(bytes, 0) ? createPcapngFile(frame, take, comments) : null;
}

interface PacketReader {
  readonly frame: Frame;
  readonly take: () => void;
  count(): number;
  digest(container: Container, broken: string | null): CaptureDigest;
}

function createPacketReader(limits: CaptureLimits): PacketReader {
  const packet = createPacket();
  const decoder = createDecoder();
  const conversations = createConversations(limits);
  const arp = createArpReplies(limits.arp);
  const frame: Frame = {
    time: 0,
    interface: 0,
    linkType: 0,
    bytes: new Uint8Array(0),
    at: 0,
    end: 0,
    wireLength: 0,
    taken: null,
  };
  const sums = { packets: 0, bytes: 0, cut: 0, notIp: 0, unreadable: 0 };
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;

  const take = (): void => {
    sums.packets += 1;
    sums.bytes += frame.wireLength;
    first = Math.min(first, frame.time);
    last = Math.max(last, frame.time);
    packet.number = sums.packets;
    packet.time = frame.time;
    packet.interface = frame.interface;
    const outcome = decoder.decode(packet, frame.linkType, frame.bytes, frame.at, frame.end);
    if (frame.end - frame.at < frame.wireLength) {
      packet.cut = true;
      sums.cut += 1;
    }
    if (frame.taken !== null) packet.taken = frame.taken;
    if (outcome === 'ip') conversations.add(packet);
    else if (outcome === 'unreadable') sums.unreadable += 1;
    else {
      sums.notIp += 1;
      if (outcome === 'arp') arp.take(frame.bytes, decoder.arp.at, frame.end);
    }
  };

  const digest = (container: Container, broken: string | null): CaptureDigest => {
    const clock: CaptureClock = sums.packets > 0 && last === 0 ? 'none' : 'absolute';
    const name = (index: number): string => nameOf(container, index);
    const { flows, conversations: seen, leftOut } = flowDigests(conversations.end(), clock, limits, name);
    const summary: Omit<CaptureSummary, 'at'> = {
      kind: 'capture-summary',
      format: container.format,
      clock,
      interfaces: container.interfaces.map(({ name: called, linkType, snapLength, filter, ...counts }) => ({
        name: called,
        linkType: linkTypeName(linkType),
        snapLength,
        filter,
        packets: counts.packets,
        received: counts.received,
        dropped: counts.dropped,
      })),
      comments: container.comments,
      packets: sums.packets,
      bytes: sums.bytes,
      first: sums.packets === 0 ? null : first,
      last: sums.packets === 0 ? null : last,
      cutPackets: sums.cut,
      broken,
      notIp: sums.notIp,
      unreadable: sums.unreadable,
      conversations: seen,
      leftOut,
      arp: arp.replies(),
    };
    return { summary, flows };
  };

  return { frame, take, count: () => sums.packets, digest };
}

function nameOf({ interfaces }: Container, index: number): string {
  if (index >= LINUX_INDEX) return `ifindex ${index - LINUX_INDEX}`;
  return interfaces[index]?.name ?? `if${index === NOT_SHOWN ? 0 : index}`;
}
