import { compareText } from './evidence-order.ts';
import { type FlowEnds, type Orientation, orientationOf } from './flow-ends.ts';
import type { Amount, End, Look, Steering } from './look.ts';
import { present } from './observation.ts';
import { deviceTime } from './time.ts';

/**
 * What the byte counts of a session say, in the flow's sense: the client's packets only, the server's only, both, none.
 */
export type Traffic = 'one-way' | 'reply-only' | 'both' | 'idle';

export interface Volume {
  readonly traffic: Traffic;
  readonly c2s: Amount;
  readonly s2c: Amount;
  readonly look: Look;
}

export interface Side {
  readonly interface: string | null;
  readonly zone: string | null;
}

/** One session of the flow at one firewall: everything that was ever shown of it, the latest look first. */
export interface FlowSession {
  readonly id: number | null;
  readonly orientation: Orientation;
  readonly clientPort: number | null;
  readonly start: { readonly text: string; readonly seconds: number } | null;
  readonly looks: readonly Look[];
  readonly latest: Look;
  readonly volume: Volume | null;
}

/** Clocks of log and session table round differently. */
const SAME_START_SECONDS = 2;
const FORM_ORDER = ['detail', 'log', 'row'];

/** Byte counts only grow, so the larger total is the later look. */
function compareLooks(one: Look, other: Look): number {
  return (
    (other.total ?? -1) - (one.total ?? -1) ||
    FORM_ORDER.indexOf(one.form) - FORM_ORDER.indexOf(other.form) ||
    compareText(other.evidence.takenAt ?? '', one.evidence.takenAt ?? '') ||
    compareText(one.at.source, other.at.source) ||
    one.at.lines[0] - other.at.lines[0]
  );
}

function some({ bytes, packets }: Amount): boolean | null {
  const amount = bytes ?? packets;
  return amount === null ? null : amount > 0;
}

/** A log that was written at the start of a session has counted nothing yet; only its end reason tells that it is over. */
function countsAreFinal(look: Look): boolean {
  return look.form !== 'log' || (look.endReason !== null && look.endReason !== 'n/a');
}

function volumeOf(look: Look, orientation: Orientation): Volume | null {
  if (!countsAreFinal(look)) return null;
  const [c2s, s2c] = orientation === 'forward' ? [look.sent, look.received] : [look.received, look.sent];
  const [went, came] = [some(c2s), some(s2c)];
  if (went === null || came === null) return null;
  const traffic = went ? (came ? 'both' : 'one-way') : came ? 'reply-only' : 'idle';
  return { traffic, c2s, s2c, look };
}

/** `null` start times belong to the session when only one with that id was seen. */
function splitByStart(looks: readonly Look[]): readonly (readonly Look[])[] {
  const groups: { start: number; looks: Look[] }[] = [];
  const untimed: Look[] = [];
  const timed = looks.map((look) => ({ look, start: deviceTime(look.startTime) }));
  for (const { look, start } of timed.sort((one, other) => (one.start ?? 0) - (other.start ?? 0))) {
    const last = groups.at(-1);
    if (start === null) untimed.push(look);
    else if (last !== undefined && start - last.start <= SAME_START_SECONDS) last.looks.push(look);
    else groups.push({ start, looks: [look] });
  }
  const [only, second] = groups;
  if (only !== undefined && second === undefined) return [[...only.looks, ...untimed]];
  return [...groups.map((group) => group.looks), ...(untimed.length > 0 ? [untimed] : [])];
}

/** What each look says of the session's volume, latest first; looks that show no direction are left out. */
export function volumesOf(session: Pick<FlowSession, 'looks' | 'orientation'>): readonly Volume[] {
  return present(session.looks.map((look) => volumeOf(look, session.orientation)));
}

function clientEnd(look: Look, orientation: Orientation): End {
  return orientation === 'forward' ? look.source : look.destination;
}

function sessionOf(looks: readonly Look[], orientation: Orientation): FlowSession | null {
  const sorted = [...looks].sort(compareLooks);
  const [latest] = sorted;
  if (latest === undefined) return null;
  const text = sorted.find((look) => deviceTime(look.startTime) !== null)?.startTime ?? null;
  const seconds = deviceTime(text);
  return {
    id: sorted.find(({ id }) => id !== null)?.id ?? null,
    orientation,
    clientPort: clientEnd(latest, orientation).port,
    start: text === null || seconds === null ? null : { text, seconds },
    looks: sorted,
    latest,
    volume: volumesOf({ looks: sorted, orientation })[0] ?? null,
  };
}

const TRAFFIC_ORDER: readonly (Traffic | null)[] = ['one-way', 'reply-only', 'both', 'idle', null];

/** Newest start first; those without a start last, the broken ones of them first. */
function compareSessions(one: FlowSession, other: FlowSession): number {
  const rank = (session: FlowSession): number => TRAFFIC_ORDER.indexOf(session.volume?.traffic ?? null);
  return (
    (other.start?.seconds ?? 0) - (one.start?.seconds ?? 0) ||
    rank(one) - rank(other) ||
    (other.id ?? 0) - (one.id ?? 0) ||
    (one.clientPort ?? 0) - (other.clientPort ?? 0) ||
    compareLooks(one.latest, other.latest)
  );
}

/**
 * The sessions of the flow among the looks of one firewall, newest first. Looks are of one session when id, ends and
 * start agree: ids are slots that PAN-OS gives out again.
 */
export function flowSessions(looks: readonly Look[], ends: FlowEnds): readonly FlowSession[] {
  const slots = new Map<string, { orientation: Orientation; looks: Look[] }>();
  for (const look of looks) {
    const orientation = orientationOf(look, ends);
    if (orientation === null) continue;
    const key = `${orientation} ${look.id ?? 'no id'} ${look.source.port} ${look.destination.port}`;
    const slot = slots.get(key) ?? { orientation, looks: [] };
    slot.looks.push(look);
    slots.set(key, slot);
  }
  const sessions: FlowSession[] = [];
  for (const slot of slots.values()) {
    for (const group of splitByStart(slot.looks)) {
      const session = sessionOf(group, slot.orientation);
      if (session !== null) sessions.push(session);
    }
  }
  return sessions.sort(compareSessions);
}

/** The latest look that shows a value, with the value. */
export function known<T>(
  session: FlowSession,
  pick: (look: Look) => T | null,
): { readonly value: T; readonly look: Look } | null {
  for (const look of session.looks) {
    const value = pick(look);
    if (value !== null) return { value, look };
  }
  return null;
}

/** The side where the flow's client is, or its server, as the session's first packet shows it. */
export function sideOf(session: FlowSession, end: 'client' | 'server'): Side {
  const first = (end === 'client') === (session.orientation === 'forward');
  return {
    interface: known(session, (look) => (first ? look.ingress : look.egress))?.value ?? null,
    zone: known(session, (look) => (first ? look.from : look.to))?.value ?? null,
  };
}

/** What PBF does with the flow's request (`c2s`) or reply (`s2c`), in the flow's sense. */
export function steeringOf(look: Look, orientation: Orientation, direction: 'c2s' | 's2c'): Steering {
  return (direction === 'c2s') === (orientation === 'forward') ? look.pbfSent : look.pbfReceived;
}

/** The address of an end as this firewall must route to it: the client before translation, the server after it. */
export function routedAddress(session: FlowSession, end: 'client' | 'server'): string | null {
  const first = (end === 'client') === (session.orientation === 'forward');
  return known(session, (look) => (first ? look.source.address : look.translatedDestination.address))?.value ?? null;
}
