import type { CaptureHalf, CaptureStep } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import type { FlowEnds } from '../flow-ends.ts';
import { observe, present } from '../observation.ts';
import { counterpart } from './join.ts';
import { isLossy } from './limits.ts';
import { directionIn, halfOf, matching, type Sight, senderOf } from './sight.ts';
import { isSpreadByIds } from './spread-ids.ts';
import { distance, type Lone, takeTurns } from './taking-turns.ts';
import { isArrival, labelOf, type Vantage } from './vantage.ts';

/** Sequence numbers count modulo 2^32 (RFC 9293, section 3.4). */
const NUMBERS = 2 ** 32;

/** Payload on the wire, by its numbers. */
interface Span {
  readonly from: number;
  readonly length: number;
}

/**
 * States for every two places whether packets of one direction pass them by turns. What passes two places one after the
 * other is at the second one only if it was at the first: when each holds packets that the other lacks, the ways are two,
 * and when they change again and again in the order of sending, one connection is spread over both. That holds for what
 * firewalls receive and what they send on, not for what they drop: the rest of that passes.
 */
export function alternatingPlaces(vantages: readonly Vantage[], ends: FlowEnds): readonly Observation[] {
  const telling = vantages
    .filter((vantage) => vantage.stage !== 'drop' && !isLossy(vantage))
    .map((vantage) => ({ ...vantage, sights: [...vantage.sights, ...siblings(vantage, ends)] }));
  const found = telling.flatMap((one, index) =>
    telling
      .slice(index + 1)
      .filter((other) => other.view !== one.view || (isArrival(one) && isArrival(other)))
      .flatMap((other) => present([alternation(one, other, 'c2s'), alternation(one, other, 's2c')])),
  );
  const isSame = (a: Observation, b: Observation) =>
    a.direction === b.direction && a.observers.join() === b.observers.join();
  return found.filter((one, index) => found.findIndex((other) => isSame(one, other)) === index);
}

/** Other connections of the same client to the same port: what spreads one by packet spreads them all. */
function siblings({ conversations, sights }: Vantage, ends: FlowEnds): readonly Sight[] {
  const clients = ends.clients.map((client) => ({ ...client, port: null }));
  const known = new Set(sights.map(({ fact }) => fact));
  return present(conversations.map((fact) => (known.has(fact) ? null : matching(fact, { ...ends, clients }))));
}

function alternation(one: Vantage, other: Vantage, direction: Direction): Observation | null {
  for (const sight of one.sights) {
    const twin = counterpart(sight, other);
    if (twin === null) continue;
    if (!isSpread(sight, twin, direction) && !isSpreadByIds(sight, twin, direction)) continue;
    return observe('capture.path-alternates', 'seen', {
      observers: [...new Set([one.name, other.name])],
      direction,
      values: {
        where: null,
        sender: senderOf(direction),
        by: 'captured at',
        values: `${labelOf(one)}, ${labelOf(other)}`,
      },
      citations: [sight.fact.at, twin.fact.at],
    });
  }
  return null;
}

function isSpread(here: Sight, there: Sight, direction: Direction): boolean {
  const [one, other] = [spansOf(here, direction), spansOf(there, direction)];
  const base = one[0]?.from;
  if (base === undefined || other.length === 0) return false;
  const place = ({ from }: Span): number => distance(from, base, NUMBERS);
  const [low, high] = [
    Math.max(Math.min(...one.map(place)), Math.min(...other.map(place))),
    Math.min(Math.max(...one.map(place)), Math.max(...other.map(place))),
  ];
  // Only where both places were looking: one may have begun later, and of each the first packets are kept.
  const alone = (mine: readonly Span[], others: readonly Span[], name: Lone['name']) =>
    mine.flatMap((span) => {
      const [from, end] = [place(span), place(span) + span.length];
      const isShared = others.some((more) => place(more) < end && from < place(more) + more.length);
      return from < low || from > high || isShared ? [] : [{ at: from, name }];
    });
  const lone = [...alone(one, other, 'one'), ...alone(other, one, 'other')];
  const inBoth = one.filter((span) => !lone.some(({ at }) => at === place(span)));
  const shared = new Set(inBoth.map(place).filter((from) => from >= low && from <= high)).size;
  return takeTurns(lone, shared);
}

/** The data of a direction among the first packets of a connection, by its numbers on the wire. */
function spansOf(sight: Sight, direction: Direction): readonly Span[] {
  const base = halfOf(sight, direction).tcp?.base ?? null;
  if (base === null) return [];
  const own = directionIn(sight, direction);
  return sight.fact.ladder.flatMap((step) => spanOf(step, own, base));
}

function spanOf({ direction, sequence, length }: CaptureStep, wanted: Direction, base: number): readonly Span[] {
  return direction !== wanted || sequence === null || length === 0
    ? []
    : [{ from: (base + sequence) % NUMBERS, length }];
}

/** Data of a direction passed by another way, or was lost: that all of it here came by one way says nothing of the rest. */
export function isIncomplete({ tcp }: CaptureHalf): boolean {
  return tcp !== null && (tcp.gaps.count > 0 || tcp.acknowledgedUnseen.bytes > 0);
}
