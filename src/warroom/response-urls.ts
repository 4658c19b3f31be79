import type { Clock } from './clock.ts';
import { forgetOldest } from './forget.ts';
import { secret } from './ids.ts';
import { RESPONSE_URL_MS, RESPONSE_URL_USES } from './limits.ts';

/** What a response_url answers to: the place, the person, and the message the interaction came from, if any. */
export interface ResponseTarget {
  readonly user: string;
  readonly channel: string;
  readonly threadTs?: string | undefined;
  readonly messageTs?: string | undefined;
  readonly ephemeral: boolean;
}

/** response_url addresses: five uses within thirty minutes (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrls {
  issue(target: ResponseTarget): string;
  /** Takes one use. The words are those Slack answers with, at HTTP 404. */
  use(key: string): { readonly target: ResponseTarget } | { readonly error: 'expired_url' | 'used_url' };
}

export function createResponseUrls(clock: Clock, baseUrl: string): ResponseUrls {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; uses: number }>();
  return {
    issue(target) {
      const key = secret(16);
      forgetOldest(issued);
      issued.set(key, { target, at: clock.now(), uses: 0 });
      return `${baseUrl}/respond/${key}`;
    },
    use(key) {
      const known = issued.get(key);
      if (!known || clock.now() - known.at > RESPONSE_URL_MS) return { error: 'expired_url' };
      if (known.uses >= RESPONSE_URL_USES) return { error: 'used_url' };
      known.uses += 1;
      return { target: known.target };
    },
  };
}
