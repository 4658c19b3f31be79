import type { Course, PathScene, Station } from '../../model/scene.ts';

/**
 * How many links of a way are known to carry its packets, of the stations as they are drawn: all when it arrives or is cut
 * short, else those up to the last device. A request whose reply was seen on its way has arrived.
 */
export function linksKnown(stations: readonly Station[], side: 'forward' | 'back', scene: PathScene): number {
  const { end } = scene[side];
  const isAnswered = side === 'forward' && scene.back.by === 'packets' && scene.back.stations.some(isNamed);
  if (end !== 'open' || isAnswered) return stations.length - 1;
  return Math.max(0, stations.findLastIndex(isNamed));
}

/** Whether a station between the ends is known by name or address. */
export function isNamed({ kind }: Station): boolean {
  return kind === 'device' || kind === 'address';
}

/** What shows a way, in words. */
export function shownBy({ by }: Course): string {
  return { tables: 'by the routing tables', trace: 'by a trace', packets: 'by packets seen' }[by];
}
