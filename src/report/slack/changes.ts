import type { Triage } from '../../model/triage.ts';
import { changesBetween } from '../changes.ts';
import { askText } from '../sentences.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, preformatted, rich, section } from './rich.ts';

/**
 * The reply to new evidence: what changed since the diagnosis before (`before` null: the first one), and the test to
 * do next. Short; the whole stands in the diagnosis, and when that is told beside it (`brief`) this is shorter still.
 */
export function changesMessages(
  caseId: string,
  before: Triage | null,
  after: Triage,
  brief = false,
): readonly SlackMessage[] {
  const { headline, summary, nextTests } = after.diagnosis;
  const sentences = before === null ? [summary] : changesBetween(before, after, brief);
  const [next] = nextTests;
  const told = rich([
    section(bold(headline)),
    ...(sentences.length === 0
      ? [section('This adds nothing that changes the diagnosis.')]
      : [bullets(sentences.map((sentence) => section(sentence)))]),
    ...(next === undefined || brief ? [] : [section(bold('Next: '), askText(next)), preformatted(next.command)]),
  ]);
  return pack([told], `${caseId}: ${headline}`);
}
