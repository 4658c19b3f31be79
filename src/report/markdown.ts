import type { ChecklistItem } from '../model/checklist.ts';
import type { NextTest } from '../model/diagnosis.ts';
import type { Evidence } from '../model/evidence.ts';
import type { DoNot, Remedy } from '../model/pattern.ts';
import type { Triage } from '../model/triage.ts';
import { firstAction, leaveAlone } from './at-a-glance.ts';
import { tellBlastRadius } from './blast-chart.ts';
import { STAGES, whyAllOpen } from './checklist-state.ts';
import { codeBlock, inline, tableRow } from './markdown-text.ts';
import {
  askText,
  BAND_WORDS,
  commandLines,
  leadWords,
  MARK_LEGEND,
  namesText,
  notAssessedText,
  placeText,
  RISK_WORDS,
  rangesText,
} from './sentences.ts';
import { type CauseTold, type ProofTold, type Quoted, type Story, tellStory } from './story.ts';

type Lines = readonly string[];

const CHECKBOX = { open: '[ ]', passed: '[x]', failed: '[ ] failed:', waived: '[x] waived:' } as const;

/**
 * A triage as GitHub-flavoured Markdown for a ticket: the same content as the terminal's. Device text can neither
 * break the document nor become a link or HTML. Ends with a line end.
 */
export function renderMarkdown(triage: Triage): string {
  const story = tellStory(triage);
  const { diagnosis } = triage;
  const parts: readonly Lines[] = [
    [`# ${inline(story.headline)}`, '', `**${inline(story.flow)}**`, '', inline(story.summary)],
    glance(triage),
    section(
      'Mind',
      story.cautions.map((caution) => `- ${inline(caution)}`),
    ),
    steps(story),
    story.cause === null ? known(story) : cause(leadWords(story.cause.band), story.cause),
    ...story.also.map((second) => cause('Second fault', second)),
    blastRadius(triage),
    next(story.next),
    fix(diagnosis.fix),
    doNot(diagnosis.doNot),
    checklist(diagnosis.checklist),
    rivals(story),
    evidence(triage.evidence),
  ];
  const lines = parts.flatMap((part) => (part.length === 0 ? [] : [...part, '']));
  return `${lines
    .filter((line, index) => line !== '' || lines[index + 1] !== '')
    .join('\n')
    .trimEnd()}\n`;
}

/** What to do and what to leave, before the reasons. */
function glance({ diagnosis }: Triage): Lines {
  const next = firstAction(diagnosis, diagnosis.since !== null);
  const leave = leaveAlone(diagnosis);
  return [
    ...(next === null ? [] : [`- **Do next:** ${inline(next)}`]),
    ...(leave === null ? [] : [`- **Do not:** ${inline(leave)}`]),
  ];
}

function section(title: string, body: Lines): Lines {
  return body.length === 0 ? [] : [`## ${title}`, '', ...body];
}

function steps(story: Story): Lines {
  const rows = story.steps.map((step) =>
    tableRow([step.mark, `${step.number}. ${inline(step.title)}`, inline(step.says)]),
  );
  return section('Steps', [tableRow(['', 'Step', 'What it showed']), '| --- | --- | --- |', ...rows, '', MARK_LEGEND]);
}

function known(story: Story): Lines {
  const findings = story.steps.flatMap((step) => step.findings).filter(({ reading }) => reading !== 'could-not-tell');
  return section(
    'What is known',
    findings.flatMap((finding) => [`- ${inline(finding.says)}`, ...quotes(finding.quotes)]),
  );
}

function cause(leads: string, told: CauseTold): Lines {
  return section(`${leads}: ${inline(told.title)}`, [
    `**${BAND_WORDS[told.band]}** (${told.bits} bits, \`${told.id}\`)`,
    ...list('For', told.for.flatMap(proof)),
    ...list('Against', told.against.flatMap(proof)),
    ...list(
      'Why not higher',
      told.holdsBack.map((sentence) => `- ${inline(sentence)}`),
    ),
    ...list(
      'Missing',
      told.missing.map((sentence) => `- ${inline(sentence)}`),
    ),
  ]);
}

