import type { CaptureFlow } from '../../model/facts.ts';
import type { FindingReading } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { conditionOf } from '../session-condition.ts';
import { filterOneWay, isLossy, secondsAfter, sessionOffloaded, sidednessOf, startsLate } from './limits.ts';
import { answeredNumber, answeredUnderOtherName } from './other-name.ts';
import { genuine, halfOf, laterPackets, opposite, senderOf } from './sight.ts';
import type { Look } from './statement.ts';

/** What is due in answer comes within this, or is lost on any usable path: a SYN is sent again after one second. */
const DUE_SECONDS = 3;
/** Below this, acknowledged bytes that were not captured may be what the capturing host lost. */
const TELLING_SHARE = 0.2;
/** UDP services that answer every request (IANA's registry of ports): DNS, DHCP, Kerberos, NTP, SNMP, IKE, STUN, RADIUS. */
const ANSWERED_UDP: ReadonlySet<number> = new Set([53, 67, 88, 123, 161, 443, 500, 1812, 1813, 3478, 4500]);

/** Whether something is missing, and if that cannot be told, why. */
export interface Told {
  readonly reading: FindingReading;
  readonly why: string | null;
}

const SEEN: Told = { reading: 'seen', why: null };
const NOT_SEEN: Told = { reading: 'not-seen', why: null };

function untold(why: string): Told {
  return { reading: 'could-not-tell', why };
}

/**
 * Whether one direction is missing at a place while the other passes. Null when the other does not pass either.
 * One-sided captures, late starts, lost packets and captures that end too soon are no missing half.
 */
export function directionMissing(look: Look, direction: Direction): Told | null {
  const { vantage, sight, place } = look;
  const [half, other] = [halfOf(sight, direction), halfOf(sight, opposite(direction))];
  if (half.packets > 0) {
    const byItself = place === senderOf(direction) || genuine(half) > 0;
    return byItself ? NOT_SEEN : untold('all that came back is a reset, which a device between may have sent');
  }
  if (other.packets === 0) return null;
  const renamed = underOtherName(look, direction);
  if (renamed !== null) return renamed;
  if (sidednessOf(vantage) === 'one') return untold('every conversation there shows one direction only');
  if (isLossy(vantage)) return untold('the capturing host lost many packets');
  if (filterOneWay(vantage) !== null) return untold('its filter asks for one direction only');
  if (sessionOffloaded(vantage) === true) return untold('the session is offloaded to hardware');
  const unseen = acknowledgedUnseen(look, direction);
  if (unseen !== null) return unseen.reading === 'not-seen' ? null : unseen;
  if (startsLate(sight)) return untold('it starts in the middle of the connection');
  return isDue(look, direction) ? SEEN : untold('it ends too soon after the packet that asks for an answer');
}

/** Whether the direction is there under the name that a translation gives it. */
function underOtherName({ vantage, sight }: Look, direction: Direction): Told | null {
  const asked = direction === 's2c' && !sight.flipped ? answeredUnderOtherName(vantage, sight.fact) : null;
  const number = direction === 'c2s' && !sight.flipped ? answeredNumber(sight.fact) : null;
  const isOfFlow = (fact: CaptureFlow): boolean => vantage.sights.some((one) => one.fact === fact);
  if (asked !== null && isOfFlow(asked)) return NOT_SEEN;
  if (number !== null && vantage.sights.some(({ requests }) => requests.tcp?.initialSequence === number))
    return NOT_SEEN;
  if (asked === null || vantage.stage === null) return null;
  return untold('the answer bears another address there, as behind a translation');
}

/**
 * Whether the firewall that captured at its stages counts requests of the flow and not one byte of a reply
 * (`show session id`): its counts know no side and no filter of a capture.
 */
function countsNoReply({ vantage, sight }: Look, direction: Direction): boolean {
  if (direction !== 's2c' || sight.flipped || vantage.stage === null) return false;
  const own = vantage.view.sessions.map(conditionOf);
  return own.includes('one-way') && !own.includes('both');
}

/** Whether an answer must have come by the end of the capture, wherever it passes. */
function isDue(look: Look, direction: Direction): boolean {
  const { vantage, sight } = look;
  const other = halfOf(sight, opposite(direction));
  const lasted = (secondsAfter(vantage, other.first) ?? 0) >= DUE_SECONDS;
  if (other.tcp !== null) {
    const opening = direction === 's2c' ? other.tcp.syn : other.tcp.synAck;
    return opening.repeated > 0 || (lasted && opening.packets > 0);
  }
  if (direction === 'c2s') return other.packets > 0;
  if (sight.fact.protocol === 'udp' && !ANSWERED_UDP.has(sight.server.port ?? 0)) return false;
  return lasted && other.packets > 1;
}

/**
 * Whether the other end acknowledges data of a direction that the place never saw. Null when nothing is acknowledged.
 * A part that is missing here and there may be the capturing host's loss; a whole direction may be a one-sided capture,
 * unless another conversation there shows both, or the session of the firewall that captured counts no reply either.
 */
export function acknowledgedUnseen(look: Look, direction: Direction): (Told & { readonly bytes: number }) | null {
  const { vantage, sight } = look;
  const [half, other] = [halfOf(sight, direction), halfOf(sight, opposite(direction))];
  if (other.tcp === null || other.tcp.highestAck === null || genuine(other) <= 0) return null;
  const bytes = half.tcp?.acknowledgedUnseen.bytes ?? 0;
  const told = (one: Told) => ({ ...one, bytes });
  if (half.packets > 0) {
    if (bytes === 0) return told(NOT_SEEN);
    if (sessionOffloaded(vantage) === true) return told(untold('the session is offloaded to hardware'));
    const share = bytes / (bytes + half.payloadBytes);
    if (isLossy(vantage) || share < TELLING_SHARE) return told(untold('the capturing host may have lost some packets'));
    return told(SEEN);
  }
  // A lone acknowledgement proves no packet of its own time: the data may have passed before the capture began.
  if (bytes === 0 && (startsLate(sight) || laterPackets(other, other.tcp) === 0)) return null;
  if (sidednessOf(vantage) === 'both' || countsNoReply(look, direction))
    return told(isLossy(vantage) ? untold('the capturing host lost many packets') : SEEN);
  return told(
    untold('no other conversation in the capture shows both directions, so it may be taken on one side only'),
  );
}
