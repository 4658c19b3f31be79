import type { CaptureFlow, CaptureIcmp, CaptureStep, Encapsulation } from '../../model/facts/capture.ts';
import { sameWords, spellAddress, type Words } from './address-words.ts';
import { countPacket, createHalf, type Half, markPayload } from './half.ts';
import { addRung, type Ladder } from './ladder.ts';
import { FLAG, NOT_SHOWN, type Packet } from './packet.ts';
import { takeFragment, takeSegment } from './tcp-segment.ts';
import type { Arrival } from './tcp-sender.ts';
import { isEchoRequest, PROTOCOL } from './transport.ts';

/** An ICMP error about a conversation; `aboutFirst` when the quoted packet went from the first end to the other. */
export interface IcmpMark {
  readonly aboutFirst: boolean;
  readonly said: Omit<CaptureIcmp, 'about' | 'packets' | 'first' | 'last'>;
  packets: number;
  first: number;
  last: number;
}

/** One conversation while packets come in. Its first end sent the first packet that was seen. */
export interface Conversation {
  readonly family: 4 | 6;
  readonly protocol: number;
  readonly one: Words;
  readonly other: Words;
  readonly onePort: number;
  readonly otherPort: number;
  readonly echoId: number;
  readonly tunnelKey: number;
  readonly within: readonly Encapsulation[];
  readonly fromOne: Half;
  readonly fromOther: Half;
  knownBy: CaptureFlow['knownBy'];
  /** The client is the other end, not the first. */
  turned: boolean;
  /** About what a person asked for: it is never given up. */
  readonly wanted: boolean;
  first: number;
  last: number;
  firstNumber: number;
  lastNumber: number;
  /** Made when there is something to hold: most conversations never have any. */
  icmp: IcmpMark[] | null;
  readonly ladder: Ladder;
}

export function createConversation(packet: Packet, tunnelKey: number, wanted: boolean): Conversation {
  const isTcp = packet.protocol === PROTOCOL.tcp;
  return {
    family: packet.family,
    protocol: packet.protocol,
    one: packet.source.slice(),
    other: packet.destination.slice(),
    onePort: packet.sourcePort,
    otherPort: packet.destinationPort,
    echoId: packet.echoId,
    tunnelKey,
    within: tunnelsOf(packet),
    fromOne: createHalf(isTcp),
    fromOther: createHalf(isTcp),
    knownBy: 'quoted',
    turned: false,
    wanted,
    first: -1,
    last: -1,
    firstNumber: 0,
    lastNumber: 0,
    icmp: null,
    ladder: [],
  };
}

function tunnelsOf({ tunnel, tunnels }: Packet): readonly Encapsulation[] {
  return tunnel.slice(0, tunnels).map(({ kind, key, source, destination, family }) => ({
    kind,
    key: key === NOT_SHOWN ? null : key,
    source: spellAddress(source, family),
    destination: spellAddress(destination, family),
  }));
}

/** Whether the packet goes from the first end to the other. Callers know that it is of this conversation. */
export function isFromOne({ one, other, onePort, otherPort }: Conversation, packet: Packet): boolean {
  return (
    packet.sourcePort === onePort &&
    packet.destinationPort === otherPort &&
    sameWords(packet.source, one) &&
    sameWords(packet.destination, other)
  );
}

/** Takes one packet of the conversation. */
export function takePacket(conversation: Conversation, packet: Packet, mostRungs: number): void {
  const fromFirst = isFromOne(conversation, packet);
  const [sender, receiver] = fromFirst
    ? [conversation.fromOne, conversation.fromOther]
    : [conversation.fromOther, conversation.fromOne];
  noteEnds(conversation, packet, fromFirst);
  notePlace(conversation, packet);
  const copy = countPacket(sender, packet);
  const arrival = sender.tcp === null || receiver.tcp === null ? 'new' : tcpArrival(sender, receiver, packet, copy);
  if (!copy && arrival !== 'retransmission' && packet.payloadBytes > 0) markPayload(sender, packet);
  const note = copy ? 'duplicate' : noteOf(packet, arrival);
  addRung(conversation.ladder, mostRungs, packet, fromFirst, sender.tcp, receiver.tcp, note);
}

function tcpArrival(sender: Half, receiver: Half, packet: Packet, copy: boolean): Arrival {
  if (sender.tcp === null || receiver.tcp === null) return 'new';
  if (packet.fragmentOffset === 0) return takeSegment(sender.tcp, receiver.tcp, packet, copy);
  if (!copy) takeFragment(sender.tcp, packet);
  return 'new';
}

/** Widens the time and the packet numbers of the conversation by a packet that is of it or about it. */
export function notePlace(conversation: Conversation, { time, number }: Packet): void {
  conversation.first = conversation.firstNumber === 0 ? time : Math.min(conversation.first, time);
  conversation.last = Math.max(conversation.last, time);
  if (conversation.firstNumber === 0) conversation.firstNumber = number;
  conversation.lastNumber = number;
}

const CERTAINTY = { quoted: 0, 'first-packet': 1, 'echo-request': 2, 'syn-ack': 2, syn: 3 } as const;

function noteEnds(conversation: Conversation, packet: Packet, fromFirst: boolean): void {
  const known = endsKnownBy(packet);
  if (CERTAINTY[known] <= CERTAINTY[conversation.knownBy]) return;
  conversation.knownBy = known;
  conversation.turned = known === 'syn-ack' ? fromFirst : !fromFirst;
}

function endsKnownBy(packet: Packet): CaptureFlow['knownBy'] {
  if (packet.protocol === PROTOCOL.tcp && (packet.flags & FLAG.syn) !== 0 && packet.fragmentOffset === 0) {
    return (packet.flags & FLAG.ack) === 0 ? 'syn' : 'syn-ack';
  }
  return packet.echoId !== NOT_SHOWN && isEchoRequest(packet) ? 'echo-request' : 'first-packet';
}

function noteOf({ fragmentOffset }: Packet, arrival: Arrival): CaptureStep['note'] {
  if (fragmentOffset > 0) return 'fragment';
  return arrival === 'new' ? null : arrival;
}
