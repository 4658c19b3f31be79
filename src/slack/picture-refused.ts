import { message, rich, section } from '../report/slack/rich.ts';
import type { OutboxRow } from '../store/outbox.ts';
import type { Db } from '../store/schema.ts';
import { todoFor } from './api-failure.ts';
import { type LetterOf, PICTURE_SLOTS, reply } from './letter.ts';

/** A picture that Slack did not take is told in words; why, only with the first of a case. The letter is marked failed already. */
export async function insteadOfPicture(
  tx: Db,
  row: OutboxRow,
  { channel, thread, twin, teller }: LetterOf<'picture'>,
  error: string,
  now: number,
): Promise<void> {
  const told = (await hasFailedBefore(tx, row)) ? [twin] : [whyInWords(error), twin];
  await reply(tx, { caseId: row.caseId, channel, thread }, told, teller, now);
}

async function hasFailedBefore(tx: Db, { id, caseId }: OutboxRow): Promise<boolean> {
  const earlier = await tx
    .selectFrom('outbox')
    .select('id')
    .where('case_id', '=', caseId)
    .where('slot', 'like', `${PICTURE_SLOTS}%`)
    .where('state', '=', 'failed')
    .where('id', '!=', id)
    .executeTakeFirst();
  return earlier !== undefined;
}

function whyInWords(error: string) {
  const says = `Pictures cannot be posted here (${error}), so they are told in words.`;
  return message(says, [rich([section(`${says} ${todoFor(error)}`)])]);
}
