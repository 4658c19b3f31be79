import type { PanosCommand } from '../../model/panos-command.ts';
import type { DeviceView } from './device-view.ts';
import { COUNTERS, details, listings, newDetails, translatedListings } from './questions.ts';

/** How far apart the samples of a watch lie, and how long it goes on: both directions must grow for two to three minutes. */
export const WATCH_EVERY_MS = 15_000;
export const WATCH_FOR_MS = 150_000;

/**
 * One sample of the watch after a fix: the flow's sessions, each direction of the newest of them that are known (three at
 * most), and what the counters did since the sample before. Sessions that this sample's list shows for the first time
 * are in the next one, or in `watchNewcomers`.
 */
export function watchSample(view: DeviceView): readonly PanosCommand[] {
  return [...listings(view), ...translatedListings(view), ...details(view), COUNTERS];
}

/** To be asked when the lists of a sample are in: sessions that nobody has looked at. */
export function watchNewcomers(view: DeviceView): readonly PanosCommand[] {
  return newDetails(view);
}
