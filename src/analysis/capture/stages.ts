import type { FindingReading, Observation } from '../../model/finding.ts';
import type { Direction } from '../../model/flow.ts';
import { observe, present } from '../observation.ts';
import { halfOf, opposite, senderOf } from './sight.ts';
import type { Stage } from './stage.ts';
import type { Vantage } from './vantage.ts';

/**
 * States what one firewall does with the packets that it receives, by its stage captures: received and not transmitted
 * is lost inside; what is in the drop stage was dropped, for a reason that the stage does not show.
 */
export function stages(vantages: readonly Vantage[]): readonly Observation[] {
  const views = [...new Set(vantages.filter(({ stage }) => stage !== null).map(({ view }) => view))];
  return views.flatMap((view) => {
    const own = vantages.filter((one) => one.view === view && one.stage !== null);
    return (['c2s', 's2c'] as const).flatMap((direction) =>
      present([droppedInside(own, direction), inDropStage(own, direction)]),
    );
  });
}

function at(own: readonly Vantage[], stage: Stage): Vantage | null {
  return own.find((one) => one.stage === stage) ?? null;
}

function packetsOf(vantage: Vantage, direction: Direction): number {
  return vantage.sights.reduce((sum, sight) => sum + halfOf(sight, direction).packets, 0);
}

function droppedInside(own: readonly Vantage[], direction: Direction): Observation | null {
  const [receive, transmit, drop] = [at(own, 'receive'), at(own, 'transmit'), at(own, 'drop')];
  const received = receive === null ? 0 : packetsOf(receive, direction);
  if (receive === null || received === 0) return null;
  const together = packetsOf(receive, opposite(direction)) > 0;
  const sent = transmit === null ? null : packetsOf(transmit, direction);
  const dropped = drop === null ? 0 : packetsOf(drop, direction);
  const [reading, why] = judge(transmit, sent, { received, dropped });
  return {
    ...about([receive, transmit, drop], 'capture.dropped-inside', reading, direction, {
      received,
      sent,
      dropped,
      together,
      why,
    }),
  };
}

/**
 * An empty transmit stage shows nothing by itself: packets that leave inside a tunnel are not recognised there. Without
 * that stage, packets that were not all dropped may have been sent on but for those.
 */
function judge(
  transmit: Vantage | null,
  sent: number | null,
  { received, dropped }: { readonly received: number; readonly dropped: number },
): readonly [FindingReading, string | null] {
  if (sent !== null && sent > 0) return ['not-seen', null];
  if (transmit === null || sent === null) {
    return dropped >= received ? ['seen', null] : ['could-not-tell', 'the transmit stage is not there'];
  }
  const works = transmit.conversations.length > 0 || dropped > 0;
  return works ? ['seen', null] : ['could-not-tell', 'nothing at all was captured in the transmit stage'];
}

function inDropStage(own: readonly Vantage[], direction: Direction): Observation | null {
  const [receive, drop] = [at(own, 'receive'), at(own, 'drop')];
  if (drop === null) return null;
  const count = packetsOf(drop, direction);
  const received = receive === null ? 0 : packetsOf(receive, direction);
  if (count === 0 && received === 0) return null;
  return about([drop], 'capture.in-drop-stage', count > 0 ? 'seen' : 'not-seen', direction, { count });
}

function about(
  vantages: readonly (Vantage | null)[],
  code: 'capture.dropped-inside' | 'capture.in-drop-stage',
  reading: FindingReading,
  direction: Direction,
  values: Observation['values'],
): Observation {
  const there = present(vantages);
  return observe(code, reading, {
    observers: [there[0]?.name ?? ''],
    direction,
    values: { where: null, place: 'firewall', sender: senderOf(direction), ...values },
    citations: there.flatMap(({ sights, summaries }) =>
      sights.length > 0 ? sights.map(({ fact }) => fact.at) : summaries.map((summary) => summary.at),
    ),
  });
}
