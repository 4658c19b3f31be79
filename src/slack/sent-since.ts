import type { MarkedMessage, SlackApi } from './web-api.ts';

/** Slack's clock and ours may differ by this much when an earlier post is looked for. */
const CLOCKS_APART_S = 120;

/** The messages of a thread, or of a channel, since a letter was queued (milliseconds since 1970). */
export function sentSince(
  api: SlackApi,
  {
    channel,
    thread,
    queuedAt,
  }: { readonly channel: string; readonly thread: string | null; readonly queuedAt: number },
): Promise<readonly MarkedMessage[]> {
  return api.recent(channel, thread, String(Math.floor(queuedAt / 1000) - CLOCKS_APART_S));
}
