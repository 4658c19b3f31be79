import type { CaptureFlow, CaptureHalf } from '../../model/facts.ts';
import { sameAddress } from '../address.ts';
import { present } from '../observation.ts';
import { marksOf } from './marks.ts';
import { type Sight, sightOf } from './sight.ts';
import { spanOf, type Vantage } from './vantage.ts';

/** Without a shared packet, clocks of different devices are trusted to this many microseconds. */
const UNALIGNED_MARGIN = 2_000_000;

/** One connection at two places. `known` by marks that survive translation, else by the same addresses and ports. */
export function counterpart(sight: Sight, other: Vantage): Sight | null {
  const twin = twinOf(sight.fact, other);
  if (twin !== undefined) return sightOf(twin, sight.flipped);
  return other.sights.find((candidate) => isSameConnection(sight, candidate)) ?? null;
}

function twinOf(fact: CaptureFlow, { marks }: Vantage): CaptureFlow | undefined {
  return marksOf(fact)
    .map((mark) => marks.get(mark))
    .find((found) => found !== undefined);
}

/** The same addresses and ports; a connection that both places show from its beginning has one initial number. */
function isSameConnection(one: Sight, other: Sight): boolean {
  const same = (['client', 'server'] as const).every(
    (end) => sameAddress(one[end].address, other[end].address) && one[end].port === other[end].port,
  );
  return (
    same &&
    one.fact.echoId === other.fact.echoId &&
    !differs(one.requests, other.requests) &&
    !differs(one.replies, other.replies)
  );
}

function differs(one: CaptureHalf, other: CaptureHalf): boolean {
  const [a, b] = [one.tcp?.initialSequence ?? null, other.tcp?.initialSequence ?? null];
  return a !== null && b !== null && a !== b;
}

/**
 * How far the clock of `other` is ahead of that of `one`, in microseconds: the median over packets that both captured.
 * Null without such packets, or when the clocks are of different kinds.
 */
export function clockOffset(one: Vantage, other: Vantage): number | null {
  const differences = one.conversations.flatMap((fact) => {
    const twin = twinOf(fact, other);
    return twin === undefined || twin.clock !== fact.clock || fact.clock === 'none' ? [] : sharedTimes(fact, twin);
  });
  const sorted = [...differences].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Differences by the first SYN and SYN-ACK, and by payloads alike. */
function sharedTimes(one: CaptureFlow, other: CaptureFlow): readonly number[] {
  return (['c2s', 's2c'] as const).flatMap((side) => {
    const [a, b] = [one[side], other[side]];
    const openings = (['syn', 'synAck'] as const).map((kind) => minus(b.tcp?.[kind].first, a.tcp?.[kind].first));
    const data = a.payloads.map(({ hash, bytes, sequence, time }) =>
      minus(
        b.payloads.find((mark) => mark.hash === hash && mark.bytes === bytes && mark.sequence === sequence)?.time,
        time,
      ),
    );
    return present([...openings, ...data]);
  });
}

function minus(later: number | null | undefined, earlier: number | null | undefined): number | null {
  return later === null || later === undefined || earlier === null || earlier === undefined ? null : later - earlier;
}

/**
 * Whether a place was capturing while a connection was open at another one: its packets, moved by the offset of the
 * clocks, lie within its span. Null when the clocks cannot be compared.
 */
export function wasCapturing(place: Vantage, sight: Sight, offset: number | null): boolean | null {
  const span = spanOf(place);
  const { clock, first, last } = sight.fact;
  if (span === null || clock === 'none') return null;
  const comparable = place.summaries.every((summary) => summary.clock === clock);
  // A time of day may be of another day or zone: without a shared packet it tells nothing.
  if (!comparable || (offset === null && clock !== 'absolute')) return null;
  const shift = offset ?? 0;
  const margin = offset === null ? UNALIGNED_MARGIN : 0;
  return first + shift >= span[0] + margin && Math.min(last, first + UNALIGNED_MARGIN) + shift <= span[1] - margin;
}

/** True when a place shows packets of either end in some conversation, so that its filter did not leave the ends out. */
export function knowsAnEnd({ conversations }: Vantage, { client, server }: Sight): boolean {
  return conversations.some((fact) =>
    [fact.client, fact.server].some(
      ({ address }) => sameAddress(address, client.address) || sameAddress(address, server.address),
    ),
  );
}
