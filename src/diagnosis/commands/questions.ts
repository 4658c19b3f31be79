import type { CommandId } from '../../model/command.ts';
import { type Fill, withFlow } from './fill.ts';

/** What people are asked, ready to post. */
export const QUESTIONS = {
  'question-change': () =>
    'When did it start, and what was changed just before: a link, a route, a switch, a balancer, or a failover?',
  'question-who': withFlow(
    (_, client, server) =>
      `Who cannot reach ${server}: always the same people, or everybody now and then? Who beside ${client} can?`,
  ),
  'question-what-works': withFlow(
    (_, client, server) => `From ${client}: does a ping to ${server} answer, and does anything over UDP work?`,
  ),
  'question-fixed': () => 'Was anything fixed already? When did that go in?',
} as const satisfies Partial<Record<CommandId, Fill>>;
