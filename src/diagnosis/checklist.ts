import type { ChecklistItem, ChecklistState } from '../model/checklist.ts';
import type { Finding } from '../model/finding.ts';
import type { ChecklistTemplate, Pattern } from '../model/pattern.ts';
import type { CaseFacts } from './case-facts.ts';
import { commandText } from './commands.ts';

/**
 * The validation checklist of the leading cause. An item ticks itself only from `after`: findings that rest on evidence
 * taken after the fix; what was seen before it proves nothing about it.
 */
export function checklistOf(
  pattern: Pattern | null,
  after: readonly Finding[],
  facts: CaseFacts,
): readonly ChecklistItem[] {
  return (pattern?.checklist ?? []).map((template) => {
    const { state, evidence } = judge(template, after);
    return {
      id: template.id,
      stage: template.stage,
      action: template.action,
      command: template.command === null ? null : commandText(template.command, facts),
      expect: template.expect,
      state,
      evidence,
    };
  });
}

function judge(
  template: ChecklistTemplate,
  after: readonly Finding[],
): Pick<ChecklistItem, 'evidence'> & { state: ChecklistState } {
  const { passes } = template;
  const decided = after.filter((finding) => finding.code === passes?.finding && finding.reading !== 'could-not-tell');
  const failing = decided.filter((finding) => finding.reading !== passes?.reading);
  if (failing.length > 0) return { state: 'failed', evidence: failing.flatMap((finding) => finding.citations) };
  if (decided.length > 0) return { state: 'passed', evidence: decided.flatMap((finding) => finding.citations) };
  return { state: 'open', evidence: [] };
}
