import type { Diagnosis, StepState } from '../model/diagnosis.ts';
import type { Triage } from '../model/triage.ts';
import { firstAction, leaveAlone } from './at-a-glance.ts';
import type { Paint } from './paint.ts';
import { BAND_WORDS, leadWords, MARK_LEGEND, namesText, notAssessedText, STEP_MARKS } from './sentences.ts';
import { type Sheet, sheet } from './sheet.ts';
import { type CauseTold, type ProofTold, type Quoted, type Story, tellStory } from './story.ts';
import { putBlastRadius } from './terminal-blast.ts';
import { putCautions, putChecklist, putDoNot, putEvidence, putFix, putNext } from './terminal-plan.ts';

/**
 * A triage as text for a terminal, what matters at once in the first ten lines. Device text is made printable, so it
 * cannot command the terminal. `width` in columns; quotes and commands are never wrapped. Ends with a line end.
 */
export function renderTerminal(triage: Triage, options: { readonly colour: boolean; readonly width: number }): string {
  const story = tellStory(triage);
  const page = sheet(options);
  putTop(page, story, triage);
  putSteps(page, story);
  putCauses(page, story);
  putBlastRadius(page, triage);
  putNext(page, story.next);
  putFix(page, triage.diagnosis.fix);
  putDoNot(page, triage.diagnosis.doNot);
  putChecklist(page, triage.diagnosis.checklist);
  putRivals(page, story);
  putEvidence(page, triage.evidence);
  return page.toString();
}

/** The first screen: the answer, what to do, what to leave, and what to mind before either. */
function putTop(page: Sheet, story: Story, { diagnosis }: Triage): void {
  page.text('', story.headline, page.paint[colourOf(diagnosis)]);
  page.text('', story.flow, page.paint.bold);
  if (story.summary !== '') page.text('', story.summary);
  const next = firstAction(diagnosis, diagnosis.since !== null);
  const leave = leaveAlone(diagnosis);
  if (next !== null) page.text('Do next: ', next, page.paint.plain, page.paint.bold);
  if (leave !== null) page.text('Do not:  ', leave, page.paint.plain, page.paint.bold);
  putCautions(page, story.cautions);
}

function colourOf({ verdict, since }: Diagnosis): 'red' | 'green' | 'yellow' | 'cyan' {
  const colours = { asymmetric: 'red', healthy: 'green', inconclusive: 'yellow', 'not-asymmetric': 'cyan' } as const;
  if (since === null || since.state === 'not-shown') return colours[verdict];
  return ({ works: 'green', 'in-part': 'yellow', 'still-broken': 'red' } as const)[since.state];
}

function putSteps(page: Sheet, story: Story): void {
  page.gap();
  const widest = Math.max(0, ...story.steps.map((step) => step.title.length));
  for (const step of story.steps) {
    const lead = `${STEP_MARKS[step.state]} ${step.number} ${step.title.padEnd(widest)}  `;
    page.text(
      lead,
      step.says,
      step.state === 'missing' ? page.paint.dim : page.paint.plain,
      stepStyle(page.paint, step.state),
    );
  }
  page.text('  ', MARK_LEGEND, page.paint.dim);
}

function stepStyle(paint: Paint, state: StepState): Paint['plain'] {
  if (state === 'confirmed') return paint.red;
  if (state === 'refuted') return paint.green;
  return state === 'missing' ? paint.dim : paint.yellow;
}

function putCauses(page: Sheet, story: Story): void {
  const shown = new Set<string>();
  if (story.cause === null) putKnown(page, story);
  else putCause(page, leadWords(story.cause.band), story.cause, shown);
  for (const second of story.also) putCause(page, 'Second fault', second, shown);
}

/** `shown` are the quotes that stand above already. */
function putCause(page: Sheet, leads: string, cause: CauseTold, shown: Set<string>): void {
  page.heading(`${leads.toUpperCase()}: ${cause.title}`, `${BAND_WORDS[cause.band]}, ${cause.bits} bits, ${cause.id}`);
  for (const proof of cause.for) putProof(page, proof, page.paint.red, shown);
  for (const proof of cause.against) putProof(page, proof, page.paint.green, shown);
  for (const sentence of cause.holdsBack) page.text('  not higher: ', sentence);
  for (const sentence of cause.missing) page.text('  missing: ', sentence, page.paint.plain, page.paint.yellow);
}

function putKnown(page: Sheet, story: Story): void {
  const known = story.steps.flatMap((step) => step.findings).filter(({ reading }) => reading !== 'could-not-tell');
  if (known.length === 0) return;
  page.heading('WHAT IS KNOWN');
  const shown = new Set<string>();
  for (const finding of known) {
    page.text('  ', finding.says);
    putQuotes(page, finding.quotes, shown);
  }
}

function putProof(page: Sheet, proof: ProofTold, style: Paint['plain'], shown: Set<string>): void {
  page.text(`  ${proof.weight.padEnd(3)} `, proof.says, page.paint.plain, style);
  if (proof.because !== '') page.text('      ', proof.because, page.paint.dim);
  putQuotes(page, proof.quotes, shown);
}

/** The person's own line under the claim that rests on it; a line that already stands above is only pointed at. */
function putQuotes(page: Sheet, quotes: readonly Quoted[], shown: Set<string>): void {
  for (const { place, text } of quotes) {
    const key = JSON.stringify([place, text]);
    page.whole('      ', shown.has(key) ? `${place} (above)` : place, page.paint.cyan);
    if (!shown.has(key)) page.whole('      │ ', text, page.paint.bold);
    shown.add(key);
  }
}

function putRivals(page: Sheet, story: Story): void {
  if (story.rivals.length + story.notAssessed.length === 0) return;
  page.heading('OTHER CAUSES');
  const widest = Math.max(...story.rivals.map((rival) => BAND_WORDS[rival.band].length), 0);
  for (const { band, causes, more, because } of story.rivals) {
    const names = namesText(
      causes.map(({ title }) => title),
      more,
    );
    page.text(`  ${BAND_WORDS[band].padEnd(widest)}  `, because === null ? names : `${names}: ${because}`);
  }
  if (story.notAssessed.length > 0)
    page.text('  not assessed: ', notAssessedText(story.notAssessed), page.paint.dim, page.paint.dim);
}
