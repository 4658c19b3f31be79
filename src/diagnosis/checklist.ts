import type { ChecklistItem, ChecklistState } from '../model/checklist.ts';
import type { Finding } from '../model/finding.ts';
import type { ChecklistTemplate, Expectation, Pattern } from '../model/pattern.ts';
import { timeText } from '../model/place.ts';
import type { CheckId, Validation } from '../model/validation.ts';
import { findingSentence } from '../patterns/words.ts';
import type { CaseFacts } from './case-facts.ts';
import { signSentence } from './check-words.ts';
import { commandText } from './commands.ts';
import { judge, NOTHING_SAID, type Statement, type Verdict } from './judge.ts';

/** What a checklist is made from: a pattern, or any fix of a cause that nobody named. */
export type Checked = Pick<Pattern, 'axis' | 'checklist'>;

/**
 * The validation checklist of the leading cause, each item judged by the evidence of its time: what stands before the
 * change by what was shown before the fix, everything else only by what was shown since. The newest word of each device
 * counts, so that an item reopens when a later reading contradicts the one that passed it.
 */
export function checklistOf(
  pattern: Checked | null,
  validation: Validation,
  facts: CaseFacts,
): readonly ChecklistItem[] {
  const isControl = pattern?.axis === 'control';
  const since = isControl ? facts : { ...facts, sessionId: newSessionId(validation) };
  return (pattern?.checklist ?? []).map((template) => ({
    id: template.id,
    stage: template.stage,
    action: template.action,
    command:
      template.command === null ? null : commandText(template.command, template.stage === 'after' ? since : facts),
    expect: template.expect,
    ...verdictOn(template, validation, isControl),
  }));
}

/** Checks of what formed before the fix; whatever becomes of it, the path may be right. */
const OF_OLD_SESSIONS: ReadonlySet<CheckId> = new Set(['old-session-gone', 'stale-flows']);

/** How many items fail since the fix: for the path itself, and for sessions of before. */
export function failuresOf(
  templates: readonly ChecklistTemplate[],
  validation: Validation,
): { readonly path: number; readonly old: number } {
  const failing = templates.filter(
    (template) => template.stage !== 'before' && verdictOn(template, validation, false).state === 'failed',
  );
  const old = failing.filter(
    ({ passes }) => passes !== null && 'check' in passes && OF_OLD_SESSIONS.has(passes.check),
  ).length;
  return { path: failing.length - old, old };
}

/** What the readings since the fix say of one check, and since when it fails after it had held. */
export function checkedSince(
  check: CheckId,
  validation: Validation,
): { readonly state: ChecklistState; readonly failsAgainAt: string | null } {
  const { state, decidedAt } = judge(statementsOn({ check }, 'after', validation));
  const held = validation.signs.some((sign) => sign.check === check && sign.holds === true);
  return { state, failsAgainAt: state === 'failed' && held ? decidedAt : null };
}

/** The latest session that formed after the fix: what is asked for then is no longer the one that was broken. */
function newSessionId({ signs }: Validation): number | null {
  const latest = signs
    .filter(({ check, holds }) => check === 'new-session' && holds === true)
    .map(({ at, values }) => ({ at: at ?? '', id: values.sessionId }))
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : Number(one.id) - Number(other.id)))
    .at(-1)?.id;
  return typeof latest === 'number' ? latest : null;
}

function verdictOn(template: ChecklistTemplate, validation: Validation, needsNoFix: boolean): Verdict {
  const { passes, stage } = template;
  if (passes === null) return NOTHING_SAID;
  const verdict = judge(statementsOn(passes, stage, validation));
  if (verdict.state !== 'open' || verdict.why !== null) return verdict;
  return { ...verdict, why: needsNoFix ? null : silence(stage, validation) };
}

function statementsOn(
  passes: Expectation,
  stage: ChecklistTemplate['stage'],
  { signs, before, moments, after }: Validation,
): readonly Statement[] {
  if ('check' in passes) {
    return signs
      .filter(({ check }) => check === passes.check)
      .map((sign) => ({ ...sign, says: signSentence(sign), citations: sign.citations }));
  }
  const said = (findings: readonly Finding[], at: string | null): readonly Statement[] =>
    findings
      .filter(({ code, reading }) => code === passes.finding && reading !== 'could-not-tell')
      .map((finding) => ({
        observer: finding.observers.join(' + '),
        holds: finding.reading === passes.reading,
        at,
        says: findingSentence(finding),
        citations: finding.citations,
      }));
  if (stage === 'before') return said(before, null);
  const apart = moments.flatMap(({ at, findings }) => said(findings, at));
  // What no single moment shows, several may show together: two readings of a counter, a capture and a table.
  return apart.length > 0 ? apart : said(after, moments.at(-1)?.at ?? null);
}

/** Why no evidence speaks of an item that evidence could settle. */
function silence(stage: ChecklistTemplate['stage'], { fixedAt, moments, untimed }: Validation): string | null {
  if (stage === 'before') {
    return fixedAt === null ? null : `Nothing is known to have shown this before the fix (${timeText(fixedAt)}).`;
  }
  if (fixedAt === null) return 'Nobody has said when the fix went in, so nothing counts as shown after it.';
  if (moments.length > 0) return `Nothing that was shown since the fix (${timeText(fixedAt)}) speaks of this yet.`;
  return untimed > 0
    ? `Nothing is known to have been shown after the fix (${timeText(fixedAt)}): the evidence has no time of its own.`
    : `Nothing has been shown since the fix (${timeText(fixedAt)}).`;
}
