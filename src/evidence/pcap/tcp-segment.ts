import { FLAG, NOT_SHOWN, type Packet } from './packet.ts';
import {
  type Arrival,
  beAcknowledged,
  mark,
  relative,
  reorderedWithin,
  send,
  setBase,
  settleTail,
  type TcpSender,
} from './tcp-sender.ts';

const MOST_RESETS = 8;

/**
 * Takes a segment into what is known of its sender and of its receiver. A copy of a packet seen before only counts
 * its flags. Returns how it came, for the ladder.
 */
export function takeSegment(sender: TcpSender, receiver: TcpSender, packet: Packet, copy: boolean): Arrival {
  const { flags } = packet;
  countFlags(sender, packet, copy);
  if (copy) return 'new';
  if ((flags & FLAG.syn) !== 0) begin(sender, packet);
  if ((flags & FLAG.rst) !== 0) {
    reset(sender, receiver, packet);
    return 'new';
  }
  const arrival = takeNumbers(sender, receiver, packet);
  sender.probed = arrival === 'keep-alive';
  if ((flags & FLAG.ack) !== 0) takeAck(sender, receiver, packet);
  if (packet.window === 0) sender.zeroWindows += 1;
  if (arrival === 'retransmission') {
    sender.retransmissions += 1;
    sender.largestRetransmitted = Math.max(sender.largestRetransmitted, packet.payloadBytes);
  } else if (arrival === 'out-of-order') sender.outOfOrder += 1;
  else if (arrival === 'keep-alive') sender.keepAlives += 1;
  settleTail(sender, receiver.highestAck);
  sender.lastWindow = packet.window;
  return arrival;
}

/** Bytes of a later fragment of a segment, which has no header of its own. */
export function takeFragment(sender: TcpSender, packet: Packet): void {
  send(sender, packet.sequence, packet.payloadBytes, 0, packet.time);
}

function countFlags(sender: TcpSender, { flags, time }: Packet, copy: boolean): void {
  if ((flags & FLAG.syn) !== 0) mark((flags & FLAG.ack) === 0 ? sender.syn : sender.synAck, time, copy);
  if ((flags & FLAG.fin) !== 0) mark(sender.fin, time, copy);
  if ((flags & FLAG.rst) !== 0) mark(sender.rst, time, copy);
}

function begin(sender: TcpSender, packet: Packet): void {
  if (sender.initial === null) {
    sender.initial = packet.sequence >>> 0;
    if (sender.base === null) setBase(sender, packet.sequence, true);
  }
  if (packet.mss !== NOT_SHOWN) sender.mss = packet.mss;
  if (packet.windowScale !== NOT_SHOWN) sender.windowScale = packet.windowScale;
}

function takeNumbers(sender: TcpSender, receiver: TcpSender, packet: Packet): Arrival {
  const { flags, payloadBytes, sequence } = packet;
  if (sender.base === null) setBase(sender, sequence, false);
  const from = relative(sender, sequence);
  if (sender.firstSequence === null && from !== null) noteFirst(sender, receiver, from);
  const marks = (flags & FLAG.syn) === 0 ? flags & FLAG.fin : FLAG.syn;
  if (marks === 0 && payloadBytes <= 1 && from !== null && from === sender.sentThrough - 1) return 'keep-alive';
  if (payloadBytes > 0) {
    sender.dataSegments += 1;
    sender.largestPayload = Math.max(sender.largestPayload, payloadBytes);
  }
  const length = payloadBytes + ((flags & FLAG.syn) === 0 ? 0 : 1) + ((flags & FLAG.fin) === 0 ? 0 : 1);
  const arrival = send(sender, sequence, length, payloadBytes, packet.time, reorderedWithin(sender, receiver));
  return arrival === 'out-of-order' && isAskedFor(receiver, from) ? 'retransmission' : arrival;
}

/** So often the other end repeats an acknowledgement before what it asks for counts as sent again, as Wireshark has it. */
const ASKED_TIMES = 2;

/**
 * Whether the other end has asked for just this segment: a sender sends it again at once after some repeated
 * acknowledgements (fast retransmit, RFC 5681 §3.2), which on a short way is sooner than any reordering ends.
 */
function isAskedFor(receiver: TcpSender, from: number | null): boolean {
  return from !== null && receiver.highestAck === from && receiver.ackRepeats >= ASKED_TIMES;
}

function noteFirst(sender: TcpSender, receiver: TcpSender, from: number): void {
  sender.firstSequence = from;
  if (!sender.synced) sender.beforeFirst = Math.max(0, Math.min(from, receiver.highestAck));
}

function takeAck(sender: TcpSender, receiver: TcpSender, packet: Packet): void {
  const ofSyn = (packet.flags & FLAG.syn) !== 0;
  const through = beAcknowledged(receiver, packet.acknowledgement, ofSyn, packet.time);
  if (through === null) return;
  if (sender.firstAck < 0) {
    sender.firstAck = through;
    sender.firstAckAt = packet.time;
  }
  const repeated = isRepeated(sender, packet, through);
  if (repeated && !sender.probed && !receiver.probed) sender.duplicateAcks += 1;
  if (repeated) sender.ackRepeats += 1;
  else if (through !== sender.lastAck) sender.ackRepeats = 0;
  sender.lastAck = through;
  sender.highestAck = Math.max(sender.highestAck, through);
}

/** A bare acknowledgement that says what the one before it said (RFC 5681 §2). */
function isRepeated(sender: TcpSender, { payloadBytes, flags, window }: Packet, through: number): boolean {
  if (payloadBytes > 0 || (flags & (FLAG.syn | FLAG.fin)) !== 0) return false;
  return through === sender.lastAck && through === sender.highestAck && window === sender.lastWindow;
}

function reset(sender: TcpSender, receiver: TcpSender, packet: Packet): void {
  sender.resets ??= [];
  if (sender.resets.length === MOST_RESETS) return;
  sender.resets.push({
    time: packet.time,
    ttl: packet.ttl === NOT_SHOWN ? null : packet.ttl,
    fits: resetFits(sender, receiver, packet),
    withAck: (packet.flags & FLAG.ack) !== 0,
  });
}

/**
 * Whether the receiver would take a reset for one of its conversation (RFC 9293 §3.5.2, RFC 5961 §3.2): its number is
 * what the receiver acknowledged last or what was sent last; or it answers a SYN, with number 0 and that SYN acknowledged.
 */
function resetFits(sender: TcpSender, receiver: TcpSender, packet: Packet): boolean | null {
  const answers = (packet.flags & FLAG.ack) !== 0 && sender.sentThrough < 0 && packet.sequence === 0;
  if (answers && receiver.sentThrough >= 0) {
    return relative(receiver, packet.acknowledgement) === receiver.sentThrough;
  }
  if (receiver.highestAck < 0 && sender.sentThrough < 0) return null;
  const at = relative(sender, packet.sequence);
  return at !== null && (at === receiver.highestAck || at === sender.sentThrough);
}
