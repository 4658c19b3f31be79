import type { Problem } from '../model/result.ts';

/** Of one run: each is asked some forty questions, and all that they answer goes into one case. */
const DEVICES_AT_MOST = 20;

/** Why so many firewalls are not asked in one run; null when they may be. */
export function tooMany(devices: readonly unknown[]): Problem | null {
  if (devices.length <= DEVICES_AT_MOST) return null;
  return {
    code: 'too-many-firewalls',
    message: `These are ${devices.length} firewalls, and one run is on ${DEVICES_AT_MOST} at most, so none was asked.`,
    todo: 'Name those that the conversation passes, a smaller group, or a tag.',
  };
}
