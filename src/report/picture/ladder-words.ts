import type { LadderScene, MessageKind, Rung, Sighting } from '../../model/scene.ts';
import { shortName } from './escape.ts';

/** What the ladder comes to, as a title. */
export function ladderTitle(scene: LadderScene): string {
  const find = (message: MessageKind, direction: Rung['direction']) =>
    scene.rungs.find((rung) => rung.message === message && rung.direction === direction);
  if (scene.protocol !== 'tcp') return packetsTitle(scene, find('packets', 'c2s'), find('packets', 's2c'));
  const [syn, answer, ack] = [find('SYN', 'c2s'), find('SYN-ACK', 's2c'), find('ACK', 'c2s')];
  const reset = find('RST', 's2c');
  if (isSeen(syn) && !isSeen(answer)) {
    if (isSeen(reset)) return 'The SYN is answered by a reset';
    if (isMissed(answer) && isOneSided(scene)) return 'Only the client’s packets pass, and no reply was seen';
    return isMissed(answer) ? 'SYNs pass, and no SYN-ACK was seen' : 'Whether the SYN was answered is not shown';
  }
  const split = isSeen(answer) && isMissed(answer) && isSeen(syn) ? parting(scene, syn, answer) : null;
  if (split !== null) return split;
  if (isSeen(ack) || isSeen(find('data', 'c2s'))) {
    return isSeen(reset) ? 'The handshake completes, then the server side resets' : 'The handshake completes';
  }
  if (isSeen(answer) && isMissed(ack)) return 'The SYN-ACK is not acknowledged';
  return 'The packets as they were captured';
}

/** The client goes on talking as if it had been answered. */
function isOneSided({ rungs }: LadderScene): boolean {
  const talks = rungs.some(
    (rung) => rung.direction === 'c2s' && ['ACK', 'data'].includes(rung.message) && isSeen(rung),
  );
  return talks && !rungs.some((rung) => rung.direction === 's2c' && isSeen(rung));
}

/** SYNs at one place and their answers at another. */
function parting({ vantages }: LadderScene, syn: Rung | undefined, answer: Rung | undefined): string | null {
  const asked = syn?.sightings.find(
    ({ count, vantage }) => count > 0 && answer?.sightings[vantage]?.reading === 'not-seen',
  );
  const told = answer?.sightings.find(({ count }) => count > 0);
  const [here, there] = [vantages[asked?.vantage ?? -1], vantages[told?.vantage ?? -1]];
  if (here === undefined || there === undefined) return null;
  return `The SYN passes ${shortName(here.name)}; its SYN-ACK was seen at ${shortName(there.name)} only`;
}

function packetsTitle(_: LadderScene, requests: Rung | undefined, replies: Rung | undefined): string {
  if (isSeen(requests) && isSeen(replies)) return 'Packets were captured in both directions';
  if (isSeen(requests)) return isMissed(replies) ? 'Requests pass, and no reply was seen' : 'Requests pass';
  return 'Only replies were captured';
}

function isSeen(rung: Rung | undefined): boolean {
  return rung?.sightings.some(({ count }) => count > 0) ?? false;
}

function isMissed(rung: Rung | undefined): boolean {
  return rung?.sightings.some(({ reading }) => reading === 'not-seen') ?? false;
}

/** One rung in a sentence, for the vantages that are drawn. */
export function rungText({ message, direction, sightings }: Rung, names: readonly string[]): string {
  const way = direction === 'c2s' ? 'client to server' : 'server to client';
  const told = names.map((name, vantage) => `${sightingText(message, sightings[vantage])} at ${shortName(name)}`);
  return `${message}, ${way}: ${told.join('; ')}.`;
}

function sightingText(message: MessageKind, sighting: Sighting | undefined): string {
  if (sighting === undefined || sighting.reading === 'could-not-tell') return 'cannot be told';
  if (sighting.reading === 'not-seen') return 'not seen';
  const often = sighting.count > 1 && message !== 'ACK' ? ` ${sighting.count} times` : '';
  const when = timeOf(sighting);
  return `seen${often}${when === '' ? '' : ` (${when})`}`;
}

/** How often: `×4`; empty for once. */
export function amountOf(message: MessageKind, { count }: Sighting): string {
  return count > 1 && message !== 'ACK' ? `×${count}` : '';
}

/** When, since the first packet there: `at 0.4 ms`, `0 – 7.1 s`; empty when the capture shows no times. */
export function timeOf({ first, last }: Pick<Sighting, 'first' | 'last'>): string {
  if (first === null) return '';
  return last === null || last - first < 1000 ? duration(first) : `${duration(first)} – ${duration(last)}`;
}

function duration(microseconds: number): string {
  if (microseconds === 0) return '0 s';
  if (microseconds < 1_000_000) return `${(microseconds / 1000).toFixed(1)} ms`;
  return `${(microseconds / 1_000_000).toFixed(1)} s`;
}
