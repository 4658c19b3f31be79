import type { CaptureClock, DigestFlow } from '../../model/facts/capture.ts';
import { type Endpoint, protocolFromNumber } from '../../model/flow.ts';
import { spellAddress } from './address-words.ts';
import type { Conversation, IcmpMark } from './conversation.ts';
import type { Followed } from './conversations.ts';
import { halfDigest } from './half-digest.ts';
import { stepsOf } from './ladder.ts';
import type { CaptureLimits } from './limits.ts';
import { NOT_SHOWN } from './packet.ts';
import { rankOf } from './rank.ts';

export interface FlowDigests {
  readonly flows: readonly DigestFlow[];
  readonly conversations: number;
  readonly leftOut: { readonly conversations: number; readonly packets: number };
}

/**
 * What was followed, as facts have it, in the order of the first packets: the most worth keeping of it.
 * `interfaceName` spells the numbers that packets carry.
 */
export function flowDigests(
  { conversations, leftOut }: Followed,
  clock: CaptureClock,
  limits: CaptureLimits,
  interfaceName: (index: number) => string,
): FlowDigests {
  const ranked = [...conversations].sort(
    (one, other) => rankOf(other) - rankOf(one) || one.firstNumber - other.firstNumber,
  );
  const kept = ranked.slice(0, limits.kept).sort((one, other) => one.firstNumber - other.firstNumber);
  const rest = ranked.slice(limits.kept);
  const packets = rest.reduce((sum, { fromOne, fromOther }) => sum + fromOne.packets + fromOther.packets, 0);
  return {
    flows: kept.map((conversation) => flowDigest(conversation, clock, interfaceName)),
    conversations: conversations.length + leftOut.conversations,
    leftOut: { conversations: leftOut.conversations + rest.length, packets: leftOut.packets + packets },
  };
}

function flowDigest(
  conversation: Conversation,
  clock: CaptureClock,
  interfaceName: (index: number) => string,
): DigestFlow {
  const { turned, fromOne, fromOther, echoId, within, knownBy, first, last } = conversation;
  const [client, server] = turned ? [other(conversation), one(conversation)] : [one(conversation), other(conversation)];
  const [forth, back] = turned ? [fromOther, fromOne] : [fromOne, fromOther];
  return {
    kind: 'capture-flow',
    clock,
    protocol: protocolFromNumber(conversation.protocol),
    client,
    server,
    knownBy,
    echoId: echoId === NOT_SHOWN ? null : echoId,
    within,
    first,
    last,
    c2s: halfDigest(forth, back, interfaceName),
    s2c: halfDigest(back, forth, interfaceName),
    icmp: (conversation.icmp ?? []).map((mark) => icmpDigest(mark, turned)),
    ladder: stepsOf(conversation.ladder, turned, first),
    packets: [conversation.firstNumber, conversation.lastNumber],
  };
}

function one({ one: words, family, onePort }: Conversation): Endpoint {
  return { address: spellAddress(words, family), port: onePort === NOT_SHOWN ? null : onePort };
}

function other({ other: words, family, otherPort }: Conversation): Endpoint {
  return { address: spellAddress(words, family), port: otherPort === NOT_SHOWN ? null : otherPort };
}

function icmpDigest({ aboutFirst, said, packets, first, last }: IcmpMark, turned: boolean): DigestFlow['icmp'][number] {
  return { ...said, about: aboutFirst === turned ? 's2c' : 'c2s', packets, first, last };
}
