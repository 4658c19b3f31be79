import type { Direction } from '../../model/flow.ts';
import { directionIn, type Sight } from './sight.ts';
import { distance, type Lone, takeTurns } from './taking-turns.ts';

/** Identifications count modulo 2^16 (RFC 791, section 3.1). */
const IDS = 2 ** 16;
/** The first packets of a connection at two places lie no further apart than this where one counter gave their numbers. */
const WIDEST = 1000;

/** A packet by the number that its sender gave it, and by its place among the bytes of the connection. */
interface Numbered {
  readonly id: number;
  readonly sequence: number | null;
}

/**
 * Whether packets of a direction pass two places by turns, by their IPv4 identification. Many senders count it up from
 * packet to packet of a connection (Linux: net/ipv4/ip_output.c), so a segment that is sent again is told from the first
 * one. Senders need not count, and devices between may write numbers of their own (RFC 6864, sections 4.1 and 4.3): unless
 * the numbers go up at both places, in one range, and name the same bytes wherever they are the same, they tell nothing.
 */
export function isSpreadByIds(here: Sight, there: Sight, direction: Direction): boolean {
  const [one, other] = [numbered(here, direction), numbered(there, direction)];
  const base = one[0]?.id;
  if (base === undefined || other.length === 0) return false;
  const place = ({ id }: Numbered): number => distance(id, base, IDS);
  const rises = (packets: readonly Numbered[]) =>
    packets.every((packet, index) => index === 0 || place(packet) > place(packets[index - 1] ?? packet));
  if (!rises(one) || !rises(other)) return false;
  const places = [one, other].map((packets) => packets.map(place));
  const [low, high] = [
    Math.max(...places.map((all) => Math.min(...all))),
    Math.min(...places.map((all) => Math.max(...all))),
  ];
  if (Math.max(...places.flat()) - Math.min(...places.flat()) > WIDEST) return false;
  const isOther = ({ id, sequence }: Numbered) => other.some((more) => more.id === id && more.sequence !== sequence);
  if (one.some(isOther)) return false;
  const alone = (mine: readonly Numbered[], others: readonly Numbered[], name: Lone['name']) =>
    mine
      .filter((packet) => place(packet) >= low && place(packet) <= high && !others.some(({ id }) => id === packet.id))
      .map((packet) => ({ at: place(packet), name }));
  const shared = one.filter(({ id }) => other.some((more) => more.id === id)).length;
  return takeTurns([...alone(one, other, 'one'), ...alone(other, one, 'other')], shared);
}

/** Of the first packets of a connection those of a direction; openings and resets have numbers of another kind. */
function numbered({ fact, ...sight }: Sight, direction: Direction): readonly Numbered[] {
  const own = directionIn({ fact, ...sight }, direction);
  return fact.ladder.flatMap((step) => {
    const isOwn = step.direction === own && step.note !== 'duplicate' && !/[SR]/.test(step.flags ?? '');
    return isOwn && step.ipId !== null && step.ipId !== 0 ? [{ id: step.ipId, sequence: step.sequence }] : [];
  });
}