function list(title: string, items: Lines): Lines {
  return items.length === 0 ? [] : ['', `**${title}**`, '', ...items];
}

function proof(told: ProofTold): Lines {
  const because = told.because === '' ? '' : ` _${inline(told.because)}_`;
  return [`- **${told.weight}** ${inline(told.says)}${because}`, ...quotes(told.quotes)];
}

function quotes(quoted: readonly Quoted[]): Lines {
  if (quoted.length === 0) return [];
  return [
    '',
    ...codeBlock(
      quoted.flatMap(({ place, text }) => [place, `  ${text}`]),
      '  ',
    ),
    '',
  ];
}

function rivals(story: Story): Lines {
  const rows = story.rivals.map((rival) => {
    const why = rival.because === null ? '' : `: ${inline(rival.because)}`;
    const titles = rival.causes.map(({ id, title }) => `${inline(title)} (\`${id}\`)`);
    const names = namesText(titles, rival.more);
    return `- ${BAND_WORDS[rival.band]}: ${names}${why}`;
  });
  const rest = story.notAssessed.length === 0 ? [] : [`- not assessed: ${notAssessedText(story.notAssessed)}`];
  return section('Other causes', [...rows, ...rest]);
}

function blastRadius(triage: Triage): Lines {
  const told = tellBlastRadius(triage);
  if (told === null) return [];
  return section('Blast radius', [
    ...[`${told.counts}.`, ...told.sentences, ...told.limits].map((sentence) => `- ${inline(sentence)}`),
    ...told.charts.flatMap(({ title, lines }) => ['', `${inline(title)}:`, '', ...codeBlock(lines)]),
  ]);
}

function next(tests: readonly NextTest[]): Lines {
  return section(
    'Next',
    tests.flatMap((test, index) => [
      `${index + 1}. ${inline(askText(test))}`,
      '',
      ...codeBlock(commandLines(test.command), '   '),
      '',
    ]),
  );
}

function doNot(entries: readonly DoNot[]): Lines {
  return section(
    'Do not',
    entries.map(({ action, because }) => `- ${inline(action)}: ${inline(because)}`),
  );
}

function fix(remedies: readonly Remedy[]): Lines {
  return section(
    'Fix',
    remedies.flatMap((remedy, index) => [
      `${index + 1}. **${inline(remedy.action)}**`,
      `   - where: ${inline(remedy.where)}`,
      `   - ${RISK_WORDS[remedy.risk]}: ${inline(remedy.riskWhy)}`,
      `   - undo: ${inline(remedy.rollback)}`,
    ]),
  );
}

function checklist(items: readonly ChecklistItem[]): Lines {
  const shared = whyAllOpen(items);
  const sorted = STAGES.flatMap((stage) => items.filter((item) => item.stage === stage));
  return section('Checklist', [
    ...(shared === null ? [] : [inline(shared), '']),
    ...sorted.flatMap((item) => checklistItem(item, shared)),
  ]);
}

function checklistItem(item: ChecklistItem, shared: string | null): Lines {
  return [
    `- ${CHECKBOX[item.state]} _${item.stage}_ ${inline(item.action)}. Expect: ${inline(item.expect)}`,
    ...(item.why === null || item.why === shared
      ? []
      : [`  ${item.state === 'open' ? 'Not yet' : 'Why'}: ${inline(item.why)}`]),
    ...(item.command === null ? [] : ['', ...codeBlock(commandLines(item.command), '  '), '']),
    ...quotes(item.evidence.map((citation) => ({ place: placeText(citation), text: citation.quote }))),
  ];
}

function evidence(read: readonly Evidence[]): Lines {
  if (read.length === 0) return [];
  const rows = read.map((one) =>
    tableRow([
      inline(one.source),
      inline(one.observer ?? '?'),
      one.kind,
      one.parsed,
      rangesText(one.unread),
      inline(one.problem ?? ''),
    ]),
  );
  const head = tableRow(['Source', 'Observer', 'Kind', 'Read', 'Unread lines', 'Problem']);
  return section('Evidence', [head, '| --- | --- | --- | --- | --- | --- |', ...rows]);
}
