import { isAllZero, noWords, sameWords, spellAddress, type Words, writeAddress } from './address-words.ts';
import { type Conversation, createConversation, isFromOne, notePlace, takePacket } from './conversation.ts';
import { conversationHash, createConversationTable, packetHash } from './conversation-table.ts';
import { createFragmentHeads } from './fragment-heads.ts';
import { createGivenUp } from './given-up.ts';
import { icmpMeaning } from './icmp-error.ts';
import type { CaptureLimits } from './limits.ts';
import { FLAG, NOT_SHOWN, type Packet } from './packet.ts';
import { rankOf } from './rank.ts';
import { PROTOCOL } from './transport.ts';

/** What of the conversations is there at the end; `leftOut` was seen and is not among them. */
export interface Followed {
  readonly conversations: readonly Conversation[];
  readonly leftOut: { readonly conversations: number; readonly packets: number };
}

/** Puts packets together into conversations, whatever they were read from, in bounded memory. */
export interface Conversations {
  /** Takes one packet; the record may be filled again afterwards. */
  add(packet: Packet): void;
  end(): Followed;
}

const MOST_ICMP = 16;
/** A tunnel's key that takes part in telling conversations apart: only a network identifier does, its ends do not. */
const TUNNEL_KINDS = { gre: 1, vxlan: 2, geneve: 3, ip: 4 } as const;

export function createConversations(limits: CaptureLimits): Conversations {
  const table = createConversationTable(limits.followed);
  const givenUp = createGivenUp();
  const heads = createFragmentHeads();
  const wanted = limits.wanted.map(wordsOf);
  const live: Conversation[] = [];
  const leftOut = { conversations: 0, packets: 0 };
  let isFull = false;

  const giveUpHalf = (): void => {
    live.sort((one, other) => rankOf(other) - rankOf(one) || one.firstNumber - other.firstNumber);
    for (const conversation of live.splice(Math.ceil(limits.followed / 2))) {
      leftOut.conversations += 1;
      leftOut.packets += conversation.fromOne.packets + conversation.fromOther.packets;
      isFull = !givenUp.add(conversationHash(conversation)) || isFull;
    }
    table.rebuild(live);
  };

  const open = (packet: Packet, key: number): Conversation => {
    if (live.length >= limits.followed) giveUpHalf();
    const conversation = createConversation(
      packet,
      key,
      wanted.some((words) => isEnd(packet, words)),
    );
    live.push(conversation);
    table.put(conversation);
    return conversation;
  };

  /** The conversation of a packet; null when it is one that is no longer followed. */
  const conversationOf = (packet: Packet, key: number): Conversation | null => {
    const known = table.find(packet, key);
    if (known !== null && !opensAnew(known, packet)) return known;
    if (known === null && !isSyn(packet) && (isFull || givenUp.has(packetHash(packet, key)))) return null;
    return open(packet, key);
  };

  const addError = (packet: Packet, quoted: Packet): void => {
    quoted.number = packet.number;
    quoted.time = packet.time;
    const conversation = conversationOf(quoted, tunnelKeyOf(packet));
    if (conversation === null) leftOut.packets += 1;
    else noteError(conversation, packet, quoted);
  };

  return {
    add: (packet) => {
      if (packet.quoted !== null) return addError(packet, packet.quoted);
      if (packet.fragment && packet.fragmentOffset === 0) heads.note(packet);
      else if (packet.fragmentOffset > 0) heads.complete(packet);
      const conversation = conversationOf(packet, tunnelKeyOf(packet));
      if (conversation === null) leftOut.packets += 1;
      else takePacket(conversation, packet, limits.rungs);
    },
    end: () => ({ conversations: live, leftOut: { ...leftOut } }),
  };
}

function wordsOf(address: string): Words {
  const words = noWords();
  writeAddress(words, address);
  return words;
}

function isEnd({ source, destination }: Packet, words: Words): boolean {
  return !isAllZero(words) && (sameWords(source, words) || sameWords(destination, words));
}

function tunnelKeyOf(packet: Packet): number {
  let key = 0;
  for (let index = 0; index < packet.tunnels; index += 1) {
    const tunnel = packet.tunnel[index];
    if (tunnel === undefined) break;
    const network = tunnel.kind === 'vxlan' || tunnel.kind === 'geneve' ? tunnel.key + 1 : 0;
    key = (Math.imul(key, 31) + Math.imul(network, 8) + TUNNEL_KINDS[tunnel.kind]) | 0;
  }
  return key;
}

function isSyn({ protocol, flags, fragmentOffset }: Packet): boolean {
  return protocol === PROTOCOL.tcp && fragmentOffset === 0 && (flags & (FLAG.syn | FLAG.ack)) === FLAG.syn;
}

/** A SYN with another number than the one before it, or amid a conversation whose SYN nobody saw, opens a new one. */
function opensAnew(known: Conversation, packet: Packet): boolean {
  if (!isSyn(packet)) return false;
  const { tcp } = isFromOne(known, packet) ? known.fromOne : known.fromOther;
  if (tcp === null || tcp.base === null) return false;
  return tcp.initial === null ? tcp.base !== packet.sequence : tcp.initial !== packet.sequence >>> 0;
}

function noteError(conversation: Conversation, packet: Packet, quoted: Packet): void {
  const aboutFirst = isFromOne(conversation, quoted);
  const said = {
    protocol: packet.protocol === PROTOCOL.icmp ? 'icmp' : 'icmp6',
    type: packet.icmpType,
    code: packet.icmpCode,
    meaning: icmpMeaning(packet.protocol, packet.icmpType, packet.icmpCode),
    sender: spellAddress(packet.source, packet.family),
    receiver: spellAddress(packet.destination, packet.family),
    nextHopMtu: packet.icmpMtu === NOT_SHOWN || packet.icmpMtu === 0 ? null : packet.icmpMtu,
    gateway: packet.icmpGateway === null ? null : spellAddress(packet.icmpGateway, packet.family),
  } as const;
  const text = JSON.stringify(said);
  notePlace(conversation, packet);
  conversation.icmp ??= [];
  const known = conversation.icmp.find((mark) => mark.aboutFirst === aboutFirst && JSON.stringify(mark.said) === text);
  if (known !== undefined) {
    known.packets += 1;
    known.first = Math.min(known.first, packet.time);
    known.last = Math.max(known.last, packet.time);
  } else if (conversation.icmp.length < MOST_ICMP) {
    conversation.icmp.push({ aboutFirst, said, packets: 1, first: packet.time, last: packet.time });
  }
}
