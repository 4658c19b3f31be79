import type { Triage } from '../../model/triage.ts';
import { changesBetween } from '../changes.ts';
import { askText } from '../sentences.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, preformatted, rich, section } from './rich.ts';

/**
 * The reply to new evidence: what changed since the diagnosis before (`before` null: the first one), and the test to
 * do next. Short; the whole stands in the diagnosis.
 */
export function changesMessages(caseId: string, before: Triage | null, after: Triage): readonly SlackMessage[] {
  const { headline, summary, nextTests } = after.diagnosis;
  const sentences = before === null ? [summary] : changesBetween(before, after);
  const [next] = nextTests;
  const told = rich([
    section(bold(headline)),
    ...(sentences.length === 0
      ? [section('This adds nothing that changes the diagnosis.')]
      : [bullets(sentences.map((sentence) => section(sentence)))]),
    ...(next === undefined ? [] : [section(bold('Next: '), askText(next)), preformatted(next.command)]),
  ]);
  return pack([told], `${caseId}: ${headline}`);
}
