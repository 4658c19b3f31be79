import type { Conversation } from './conversation.ts';
import type { Half } from './half.ts';

const WEIGHT = { wanted: 1e15, troubled: 1e12, opened: 1e9 } as const;

/**
 * How much a conversation is worth keeping when not all can be: first what a person asked about, then what went
 * wrong, then what was opened in the capture, then the longest.
 */
export function rankOf(conversation: Conversation): number {
  const { fromOne, fromOther, icmp, knownBy, wanted } = conversation;
  const troubled = icmp !== null || isOneSided(conversation) || isTroubled(fromOne) || isTroubled(fromOther);
  const opened = knownBy === 'syn' || knownBy === 'syn-ack';
  return (
    (wanted ? WEIGHT.wanted : 0) +
    (troubled ? WEIGHT.troubled : 0) +
    (opened ? WEIGHT.opened : 0) +
    Math.min(fromOne.packets + fromOther.packets, WEIGHT.opened - 1)
  );
}

function isOneSided({ protocol, fromOne, fromOther }: Conversation): boolean {
  return protocol === 6 && (fromOne.packets === 0 || fromOther.packets === 0);
}

function isTroubled({ tcp, copies }: Half): boolean {
  if (copies !== null && copies.lowerTtl > 0) return true;
  return tcp !== null && (tcp.rst.packets > 0 || tcp.syn.repeated + tcp.synAck.repeated > 0 || tcp.tailFrom >= 0);
}
