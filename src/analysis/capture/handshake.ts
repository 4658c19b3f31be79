import type { FindingCode, FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { present } from '../observation.ts';
import { startsLate } from './limits.ts';
import { directionMissing } from './missing.ts';
import { halfOf, laterPackets } from './sight.ts';
import { type Look, state, stateOf } from './statement.ts';

/** States how far the TCP handshake gets, and which of its packets are sent again. */
export function handshake(look: Look): readonly Observation[] {
  const { sight } = look;
  if (sight.fact.protocol !== 'tcp' || (sight.flipped && sight.fact.knownBy === 'syn')) return [];
  return present([
    completion(look),
    repeated(look, 'capture.syn-repeated', 'c2s'),
    repeated(look, 'capture.syn-ack-repeated', 's2c'),
  ]);
}

function completion(look: Look): Observation {
  const { requests, replies } = look.sight;
  const say = (reading: FindingReading, stage: string | null) =>
    state(look, 'capture.handshake-complete', reading, { stage });
  const { tcp } = requests;
  if (startsLate(look.sight) || tcp === null) return say('could-not-tell', null);
  const answered = (replies.tcp?.synAck.packets ?? 0) > 0;
  if (laterPackets(requests, tcp) > 0 && (tcp.highestAck ?? 0) > 0) return say('seen', null);
  const stage = answered ? 'SYN-ACK' : 'SYN';
  const settled = answered
    ? (replies.tcp?.synAck.repeated ?? 0) > 0
    : (replies.tcp?.rst.packets ?? 0) > 0 || directionMissing(look, 's2c')?.reading === 'seen';
  return say(settled ? 'not-seen' : 'could-not-tell', stage);
}

function repeated(look: Look, code: FindingCode, direction: Direction): Observation | null {
  const { tcp } = halfOf(look.sight, direction);
  const marks = direction === 'c2s' ? tcp?.syn : tcp?.synAck;
  if (marks === undefined || marks.packets === 0) return null;
  return stateOf(look, code, direction, marks.repeated > 0 ? 'seen' : 'not-seen', { count: marks.repeated });
}
