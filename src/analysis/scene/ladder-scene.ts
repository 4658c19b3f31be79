import type { LadderScene, Rung } from '../../model/scene.ts';
import { arrivals, subjectAt } from '../capture/subject.ts';
import { withTwins } from '../capture/twin-sights.ts';
import { labelOf, vantagesOf } from '../capture/vantage.ts';
import type { AnalysisContext } from '../context.ts';
import { present } from '../observation.ts';
import { type Rungs, rungsOf } from './rungs.ts';

const PLACES = ['client', 'firewall', null, 'server'] as const;

/** The packets of the flow at every vantage that shows some of it; null when no capture does. */
export function ladderScene(context: AnalysisContext): LadderScene | null {
  const { ends, flow } = context;
  if (ends === null || flow === null) return null;
  const looks = [...present(arrivals(withTwins(vantagesOf(context))).map((vantage) => subjectAt(vantage, ends)))].sort(
    (one, other) =>
      PLACES.indexOf(one.place) - PLACES.indexOf(other.place) ||
      Number(other.sight.requests.packets > 0) - Number(one.sight.requests.packets > 0),
  );
  const asked = flow.protocol === 'tcp' ? TCP : ANY;
  const rungs = asked
    .map(({ message, direction }): Rung => ({ message, direction, sightings: rungsOf(looks, message, direction) }))
    .filter((rung, _, all) => isSeen(rung) || isAwaited(rung, all));
  if (!rungs.some(isSeen)) return null;
  return {
    kind: 'handshake',
    protocol: flow.protocol,
    client: flow.client.address,
    server: flow.server.address,
    vantages: looks.map(({ vantage, place }) => ({ name: labelOf(vantage), place })),
    rungs,
    sources: [...new Set(looks.map(({ sight }) => sight.fact.at.source))],
  };
}

/** The order in which a connection has them. */
const TCP: Rungs = [
  { message: 'SYN', direction: 'c2s' },
  { message: 'SYN-ACK', direction: 's2c' },
  { message: 'ACK', direction: 'c2s' },
  { message: 'data', direction: 'c2s' },
  { message: 'data', direction: 's2c' },
  { message: 'FIN', direction: 'c2s' },
  { message: 'FIN', direction: 's2c' },
  { message: 'RST', direction: 'c2s' },
  { message: 'RST', direction: 's2c' },
];
const ANY: Rungs = [
  { message: 'packets', direction: 'c2s' },
  { message: 'packets', direction: 's2c' },
];

function isSeen({ sightings }: Rung): boolean {
  return sightings.some(({ count }) => count > 0);
}

/** A message that has to follow what was seen belongs on the ladder also when nobody saw it. */
function isAwaited({ message, direction }: Rung, all: readonly Rung[]): boolean {
  const seen = (wanted: Rung['message']) => all.some((rung) => rung.message === wanted && isSeen(rung));
  if (message === 'packets') return true;
  if (message === 'SYN') return seen('SYN-ACK');
  if (message === 'SYN-ACK') return direction === 's2c' && seen('SYN');
  return message === 'ACK' && seen('SYN-ACK');
}
