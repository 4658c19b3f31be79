import type { CaptureHalf, DigestFlow } from '../../model/facts.ts';
import { spellAddress } from '../pcap/address-words.ts';
import { createConversations } from '../pcap/conversations.ts';
import { type FlowDigests, flowDigests } from '../pcap/flow-digest.ts';
import { CAPTURE_LIMITS } from '../pcap/limits.ts';
import { createPacket, NOT_SHOWN, type Packet, resetPacket } from '../pcap/packet.ts';
import type { Times } from './clock.ts';
import { innermost, quoteFinder } from './icmp-about.ts';
import type { TextPacket } from './packet.ts';
import type { TextCapture } from './text-capture.ts';
import { fillLink, fillPacket, fillQuoted } from './to-packet.ts';

/** The conversations of a text, and what was counted beside them. */
export interface Conversed extends FlowDigests {
  readonly notIp: number;
  readonly unreadable: number;
  readonly cut: number;
}

/** Puts the packets of a text together into conversations. */
export function converse(capture: TextCapture, { clock, times }: Times): Conversed {
  const { records } = capture;
  const names = interfaceNames(capture);
  const conversations = createConversations(CAPTURE_LIMITS);
  const quoteOf = quoteFinder(records);
  const relativeOnly = new Set<string>();
  const [packet, quoted] = [createPacket(), createPacket()];
  const counted = { notIp: 0, unreadable: capture.hidden, cut: 0 };
  for (const [index, { lines, packet: shown }] of records.entries()) {
    if (shown.ip === null) {
      counted.notIp += 1;
      continue;
    }
    resetPacket(packet);
    packet.number = lines[0]?.number ?? 0;
    packet.time = times[index] ?? 0;
    packet.interface = shown.link.interface === null ? NOT_SHOWN : names.indexOf(shown.link.interface);
    fillLink(packet, shown.link);
    const filled = fillPacket(packet, shown.ip, shown.link, capture.numbersOf);
    if (packet.cut) counted.cut += 1;
    if (filled === null) {
      counted.unreadable += 1;
      continue;
    }
    if (!filled.known) relativeOnly.add(pairOf(packet));
    const about = quoteOf(shown.ip);
    if (about !== null) {
      fillQuoted(quoted, about);
      packet.quoted = quoted;
    }
    conversations.add(packet);
  }
  const digests = flowDigests(conversations.end(), clock, CAPTURE_LIMITS, (index) => names[index] ?? `${index}`);
  const unnumbered = new Set(
    records.flatMap(({ lines, packet: shown }) => (showsNoNumber(shown) ? (lines[0]?.number ?? []) : [])),
  );
  const flows = digests.flows.map((flow) => {
    const ladder = flow.ladder.map((step) => (unnumbered.has(step.number) ? { ...step, sequence: null } : step));
    const numbered = relativeOnly.has(pairOfFlow(flow)) ? withoutNumbers(flow) : flow;
    return { ...(capture.uncertain.has(addressesOf(flow)) ? withoutGaps(numbered) : numbered), ladder };
  });
  return { ...digests, ...counted, flows };
}

/** The interfaces that lines of the text name (`-i any`), in the order of their first packet. */
export function interfaceNames({ records }: TextCapture): readonly string[] {
  return [...new Set(records.flatMap(({ packet }) => packet.link.interface ?? []))];
}

/** tcpdump leaves the sequence number of a segment without payload out; it was counted as the next one. */
function showsNoNumber({ ip }: TextPacket): boolean {
  const inner = innermost(ip);
  return inner?.tcp != null && inner.tcp.sequence === null;
}

function pairOf({ source, destination, sourcePort, destinationPort, family }: Packet): string {
  const ends = [
    `${spellAddress(source, family)} ${sourcePort}`,
    `${spellAddress(destination, family)} ${destinationPort}`,
  ];
  return ends.sort().join(' ');
}

function pairOfFlow({ client, server }: DigestFlow): string {
  return [`${client.address} ${client.port ?? NOT_SHOWN}`, `${server.address} ${server.port ?? NOT_SHOWN}`]
    .sort()
    .join(' ');
}

function addressesOf({ client, server }: DigestFlow): string {
  return [client.address, server.address].sort().join(' ');
}

/** Bytes that were not counted may have passed in packets whose conversation the text does not show. */
function withoutGaps(flow: DigestFlow): DigestFlow {
  const unclaimed = (half: CaptureHalf): CaptureHalf => {
    if (half.tcp === null) return half;
    const acknowledgedUnseen = { ...half.tcp.acknowledgedUnseen, bytes: 0, beforeFirst: 0, from: null, at: null };
    return { ...half, tcp: { ...half.tcp, gaps: { count: 0, bytes: 0 }, acknowledgedUnseen } };
  };
  return { ...flow, c2s: unclaimed(flow.c2s), s2c: unclaimed(flow.s2c) };
}

function withoutNumbers(flow: DigestFlow): DigestFlow {
  const unnumbered = (half: CaptureHalf): CaptureHalf =>
    half.tcp === null ? half : { ...half, tcp: { ...half.tcp, initialSequence: null, base: null } };
  return { ...flow, c2s: unnumbered(flow.c2s), s2c: unnumbered(flow.s2c) };
}
