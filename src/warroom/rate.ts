import type { Clock } from './clock.ts';
import { RateLimited } from './errors.ts';
import { POST_BURST, POST_PER_SECOND, TIER_PER_MINUTE } from './limits.ts';

export type Tier = keyof typeof TIER_PER_MINUTE | 'post' | 'unlimited';

/** Counts calls the way docs.slack.dev/apis/web-api/rate-limits describes: by method, and by channel for posts. */
export interface RateLimiter {
  /** Takes one call. Throws RateLimited, with the whole seconds to wait, when there was none left. */
  take(method: string, tier: Tier, channel: string): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

export function createRateLimiter(clock: Clock, enforced: boolean): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take(method, tier, channel) {
      if (!enforced || tier === 'unlimited') return;
      const posting = tier === 'post';
      const capacity = posting ? POST_BURST : TIER_PER_MINUTE[tier];
      const perSecond = posting ? POST_PER_SECOND : TIER_PER_MINUTE[tier] / 60;
      const key = posting ? `post ${channel}` : method;
      const now = clock.now();
      const bucket = buckets.get(key) ?? { tokens: capacity, at: now };
      const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
      if (tokens < 1) {
        buckets.set(key, { tokens, at: now });
        throw new RateLimited(Math.max(1, Math.ceil((1 - tokens) / perSecond)));
      }
      buckets.set(key, { tokens: tokens - 1, at: now });
    },
  };
}
