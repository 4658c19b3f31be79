import type { ObserverView } from './context.ts';
import { type FlowSession, type Volume, volumesOf } from './flow-sessions.ts';
import type { Amount } from './look.ts';
import { isOver, permission } from './session-end.ts';

/** What two readings of one session say. */
export interface Growth {
  readonly kind: 'both' | 'frozen' | 'reply-only' | 'unclear';
  readonly earlier: Volume;
  readonly later: Volume;
  readonly c2s: Amount;
  readonly s2c: Amount;
}

/**
 * What is known of a session: `one-way` when requests got no reply and one was due, `frozen` when the reply stands still,
 * `unsettled` when a reply may still be on its way, `refused` when policy did not let it through.
 */
export type Condition = 'one-way' | 'frozen' | 'both' | 'reply-only' | 'unsettled' | 'refused' | 'unknown';

/** A last ACK may go out after a reading without anything being due in return: fewer packets than this tell nothing. */
const TELLING_PACKETS = 3;
const SMALLEST_PACKET = 60;
/** A reply that takes longer than this has been lost on any usable path; the client sends its SYN again after one second. */
const REPLY_DUE_SECONDS = 2;

function grown(later: Amount, earlier: Amount): Amount {
  const minus = (one: number | null, other: number | null): number | null =>
    one === null || other === null ? null : one - other;
  return { bytes: minus(later.bytes, earlier.bytes), packets: minus(later.packets, earlier.packets) };
}

function moved({ bytes, packets }: Amount): boolean {
  return (bytes ?? packets ?? 0) > 0;
}

function isTelling({ bytes, packets }: Amount): boolean {
  return (packets ?? 0) >= TELLING_PACKETS || (bytes ?? 0) >= TELLING_PACKETS * SMALLEST_PACKET;
}

/** A SYN-ACK with all its options in an Ethernet frame; data makes packets larger than this. */
const LARGEST_SYN_ACK = 94;

/** SYN and SYN-ACK that are sent again and again grow too, where the third packet never comes. */
function isHandshake({ look }: Volume, { bytes, packets }: Amount): boolean {
  if (look.application !== 'incomplete' || bytes === null || packets === null) return false;
  return bytes <= packets * LARGEST_SYN_ACK;
}

function growthBetween(earlier: Volume, later: Volume): Growth {
  const c2s = grown(later.c2s, earlier.c2s);
  const s2c = grown(later.s2c, earlier.s2c);
  const kind = (): Growth['kind'] => {
    if (moved(s2c) && moved(c2s)) return isHandshake(later, s2c) ? 'unclear' : 'both';
    if (moved(s2c)) return 'reply-only';
    if (!moved(c2s)) return 'unclear';
    return !moved(later.s2c) || isTelling(c2s) ? 'frozen' : 'unclear';
  };
  return { kind: kind(), earlier, later, c2s, s2c };
}

/** What the two latest readings say, or the first and the last when those two are too close; null with one reading. */
export function growthOf(session: FlowSession): Growth | null {
  const volumes = volumesOf(session);
  const [later] = volumes;
  const previous = volumes.find((volume) => volume.look.total !== later?.look.total);
  const first = volumes.at(-1);
  if (later === undefined || previous === undefined || first === undefined) return null;
  const near = growthBetween(previous, later);
  return near.kind === 'unclear' ? growthBetween(first, later) : near;
}

/** A session that the HA peer made counts here only what passed here since. */
function isSettled({ look, c2s }: Volume): boolean {
  if (look.fromPeer === true) return false;
  if (isOver(look)) return true;
  const single = c2s.packets === null ? (c2s.bytes ?? 0) < 2 * SMALLEST_PACKET : c2s.packets <= 1;
  return !single || (look.idleSeconds ?? 0) >= REPLY_DUE_SECONDS;
}

/** What the looks at a session say together. */
export function conditionOf(session: FlowSession): Condition {
  if (permission(session)?.permitted === false) return 'refused';
  if (growthOf(session)?.kind === 'frozen') return 'frozen';
  const { volume } = session;
  if (volume === null) return 'unknown';
  if (volume.traffic === 'idle') return 'unsettled';
  return volume.traffic === 'one-way' && !isSettled(volume) ? 'unsettled' : volume.traffic;
}

/** True when requests go and replies do not come. */
export function lacksReply(session: FlowSession): boolean {
  const condition = conditionOf(session);
  return condition === 'one-way' || condition === 'frozen';
}

/** The flow's own sessions, or those of other attempts of the same client when its own have not been shown. */
export function attempts(view: ObserverView): readonly FlowSession[] {
  return view.sessions.length > 0 ? view.sessions : view.related;
}

/**
 * The session that an observer is asked about: the newest one that lacks its reply, else the newest one that was seen to
 * grow in both directions, else the newest one whose directions are known, else the newest. Null when the observer has
 * shown none.
 */
export function subjectOf(view: ObserverView): FlowSession | null {
  const sessions = attempts(view);
  const known = (session: FlowSession): boolean => ['both', 'reply-only'].includes(conditionOf(session));
  const grows = (session: FlowSession): boolean => growthOf(session)?.kind === 'both';
  return sessions.find(lacksReply) ?? sessions.find(grows) ?? sessions.find(known) ?? sessions[0] ?? null;
}
