import type { CaptureFlow } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import { factsOf } from '../context.ts';
import { present } from '../observation.ts';
import { renamedNumbers } from './other-name.ts';
import { genuine, hasBeginning, type Sight } from './sight.ts';
import { type Look, state } from './statement.ts';
import { spanOf, type Vantage } from './vantage.ts';

/** More lost packets than this share of all may hide a direction. */
const TELLING_LOSS = 0.1;

/**
 * Whether the place sees both directions of conversations: `both` when another one shows both, `one` when each shows
 * one only although its acknowledgements prove the other to exist, `unknown` when no other conversation tells.
 */
export type Sidedness = 'both' | 'one' | 'unknown';

export function sidednessOf({ conversations, sights }: Vantage): Sidedness {
  // Both directions under two names are both directions.
  if (renamedNumbers(conversations).size > 0) return 'both';
  const own = new Set(sights.map(({ fact }) => fact));
  const others = conversations.filter((fact) => !own.has(fact));
  if (others.some(({ c2s, s2c }) => c2s.packets > 0 && s2c.packets > 0)) return 'both';
  return others.some(isHalfOfTwo) ? 'one' : 'unknown';
}

/** One direction only, and it acknowledges the other. */
function isHalfOfTwo({ c2s, s2c }: CaptureFlow): boolean {
  const [seen, unseen] = c2s.packets > 0 ? [c2s, s2c] : [s2c, c2s];
  if (unseen.packets > 0) return false;
  return (unseen.tcp?.acknowledgedUnseen.bytes ?? 0) > 0 || (genuine(seen) > 1 && (seen.tcp?.highestAck ?? 0) > 0);
}

/** How many packets the capturing host says it lost; null when it does not say. */
export function droppedBy({ summaries }: Vantage): number | null {
  const told = present(summaries.flatMap(({ interfaces }) => interfaces.map(({ dropped }) => dropped)));
  return told.length === 0 ? null : told.reduce((sum, dropped) => sum + dropped, 0);
}

/** True when so much was lost that a direction may be missing by chance. */
export function isLossy(vantage: Vantage): boolean {
  const packets = vantage.summaries.reduce((sum, summary) => sum + summary.packets, 0);
  return (droppedBy(vantage) ?? 0) > packets * TELLING_LOSS;
}

/** How long the place went on capturing after a moment, in seconds; null when it shows no times. */
export function secondsAfter(vantage: Vantage, moment: number | null): number | null {
  const span = spanOf(vantage);
  return span === null || moment === null ? null : (span[1] - moment) / 1e6;
}

/** True when the connection was under way before the capture began, as far as the capture tells. */
export function startsLate(sight: Sight): boolean {
  return sight.fact.protocol === 'tcp' && !hasBeginning(sight);
}

/** A filter that names a source or a destination, and no alternative, takes one direction only (pcap-filter(7)). */
const ONE_WAY = /(?:^|[\s(])(?:src|dst)\s/;
const BOTH_WAYS = /(?:^|[\s(])(?:or|src or dst)\s|\|\|/;

/** The filter with which a place captured one direction only; null when it took both, or when it is not shown. */
export function filterOneWay({ summaries }: Vantage): string | null {
  const filters = summaries.flatMap(({ interfaces }) => interfaces.map(({ filter }) => filter));
  const oneWay = filters.every((filter) => filter !== null && ONE_WAY.test(filter) && !BOTH_WAYS.test(filter));
  return oneWay ? (filters[0] ?? null) : null;
}

/**
 * Whether the flow's session at the capturing firewall is offloaded (`offload: Yes`): its packets then pass in hardware
 * and are not seen by packet-diag. Null when no session of it shows that.
 */
export function sessionOffloaded({ view }: Vantage): boolean | null {
  const shown = factsOf(view, 'session-detail')
    .filter(({ fact }) => view.sessions.some(({ looks }) => looks.some(({ at }) => at === fact.at)))
    .flatMap(({ fact }) => fact.offloaded ?? []);
  return shown.length === 0 ? null : shown.some((offloaded) => offloaded);
}

/** States what keeps a capture from showing all: late start, one side only, lost packets, offload. Without limits, nothing. */
export function limits(look: Look): readonly Observation[] {
  const { vantage, sight } = look;
  const side = sidednessOf(vantage);
  const dropped = droppedBy(vantage) ?? 0;
  const filter = filterOneWay(vantage);
  return present([
    filter === null ? null : state(look, 'capture.filter-one-way', 'seen', { filter }),
    startsLate(sight) ? state(look, 'capture.late-start', 'seen') : null,
    side === 'both' ? null : state(look, 'capture.one-sided', side === 'one' ? 'seen' : 'could-not-tell'),
    dropped > 0 ? state(look, 'capture.packets-dropped', 'seen', { count: dropped }) : null,
    isOffloaded(sight) ? state(look, 'capture.offload', 'seen') : null,
  ]);
}

/** Sums left to the network card, or segments larger than the other end ever offered to take. */
export function isOffloaded({ requests, replies }: Sight): boolean {
  const cutLater = (largest: number | undefined, offered: number | null | undefined): boolean =>
    largest !== undefined && offered !== undefined && offered !== null && largest > offered;
  return (
    requests.checksums.partial + replies.checksums.partial > 0 ||
    cutLater(requests.tcp?.largestPayload, replies.tcp?.mss) ||
    cutLater(replies.tcp?.largestPayload, requests.tcp?.mss)
  );
}
