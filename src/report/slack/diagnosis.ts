import type { KnownBlock, RichTextBlockElement, RichTextSection } from '@slack/types';
import type { NextTest } from '../../model/diagnosis.ts';
import type { DoNot, Remedy } from '../../model/pattern.ts';
import { type BlastTold, tellBlastRadius } from '../blast-chart.ts';
import { askText, BAND_WORDS, leadWords, MARK_LEGEND, namesText, notAssessedText, RISK_WORDS } from '../sentences.ts';
import { type CauseTold, type ProofTold, type Quoted, type StepTold, type Story, tellStory } from '../story.ts';
import { account } from './account.ts';
import type { CaseView } from './case-view.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, context, header, italic, marked, preformatted, rich, section } from './rich.ts';

/**
 * The whole diagnosis, in the order in which it is needed: the answer and what to mind, the proof, what to do and what
 * not to try, then the five steps, the other causes and the account of evidence. Several messages when one cannot hold it; none without a diagnosis.
 */
export function diagnosisMessages({ case: about, triage }: CaseView): readonly SlackMessage[] {
  if (triage === null) return [];
  const story = tellStory(triage);
  const { diagnosis } = triage;
  const blocks: readonly KnownBlock[] = [
    header(story.headline),
    rich([section(bold(story.flow)), section(`\n${story.summary}`)]),
    ...part('Mind', list(story.cautions)),
    ...(story.cause === null ? known(story) : cause(leadWords(story.cause.band), story.cause)),
    ...story.also.flatMap((second) => cause('Second fault', second)),
    ...part('Blast radius', blastRadius(tellBlastRadius(triage))),
    ...part('Next', story.next.flatMap(nextTest)),
    ...part('Fix, best first', diagnosis.fix.flatMap(remedy)),
    ...part('Do not try', doNot(diagnosis.doNot)),
    header('Steps'),
    rich(story.steps.flatMap((one) => step(one, quotedAbove(story)))),
    context(MARK_LEGEND),
    ...rivals(story),
    ...part('Evidence', account(triage.evidence)),
  ];
  return pack(blocks, `${about.id}: ${story.headline}`);
}

function part(title: string, elements: readonly RichTextBlockElement[]): readonly KnownBlock[] {
  return elements.length === 0 ? [] : [header(title), rich(elements)];
}

function list(sentences: readonly string[]): readonly RichTextBlockElement[] {
  return sentences.length === 0 ? [] : [bullets(sentences.map((sentence) => section(sentence)))];
}

/** A step with the lines that show it, unless they stand in the proof already. */
function step(
  { mark, number, title, says, findings }: StepTold,
  above: ReadonlySet<string>,
): readonly RichTextBlockElement[] {
  const quotes = findings.filter(({ reading }) => reading === 'seen').flatMap((finding) => finding.quotes);
  return [
    section(bold(`${mark} ${number}. ${title} `), says),
    ...quoted(quotes.filter(({ place }) => !above.has(place))),
  ];
}

function quotedAbove({ cause: first, also }: Story): ReadonlySet<string> {
  const causes = first === null ? also : [first, ...also];
  const proofs = causes.flatMap((told) => [...told.for, ...told.against]);
  return new Set(proofs.flatMap(({ quotes }) => quotes.map(({ place }) => place)));
}

/** The person's own lines, each once, with where they stand. */
export function quoted(quotes: readonly Quoted[]): readonly RichTextBlockElement[] {
  const lines = [...new Set(quotes.map(({ place, text }) => `${place}\n  ${text}`))];
  return lines.length === 0 ? [] : [preformatted(lines.join('\n'))];
}

function known(story: Story): readonly KnownBlock[] {
  const told = story.steps.flatMap(({ findings }) => findings).filter(({ reading }) => reading !== 'could-not-tell');
  return part('What is known', list([...new Set(told.map(({ says }) => says))]));
}

function cause(leads: string, told: CauseTold): readonly KnownBlock[] {
  return [
    header(`${leads}: ${told.title}`),
    rich([
      section(bold(BAND_WORDS[told.band]), ` · ${told.bits} bits · `, code(told.id)),
      ...proofs('For', told.for),
      ...proofs('Against', told.against),
      ...titled('Why not higher', told.holdsBack),
      ...titled('Still missing', told.missing),
    ]),
  ];
}

function proofs(title: string, lines: readonly ProofTold[]): readonly RichTextBlockElement[] {
  if (lines.length === 0) return [];
  return [section(bold(title)), ...lines.flatMap((line) => [bullets([proof(line)]), ...quoted(line.quotes)])];
}

/** What a finding says, how much it weighs, and why it does. */
export function proof({ weight, says, because }: ProofTold): RichTextSection {
  return section(bold(`${weight} `), says, ...(because === '' ? [] : [' ', italic(because)]));
}

function titled(title: string, sentences: readonly string[]): readonly RichTextBlockElement[] {
  return sentences.length === 0 ? [] : [section(bold(title)), ...list(sentences)];
}

function rivals({ rivals: told, notAssessed }: Story): readonly KnownBlock[] {
  const lines = told.map(({ band, causes, more, because }) =>
    section(
      bold(`${BAND_WORDS[band]}: `),
      namesText(
        causes.map(({ title }) => title),
        more,
      ),
      because === null ? '' : `. ${because}`,
    ),
  );
  const rest = notAssessed.length === 0 ? [] : [section(bold('not assessed: '), notAssessedText(notAssessed))];
  return part('Other causes', lines.length + rest.length === 0 ? [] : [bullets([...lines, ...rest])]);
}

/** Which of many flows are half-open, with a chart in a box. */
function blastRadius(told: BlastTold | null): readonly RichTextBlockElement[] {
  if (told === null) return [];
  return [
    section(bold(`${told.counts}. `), told.sentences[0] ?? ''),
    ...list([...told.sentences.slice(1), ...told.limits]),
    ...told.charts.map(({ title, lines }) => preformatted([title, ...lines.map((line) => `  ${line}`)].join('\n'))),
  ];
}

/** A test with its command alone in a box, ready to copy. */
export function nextTest(test: NextTest): readonly RichTextBlockElement[] {
  return [section(...marked(askText(test))), preformatted(test.command)];
}

/** What not to try, each with its reason. */
export function doNot(entries: readonly DoNot[]): readonly RichTextBlockElement[] {
  return entries.length === 0
    ? []
    : [bullets(entries.map(({ action, because }) => section(...marked(`${action}. `, bold), ...marked(because))))];
}

function remedy({ action, where, risk, riskWhy, rollback }: Remedy, index: number): readonly RichTextBlockElement[] {
  return [
    section(...marked(`${index + 1}. ${action}`, bold)),
    bullets([
      section(bold('Where: '), where),
      section(bold(`${RISK_WORDS[risk]}: `), riskWhy),
      section(bold('Undo: '), ...marked(rollback)),
    ]),
  ];
}
