import { FLAG, NOT_SHOWN, type Packet } from './packet.ts';

/** The last packets of one direction, by what they hold, to know one that is seen again. */
export interface Copies {
  /** For each packet: its print, its lowest and highest TTL, how often it was seen, and when first. */
  readonly slots: number[];
  next: number;
  sameTtl: number;
  lowerTtl: number;
  higherTtl: number;
  widest: readonly [number, number] | null;
  most: number;
}

const COLUMNS = 5;
const [PRINT, LOWEST, HIGHEST, SEEN, TIME] = [0, 1, 2, 3, 4] as const;
const REMEMBERED = 12;
/** A packet with an IP id of its own is the same one for as long as it can be under way. */
const MAX_AGE = 10_000_000;
/** Without an id a retransmission may hold the same bytes, and no timer of TCP is as short as these. */
const MAX_AGE_NO_ID = 1000;
const MAX_AGE_NO_ID_FORWARDED = 150_000;

export function createCopies(): Copies {
  return { slots: [], next: 0, sameTtl: 0, lowerTtl: 0, higherTtl: 0, widest: null, most: 0 };
}

/** Takes note of a packet. True when the very same packet was seen before, at this TTL or another. */
export function isCopy(copies: Copies, packet: Packet): boolean {
  if (packet.print === 0) return false;
  const { slots } = copies;
  let at = 0;
  while (at < slots.length && slots[at + PRINT] !== packet.print) at += COLUMNS;
  if (at < slots.length && isSame(slots, at, packet)) {
    note(copies, at, packet);
    return true;
  }
  remember(copies, at, packet);
  return false;
}

/** Puts a packet where an older one with the same print stands, at the end, or over the oldest. */
function remember(copies: Copies, found: number, packet: Packet): void {
  const { slots } = copies;
  if (found === slots.length && slots.length < REMEMBERED * COLUMNS) {
    slots.push(packet.print, packet.ttl, packet.ttl, 1, packet.time);
    return;
  }
  const at = found < slots.length ? found : copies.next;
  if (found === slots.length) copies.next = (copies.next + COLUMNS) % (REMEMBERED * COLUMNS);
  slots[at + PRINT] = packet.print;
  slots[at + LOWEST] = packet.ttl;
  slots[at + HIGHEST] = packet.ttl;
  slots[at + SEEN] = 1;
  slots[at + TIME] = packet.time;
}

function isSame(slots: readonly number[], at: number, packet: Packet): boolean {
  const age = Math.abs(packet.time - (slots[at + TIME] ?? 0));
  if (packet.ipId > 0) return age <= MAX_AGE;
  const isSameTtl = packet.ttl === slots[at + LOWEST] && packet.ttl === slots[at + HIGHEST];
  return isSameTtl ? age <= MAX_AGE_NO_ID && !isBareAck(packet) : age <= MAX_AGE_NO_ID_FORWARDED;
}

/** Two acknowledgements of a sender that numbers no packets may be alike and be two. */
function isBareAck({ protocol, payloadBytes, flags }: Packet): boolean {
  return protocol === 6 && payloadBytes === 0 && (flags & (FLAG.syn | FLAG.fin | FLAG.rst)) === 0;
}

function note(copies: Copies, at: number, packet: Packet): void {
  const { slots } = copies;
  const lowest = slots[at + LOWEST] ?? 0;
  const highest = slots[at + HIGHEST] ?? 0;
  if (packet.ttl === NOT_SHOWN || (packet.ttl >= lowest && packet.ttl <= highest)) copies.sameTtl += 1;
  else if (packet.ttl < lowest) copies.lowerTtl += 1;
  else copies.higherTtl += 1;
  const range = [Math.min(lowest, packet.ttl), Math.max(highest, packet.ttl)] as const;
  const seen = (slots[at + SEEN] ?? 0) + 1;
  slots[at + LOWEST] = range[0];
  slots[at + HIGHEST] = range[1];
  slots[at + SEEN] = seen;
  copies.most = Math.max(copies.most, seen);
  if (range[0] >= 0 && (copies.widest === null || range[1] - range[0] > copies.widest[1] - copies.widest[0])) {
    copies.widest = range;
  }
}
