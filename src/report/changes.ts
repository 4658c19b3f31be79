import type { PatternLedger } from '../model/diagnosis.ts';
import type { Finding } from '../model/finding.ts';
import type { Triage } from '../model/triage.ts';
import { findingSentence } from '../patterns/words.ts';
import { BAND_WORDS, CHECK_MARKS, count, flowSentence, STEP_MARKS } from './sentences.ts';
import { reasonAlone } from './story.ts';

/**
 * What is different between two diagnoses of one case, in sentences; empty when nothing that matters is. `brief`: the
 * whole diagnosis is told beside it, so only what that does not say.
 */
export function changesBetween(before: Triage, after: Triage, brief = false): readonly string[] {
  const first = [...verdictChange(before, after), ...flowChange(before, after), ...evidenceChange(before, after)];
  if (brief) return [...first, ...checklistChanges(before, after)];
  const steps = stepChanges(before, after);
  return [
    ...first,
    ...steps,
    ...bandChanges(before, after),
    ...findingChanges(before, after, steps),
    ...checklistChanges(before, after),
  ];
}

function verdictChange({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  if (former.verdict === now.verdict && former.rootCause === now.rootCause && former.headline === now.headline)
    return [];
  return [`Before, the answer was “${former.headline}”.`];
}

function flowChange(before: Triage, after: Triage): readonly string[] {
  const [former, now] = [flowSentence(before), flowSentence(after)];
  return former === now ? [] : [after.flow === null ? now : `The conversation is now ${now}.`];
}

/** A live run brings a hundred. */
const SOURCES_NAMED = 6;

function evidenceChange(before: Triage, after: Triage): readonly string[] {
  const known = new Set(before.evidence.map(({ source }) => source));
  const added = after.evidence.filter(({ source }) => !known.has(source));
  const sources = [...new Set(added.map(({ source }) => source))];
  const further = sources.length - SOURCES_NAMED;
  const named = further <= 0 ? sources.join(', ') : `${sources.slice(0, SOURCES_NAMED).join(', ')} and ${further} more`;
  return added.length === 0 ? [] : [`${count(added.length, 'new piece')} of evidence: ${named}.`];
}

function stepChanges({ diagnosis: former }: Triage, { diagnosis: now }: Triage): readonly string[] {
  return now.steps.flatMap((step) => {
    const old = former.steps.find(({ id }) => id === step.id);
    if (old === undefined || old.state === step.state) return [];
    return [`${step.title} ${STEP_MARKS[old.state]} → ${STEP_MARKS[step.state]} ${step.says}`];
  });
}

/** More causes than these that fell out at once are told by their number. */
const CAUSES_AT_MOST = 3;

function bandChanges({ diagnosis: former }: Triage, after: Triage): readonly string[] {
  const { patterns, rootCause, headline } = after.diagnosis;
  const told = patterns.flatMap((ledger) => {
    const old = former.patterns.find(({ id }) => id === ledger.id);
    if (old === undefined || old.band === ledger.band || (isOpen(old) && isOpen(ledger))) return [];
    // The headline says it.
    if (ledger.id === rootCause && headline !== former.headline) return [];
    return [`${ledger.title}: ${BAND_WORDS[old.band]} → ${BAND_WORDS[ledger.band]}${reason(ledger, after.findings)}.`];
  });
  const rest = told.length - CAUSES_AT_MOST;
  return rest > 1 ? [...told.slice(0, CAUSES_AT_MOST), `The standing of ${rest} more causes changed.`] : told;
}

/** Not decided either way; such causes come and go with every paste. */
function isOpen({ band }: PatternLedger): boolean {
  return band === 'possible' || band === 'not-assessed';
}

function reason({ band, against }: PatternLedger, findings: readonly Finding[]): string {
  const line = band === 'ruled-out' ? against.find(({ role }) => role === 'rules-out') : undefined;
  if (line === undefined) return '';
  const finding = findings.find(({ id }) => id === line.finding);
  const because = finding === undefined ? line.because : reasonAlone(line.because, findingSentence(finding));
  return `. ${because.replace(/\.$/, '')}`;
}

/** More than these are in the whole diagnosis; a reply that nobody reads to its end tells nothing. */
const FOUND_AT_MOST = 6;

/**
 * What was found anew and the steps do not tell, in full; what was looked for and is not there, by its number only. Numbers of findings move
 * with every new one, so findings are matched by what they speak of.
 */
function findingChanges(before: Triage, after: Triage, steps: readonly string[]): readonly string[] {
  const key = ({ code, observers, direction }: Finding): string => JSON.stringify([code, observers, direction]);
  const former = new Map(before.findings.map((finding) => [key(finding), finding]));
  const moved = after.findings.filter((finding) => former.get(key(finding))?.reading !== finding.reading);
  const isTold = (finding: Finding): boolean => steps.some((says) => says.endsWith(findingSentence(finding)));
  const seen = moved.filter((finding) => finding.reading === 'seen' && !isTold(finding));
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
