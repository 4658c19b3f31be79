import type { PatternLedger } from '../model/diagnosis.ts';
import type { Finding } from '../model/finding.ts';
import type { Triage } from '../model/triage.ts';
import { findingSentence } from '../patterns/words.ts';
import { BAND_WORDS, CHECK_MARKS, count, flowSentence, STEP_MARKS } from './sentences.ts';

/** What is different between two diagnoses of one case, in sentences; empty when nothing that matters is. */
export function changesBetween(before: Triage, after: Triage): readonly string[] {
  return [
    ...verdictChange(before, after),
    ...flowChange(before, after),
    ...evidenceChange(before, after),
    ...stepChanges(before, after),
    ...bandChanges(before, after),
    ...findingChanges(before, after),
    ...checklistChanges(before, after),
  ];
}

function verdictChange({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  if (former.verdict === now.verdict && former.rootCause === now.rootCause && former.headline === now.headline)
    return [];
  return [`The answer was “${former.headline}” and is now “${now.headline}”.`];
}

function flowChange(before: Triage, after: Triage): readonly string[] {
  const [former, now] = [flowSentence(before), flowSentence(after)];
  return former === now ? [] : [after.flow === null ? now : `The conversation is now ${now}.`];
}

function evidenceChange(before: Triage, after: Triage): readonly string[] {
  const known = new Set(before.evidence.map(({ source }) => source));
  const added = after.evidence.filter(({ source }) => !known.has(source));
  const sources = [...new Set(added.map(({ source }) => source))];
  return added.length === 0 ? [] : [`${count(added.length, 'new piece')} of evidence: ${sources.join(', ')}.`];
}

function stepChanges({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  return now.steps.flatMap((step) => {
    const old = former.steps.find(({ id }) => id === step.id);
    if (old === undefined || old.state === step.state) return [];
    return [`${step.title} ${STEP_MARKS[old.state]} → ${STEP_MARKS[step.state]} ${step.says}`];
  });
}

function bandChanges({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  return now.patterns.flatMap((ledger) => {
    const old = former.patterns.find(({ id }) => id === ledger.id);
    if (old === undefined || old.band === ledger.band || (isOpen(old) && isOpen(ledger))) return [];
    return [`${ledger.title}: ${BAND_WORDS[old.band]} → ${BAND_WORDS[ledger.band]}${reason(ledger)}.`];
  });
}

/** Not decided either way; such causes come and go with every paste. */
function isOpen({ band }: PatternLedger): boolean {
  return band === 'possible' || band === 'not-assessed';
}

function reason(ledger: PatternLedger): string {
  const line = ledger.band === 'ruled-out' ? ledger.against.find(({ role }) => role === 'rules-out') : undefined;
  return line === undefined ? '' : `, for ${line.because.replace(/\.$/, '')}`;
}

/** More than these are in the whole diagnosis; a reply that nobody reads to its end tells nothing. */
const FOUND_AT_MOST = 6;

/**
 * What was found anew, in full; what was looked for and is not there, by its number only. Numbers of findings move
 * with every new one, so findings are matched by what they speak of.
 */
function findingChanges(before: Triage, after: Triage): readonly string[] {
  const key = ({ code, observers, direction }: Finding): string => JSON.stringify([code, observers, direction]);
  const former = new Map(before.findings.map((finding) => [key(finding), finding]));
  const moved = after.findings.filter((finding) => former.get(key(finding))?.reading !== finding.reading);
  const seen = moved.filter(({ reading }) => reading === 'seen');
  const rest = seen.length - FOUND_AT_MOST;
  const absent = moved.filter(({ reading }) => reading === 'not-seen').length;
  return [
    ...seen.slice(0, FOUND_AT_MOST).map((finding) => `Found: ${findingSentence(finding)}`),
    ...(rest > 0 ? [`Found as well: ${count(rest, 'more sign')}.`] : []),
    ...(absent > 0 ? [`Looked for and not there: ${count(absent, 'more sign')}.`] : []),
  ];
}

function checklistChanges({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  return now.checklist.flatMap((item) => {
    const old = former.checklist.find(({ id }) => id === item.id)?.state ?? 'open';
    if (old === item.state) return [];
    const why = item.why === null ? '' : ` ${item.why}`;
    return [`Checklist: ${CHECK_MARKS[old]} → ${CHECK_MARKS[item.state]} ${item.action}.${why}`];
  });
}
