import type { CaptureReset } from '../../model/facts/capture.ts';
import { acknowledgeGaps, createGaps, fillGaps, type Gaps, NEVER, openGap } from './gaps.ts';
import { acknowledge, addPending, createPending, type Pending } from './pending.ts';

/** How often a kind of segment came. */
export interface Marks {
  packets: number;
  repeated: number;
  first: number;
  last: number;
}

/**
 * What one end of a TCP conversation has sent, as this capture saw it. Numbers are relative to `base`, and go on
 * beyond 2^32; -1 stands for "not yet".
 */
export interface TcpSender {
  readonly syn: Marks;
  readonly synAck: Marks;
  readonly fin: Marks;
  readonly rst: Marks;
  resets: CaptureReset[] | null;
  /** Numbers as on the wire; null while unknown. */
  initial: number | null;
  base: number | null;
  /** The base is the sender's own SYN, or what the answer to it says. */
  synced: boolean;
  /** A number whose relative value is known, from which others are told. */
  anchorRaw: number;
  anchor: number;
  firstSequence: number | null;
  sentThrough: number;
  /** What it acknowledges of the other end. */
  firstAck: number;
  firstAckAt: number;
  highestAck: number;
  lastAck: number;
  lastWindow: number;
  /** Its last segment was a keep-alive: what answers it repeats an acknowledgement and reports no loss. */
  probed: boolean;
  mss: number;
  windowScale: number;
  dataSegments: number;
  largestPayload: number;
  retransmissions: number;
  largestRetransmitted: number;
  outOfOrder: number;
  keepAlives: number;
  duplicateAcks: number;
  /** How often the last acknowledgement was repeated in a row. */
  ackRepeats: number;
  zeroWindows: number;
  gaps: Gaps | null;
  pending: Pending | null;
  /** Acknowledged by the other end and behind all that was seen: from where, and since when. */
  tailFrom: number;
  tailAt: number;
  beforeFirst: number;
}

export function createTcpSender(): TcpSender {
  return {
    syn: createMarks(),
    synAck: createMarks(),
    fin: createMarks(),
    rst: createMarks(),
    resets: null,
    initial: null,
    base: null,
    synced: false,
    anchorRaw: 0,
    anchor: 0,
    firstSequence: null,
    sentThrough: -1,
    firstAck: -1,
    firstAckAt: NEVER,
    highestAck: -1,
    lastAck: -1,
    lastWindow: -1,
    probed: false,
    mss: -1,
    windowScale: -1,
    dataSegments: 0,
    largestPayload: 0,
    retransmissions: 0,
    largestRetransmitted: 0,
    outOfOrder: 0,
    keepAlives: 0,
    duplicateAcks: 0,
    ackRepeats: 0,
    zeroWindows: 0,
    gaps: null,
    pending: null,
    tailFrom: -1,
    tailAt: NEVER,
    beforeFirst: 0,
  };
}

function createMarks(): Marks {
  return { packets: 0, repeated: 0, first: NEVER, last: NEVER };
}

export function mark(marks: Marks, time: number, copy: boolean): void {
  if (marks.packets > 0 && !copy) marks.repeated += 1;
  marks.first = marks.packets === 0 ? time : Math.min(marks.first, time);
  marks.last = Math.max(marks.last, time);
  marks.packets += 1;
}

export function setBase(sender: TcpSender, raw: number, synced: boolean): void {
  sender.base = raw;
  sender.synced = synced;
  sender.anchorRaw = raw;
  sender.anchor = 0;
}

/** No window is larger (RFC 7323): a number further away is not of this conversation. */
const WIDEST_WINDOW = 2 ** 30;

/** The relative value of a sequence number of this sender; null without a base, or when it is absurdly far away. */
export function relative(sender: TcpSender, raw: number): number | null {
  if (sender.base === null) return null;
  const distance = (raw - sender.anchorRaw) | 0;
  return Math.abs(distance) > WIDEST_WINDOW ? null : sender.anchor + distance;
}

