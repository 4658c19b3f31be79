import type { Case } from '../../model/case.ts';
import type { SlackMessage } from '../../report/slack/message.ts';
import { openingMessage } from '../../report/slack/notes.ts';
import type { Bot } from '../plan.ts';

/** What to hand in first: what a diagnosis of nothing asks for. */
export function openingOf(bot: Bot, about: Case): SlackMessage {
  const { flow, symptoms, fixedAt } = about;
  return openingMessage(about, bot.triage({ raw: [], flow, symptoms, fixedAt }).diagnosis, bot.live !== null);
}
