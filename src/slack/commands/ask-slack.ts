import type { Case } from '../../model/case.ts';
import { type ApiFailure, readFailure, todoFor } from '../api-failure.ts';
import type { Bot } from '../plan.ts';

/** Slack allows a hundred such questions a minute, from everybody together (tier 4). */
const CHANNELS_AT_MOST = 40;
/** The newest cases get a link; people wait while Slack is asked, one after another. */
const LINKS_AT_MOST = 40;

/**
 * The channels, of the first forty given, that a person is in at this moment. One that Slack does not answer for
 * counts as one that they are not in.
 */
export async function channelsOf(bot: Bot, user: string, channels: readonly string[]): Promise<ReadonlySet<string>> {
  const mine = new Set<string>();
  await askEach(bot, channels.slice(0, CHANNELS_AT_MOST), async (channel) => {
    if (await bot.api.isMember(channel, user)) mine.add(channel);
  });
  return mine;
}

/**
 * The addresses of the threads of cases, of the first forty given, by case id. A case without one has no thread yet, or
 * Slack did not say.
 */
export async function linksTo(bot: Bot, cases: readonly Case[]): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  await askEach(bot, cases.slice(0, LINKS_AT_MOST), async ({ id, channel, thread }) => {
    const link = thread === null ? null : await bot.api.permalink(channel, thread);
    if (link !== null) links.set(id, link);
  });
  return links;
}

/** Asks for one after another. A refusal is one item's own; when Slack asks to wait or is silent, the rest is not asked. */
async function askEach<Item>(bot: Bot, items: readonly Item[], ask: (item: Item) => Promise<void>): Promise<void> {
  for (const item of items) {
    try {
      await ask(item);
    } catch (error) {
      const failure = readFailure(error);
      const why = failure.kind === 'limited' ? 'ratelimited' : failure.error;
      bot.log.warn({ error: why, todo: todoFor(why) }, 'Slack did not answer a question for a handoff');
      if (endsAsking(failure)) return;
    }
  }
}

function endsAsking(failure: ApiFailure): boolean {
  return failure.kind === 'limited' || failure.error === 'no_answer';
}