function moveAnchor(sender: TcpSender, raw: number, value: number): void {
  if (value <= sender.anchor) return;
  sender.anchorRaw = raw;
  sender.anchor = value;
}

export type Arrival = 'new' | 'retransmission' | 'out-of-order' | 'keep-alive';

/**
 * Reordering on the way is shorter, in microseconds; the limit is Wireshark's for calling a segment out of order. Where the
 * handshake shows a shorter round trip, that is the limit: what is sent again comes a round trip later, what was only
 * overtaken before that.
 */
const REORDERED_WITHIN = 3000;

/** The round trip of the handshake, from the SYN to the acknowledgement of its answer; null when it was not seen whole. */
function handshakeTrip({ syn, firstAckAt }: TcpSender): number | null {
  return syn.packets === 1 && firstAckAt !== NEVER ? firstAckAt - syn.first : null;
}

export function reorderedWithin(one: TcpSender, other: TcpSender): number {
  const trip = handshakeTrip(one) ?? handshakeTrip(other);
  return trip === null ? REORDERED_WITHIN : Math.min(REORDERED_WITHIN, trip);
}

/**
 * Places `length` numbers from `raw` on (SYN and FIN count one each); `payload` bytes of them are data. A segment
 * without any still says what was sent before it. `within`: how long after a gap what fills it was only overtaken.
 */
export function send(
  sender: TcpSender,
  raw: number,
  length: number,
  payload: number,
  time: number,
  within = REORDERED_WITHIN,
): Arrival {
  const from = relative(sender, raw);
  if (from === null) return 'new';
  const to = from + length;
  const through = sender.sentThrough;
  let arrival: Arrival = 'new';
  if (through < 0) begin(sender, from, time);
  else if (from > through) openGap(gapsOf(sender), through, from, time, sender.tailAt);
  else if (from < through && length > 0) arrival = comesLate(sender, from, to, time, within);
  if (to > through) {
    sender.sentThrough = to;
    moveAnchor(sender, (raw + length) | 0, to);
  }
  if (payload > 0 && arrival !== 'retransmission') {
    sender.pending ??= createPending();
    addPending(sender.pending, to, payload);
  }
  return arrival;
}

function gapsOf(sender: TcpSender): Gaps {
  sender.gaps ??= createGaps();
  return sender.gaps;
}

/** The first segment seen: what lies before it was passed over when the start is known, and may be older when not. */
function begin(sender: TcpSender, from: number, time: number): void {
  const start = sender.tailFrom >= 0 ? sender.tailFrom : 0;
  if (sender.synced && from > start) openGap(gapsOf(sender), start, from, time, sender.tailAt);
}

function comesLate(sender: TcpSender, from: number, to: number, time: number, within: number): Arrival {
  const opened = sender.gaps === null ? NEVER : fillGaps(sender.gaps, from, to);
  return opened !== NEVER && time - opened < within ? 'out-of-order' : 'retransmission';
}

/** Takes an acknowledgement of this sender's numbers up to `raw`. Returns it as a relative number, null when absurd. */
export function beAcknowledged(sender: TcpSender, raw: number, ofSyn: boolean, time: number): number | null {
  if (sender.base === null) setBase(sender, ofSyn ? (raw - 1) | 0 : raw, ofSyn);
  const through = relative(sender, raw);
  if (through === null) return null;
  if (sender.pending !== null) acknowledge(sender.pending, through);
  if (sender.gaps !== null) acknowledgeGaps(sender.gaps, through, time);
  const seen = Math.max(0, sender.sentThrough);
  if (through > seen && sender.tailAt === NEVER) {
    sender.tailFrom = seen;
    sender.tailAt = time;
  }
  moveAnchor(sender, raw, through);
  return through;
}

/** Once what was acknowledged has been seen after all, nothing is missing behind it. */
export function settleTail(sender: TcpSender, acknowledged: number): void {
  if (sender.sentThrough < 0 || sender.tailAt === NEVER) return;
  if (sender.sentThrough >= acknowledged) {
    sender.tailFrom = -1;
    sender.tailAt = NEVER;
  } else sender.tailFrom = sender.sentThrough;
}
