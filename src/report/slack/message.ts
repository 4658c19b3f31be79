import type { KnownBlock } from '@slack/types';

/** One message: blocks, and the text that notifications and screen readers get instead of them. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
}
