import type { Clock } from './clock.ts';
import { ApiError } from './errors.ts';
import { forgetOldest } from './forget.ts';
import { secret } from './ids.ts';
import { TRIGGER_MS } from './limits.ts';

/** Trigger ids: proof that a person acted just now. Each opens one view, within three seconds. */
export interface Triggers {
  issue(user: string): string;
  /**
   * Spends a trigger and returns its person. Throws ApiError `invalid_trigger_id`, `exchanged_trigger_id` or
   * `expired_trigger_id`, as views.open does.
   */
  spend(id: string): string;
}

export function createTriggers(clock: Clock): Triggers {
  let count = 0;
  const issued = new Map<string, { readonly user: string; readonly at: number; spent: boolean }>();
  return {
    issue(user) {
      count += 1;
      forgetOldest(issued);
      const id = `${count}.${secret(4)}.${secret(16)}`;
      issued.set(id, { user, at: clock.now(), spent: false });
      return id;
    },
    spend(id) {
      const trigger = issued.get(id);
      if (!trigger) throw new ApiError('invalid_trigger_id');
      if (trigger.spent) throw new ApiError('exchanged_trigger_id');
      if (clock.now() - trigger.at > TRIGGER_MS) throw new ApiError('expired_trigger_id');
      trigger.spent = true;
      return trigger.user;
    },
  };
}
