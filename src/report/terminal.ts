import type { StepState, Verdict } from '../model/diagnosis.ts';
import type { Triage } from '../model/triage.ts';
import type { Paint } from './paint.ts';
import { BAND_WORDS, leadWords, MARK_LEGEND, STEP_MARKS } from './sentences.ts';
import { type Sheet, sheet } from './sheet.ts';
import { type ProofTold, type Quoted, type Story, tellStory } from './story.ts';
import { putBlastRadius } from './terminal-blast.ts';
import { putCautions, putChecklist, putDoNot, putEvidence, putFix, putNext } from './terminal-plan.ts';

/**
 * A triage as text for a terminal, what matters at once in the first ten lines. Device text is made printable, so it
 * cannot command the terminal. `width` in columns; quotes and commands are never wrapped. Ends with a line end.
 */
export function renderTerminal(triage: Triage, options: { readonly colour: boolean; readonly width: number }): string {
  const story = tellStory(triage);
  const page = sheet(options);
  putTop(page, story, triage.diagnosis.verdict);
  putSteps(page, story);
  putCause(page, story);
  putBlastRadius(page, triage);
  putNext(page, story.next);
  putDoNot(page, triage.diagnosis.doNot);
  putFix(page, triage.diagnosis.fix);
  putChecklist(page, triage.diagnosis.checklist);
  putEvidence(page, triage.evidence);
  putCautions(page, triage.diagnosis.cautions);
  return page.toString();
}

function putTop(page: Sheet, story: Story, verdict: Verdict): void {
  const colour = { asymmetric: 'red', healthy: 'green', inconclusive: 'yellow', 'not-asymmetric': 'cyan' } as const;
  page.text('', story.headline, page.paint[colour[verdict]]);
  page.text('', story.flow, page.paint.bold);
  if (story.summary !== '') page.text('', story.summary);
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

function putCause(page: Sheet, story: Story): void {
  const { cause } = story;
  if (cause === null) {
    putKnown(page, story);
  } else {
    page.heading(
      `${leadWords(cause.band).toUpperCase()}: ${cause.title}`,
      `${BAND_WORDS[cause.band]}, ${cause.bits} bits, ${cause.id}`,
    );
    const shown = new Set<string>();
    for (const proof of cause.for) putProof(page, proof, page.paint.red, shown);
    for (const proof of cause.against) putProof(page, proof, page.paint.green, shown);
    for (const sentence of cause.holdsBack) page.text('  not higher: ', sentence);
    for (const sentence of cause.missing) page.text('  missing: ', sentence, page.paint.plain, page.paint.yellow);
  }
  putRivals(page, story);
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
  page.text('      ', proof.because, page.paint.dim);
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
  if (story.rivals.length > 0) {
    page.heading('OTHER CAUSES');
    const widest = Math.max(...story.rivals.map((rival) => BAND_WORDS[rival.band].length));
    for (const rival of story.rivals) {
      const why = rival.because === null ? '' : `: ${rival.because}`;
      page.text(`  ${BAND_WORDS[rival.band].padEnd(widest)}  `, `${rival.causes.map(({ id }) => id).join(', ')}${why}`);
    }
  }
  if (story.notAssessed.length > 0)
    page.text('  not assessed: ', story.notAssessed.join(', '), page.paint.dim, page.paint.dim);
}
