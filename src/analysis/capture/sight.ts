import type { CaptureFlow, CaptureHalf, CaptureTcp } from '../../model/facts.ts';
import type { Direction, Endpoint } from '../../model/flow.ts';
import { sameAddress } from '../address.ts';
import type { FlowEnds } from '../flow-ends.ts';

/**
 * One connection of the flow as one capture shows it, in the flow's own sense: `requests` go from the flow's client to
 * its server, whichever end the capture took for the client.
 */
export interface Sight {
  readonly fact: CaptureFlow;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly requests: CaptureHalf;
  readonly replies: CaptureHalf;
  readonly flipped: boolean;
}

/** A conversation read the way it stands, or turned round. */
export function sightOf(fact: CaptureFlow, flipped: boolean): Sight {
  return flipped
    ? { fact, client: fact.server, server: fact.client, requests: fact.s2c, replies: fact.c2s, flipped }
    : { fact, client: fact.client, server: fact.server, requests: fact.c2s, replies: fact.s2c, flipped };
}

/** The sight of the flow that a conversation is, null when it is another one. */
export function matching(fact: CaptureFlow, ends: FlowEnds): Sight | null {
  if (fact.protocol !== ends.protocol) return null;
  if (isEnd(fact.client, ends.clients) && isEnd(fact.server, ends.servers)) return sightOf(fact, false);
  return isEnd(fact.server, ends.clients) && isEnd(fact.client, ends.servers) ? sightOf(fact, true) : null;
}

function isEnd(end: Endpoint, wanted: readonly Endpoint[]): boolean {
  return wanted.some(({ address, port }) => sameAddress(end.address, address) && (port === null || port === end.port));
}

/** The direction of the flow that a direction of the conversation is. */
export function directionIn({ flipped }: Sight, direction: Direction): Direction {
  if (!flipped) return direction;
  return direction === 'c2s' ? 's2c' : 'c2s';
}

/** The packets of one direction of the flow. */
export function halfOf(sight: Sight, direction: Direction): CaptureHalf {
  return direction === 'c2s' ? sight.requests : sight.replies;
}

export function opposite(direction: Direction): Direction {
  return direction === 'c2s' ? 's2c' : 'c2s';
}

/** Who sends in a direction. */
export function senderOf(direction: Direction): 'client' | 'server' {
  return direction === 'c2s' ? 'client' : 'server';
}

/** Who opened the connection is known by its SYN or SYN-ACK: the capture has its beginning. */
export function hasBeginning({ fact }: Sight): boolean {
  return fact.knownBy === 'syn' || fact.knownBy === 'syn-ack' || fact.knownBy === 'echo-request';
}

/** Packets of a direction that are no reset: a reset may be sent by a device between. */
export function genuine(half: CaptureHalf): number {
  return half.packets - (half.tcp?.rst.packets ?? 0);
}

/** Packets beyond the opening ones and resets: they carry acknowledgements or data. */
export function laterPackets({ packets }: CaptureHalf, tcp: CaptureTcp): number {
  return packets - tcp.syn.packets - tcp.synAck.packets - tcp.rst.packets;
}
