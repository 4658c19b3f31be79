import { sameWords, type Words } from './address-words.ts';
import type { Conversation } from './conversation.ts';
import type { Packet } from './packet.ts';

/** Conversations by their ends, whichever end sent the packet; of several on the same ends, the newest. */
export interface ConversationTable {
  find(packet: Packet, tunnelKey: number): Conversation | null;
  put(conversation: Conversation): void;
  /** Leaves only these. */
  rebuild(conversations: readonly Conversation[]): void;
}

/** A table with room for as many conversations as are followed, twice over, so that searches stay short. */
export function createConversationTable(followed: number): ConversationTable {
  const size = 2 ** Math.ceil(Math.log2(followed * 2 + 2));
  const mask = size - 1;
  const slots: (Conversation | null)[] = new Array(size).fill(null);

  const put = (conversation: Conversation): void => {
    const { one, other, onePort, otherPort, protocol, echoId, tunnelKey } = conversation;
    let slot = hashOf(one, onePort, other, otherPort, protocol, echoId, tunnelKey) & mask;
    for (let held = slots[slot]; held && !sameEnds(held, conversation); held = slots[slot]) slot = (slot + 1) & mask;
    slots[slot] = conversation;
  };

  return {
    find: (packet, tunnelKey) => {
      let slot = packetHash(packet, tunnelKey) & mask;
      for (let held = slots[slot]; held; held = slots[slot]) {
        if (isOf(held, packet, tunnelKey)) return held;
        slot = (slot + 1) & mask;
      }
      return null;
    },
    put,
    rebuild: (conversations) => {
      slots.fill(null);
      for (const conversation of conversations) put(conversation);
    },
  };
}

/** A number that both directions of a conversation share, and others hardly ever. */
export function packetHash(packet: Packet, tunnelKey: number): number {
  const { source, sourcePort, destination, destinationPort, protocol, echoId } = packet;
  return hashOf(source, sourcePort, destination, destinationPort, protocol, echoId, tunnelKey);
}

export function conversationHash(conversation: Conversation): number {
  const { one, onePort, other, otherPort, protocol, echoId, tunnelKey } = conversation;
  return hashOf(one, onePort, other, otherPort, protocol, echoId, tunnelKey);
}

function isOf(held: Conversation, packet: Packet, tunnelKey: number): boolean {
  if (held.protocol !== packet.protocol || held.echoId !== packet.echoId || held.tunnelKey !== tunnelKey) return false;
  if (held.family !== packet.family) return false;
  return (
    isPair(held, packet.source, packet.sourcePort, packet.destination, packet.destinationPort) ||
    isPair(held, packet.destination, packet.destinationPort, packet.source, packet.sourcePort)
  );
}

function sameEnds(held: Conversation, wanted: Conversation): boolean {
  const { protocol, echoId, tunnelKey, family, one, onePort, other, otherPort } = wanted;
  if (held.protocol !== protocol || held.echoId !== echoId || held.tunnelKey !== tunnelKey) return false;
  if (held.family !== family) return false;
  return isPair(held, one, onePort, other, otherPort) || isPair(held, other, otherPort, one, onePort);
}

function isPair(held: Conversation, one: Words, onePort: number, other: Words, otherPort: number): boolean {
  return (
    held.onePort === onePort && held.otherPort === otherPort && sameWords(held.one, one) && sameWords(held.other, other)
  );
}

function hashOf(
  one: Words,
  onePort: number,
  other: Words,
  otherPort: number,
  protocol: number,
  echoId: number,
  tunnelKey: number,
): number {
  // A sum, so that both directions have the same one.
  const ends = (endHash(one, onePort) + endHash(other, otherPort)) | 0;
  return mixed(ends ^ Math.imul(protocol + 1, 0x9e3779b1) ^ Math.imul(echoId + 2, 0x85ebca77) ^ tunnelKey);
}

function endHash(address: Words, port: number): number {
  let hash = port + 1;
  for (let word = 0; word < 4; word += 1) hash = Math.imul(hash ^ (address[word] ?? 0), 0x85ebca6b) ^ (hash >>> 13);
  return mixed(hash);
}

/** The last step of MurmurHash3: every bit of the input moves every bit of the result. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
