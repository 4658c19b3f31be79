import type { KnownBlock } from '@slack/types';
import type { PatternLedger } from '../../model/diagnosis.ts';
import type { Finding } from '../../model/finding.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { Triage } from '../../model/triage.ts';
import { PATTERNS } from '../../patterns/index.ts';
import { findingSentence, WORDS } from '../../patterns/words.ts';
import { BAND_WORDS, placeText } from '../sentences.ts';
import { reasonAlone, tellCause } from '../story.ts';
import { proof, quoted } from './diagnosis.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, header, italic, rich, section } from './rich.ts';

/**
 * Why a cause stands where it stands, or what a finding rests on. `about` is a pattern's id, a finding's id or a
 * finding's code. Null when nothing is known by that name.
 */
export function explainMessages(triage: Triage, about: string): readonly SlackMessage[] | null {
  const pattern = PATTERNS.find(({ id }) => id === about);
  if (pattern !== undefined) {
    const ledger = triage.diagnosis.patterns.find(({ id }) => id === pattern.id) ?? null;
    return pack(explainPattern(pattern, ledger, triage), pattern.title);
  }
  const findings = triage.findings.filter(({ id, code: named }) => id === about || named === about);
  const [first] = findings;
  return first === undefined
    ? null
    : pack(
        findings.flatMap((finding) => explainFinding(finding, triage)),
        WORDS[first.code].title,
      );
}

function explainPattern(pattern: Pattern, ledger: PatternLedger | null, triage: Triage): readonly KnownBlock[] {
  const told = ledger === null ? null : tellCause(ledger, triage.findings);
  const lists = [
    ['How people meet it', pattern.presents.map((sentence) => section(sentence))],
    ['What speaks for it here', (told?.for ?? []).map(proof)],
    ['What speaks against it here', (told?.against ?? []).map(proof)],
    ['Why it is not held for surer', (told?.holdsBack ?? []).map((sentence) => section(sentence))],
    ['What is still missing', (told?.missing ?? []).map((sentence) => section(sentence))],
  ] as const;
  return [
    header(pattern.title),
    rich([
      section(bold(`${BAND_WORDS[told?.band ?? 'not-assessed']} · `), code(pattern.id)),
      section(`\n${pattern.mechanism}\n`),
      ...lists.flatMap(([title, items]) => (items.length === 0 ? [] : [section(bold(title)), bullets(items)])),
    ]),
  ];
}

function explainFinding(finding: Finding, { diagnosis }: Triage): readonly KnownBlock[] {
  const says = findingSentence(finding);
  const quotes = finding.citations.map((citation) => ({ place: placeText(citation), text: citation.quote }));
  const weighs = diagnosis.patterns.flatMap((ledger) =>
    [...ledger.for, ...ledger.against]
      .filter((line) => line.finding === finding.id)
      .map((line) =>
        section(
          bold(`${line.role === 'against' || line.role === 'rules-out' ? 'Against' : 'For'} `),
          `${ledger.title}: ${reasonAlone(line.because, says)}`,
        ),
      ),
  );
  return [
    header(WORDS[finding.code].title),
    rich([
      section(says, ' ', code(finding.code)),
      ...(quotes.length === 0 ? [section(italic('It rests on what a person said.'))] : quoted(quotes)),
      ...(weighs.length === 0 ? [section('It weighs on no cause here.')] : [bullets(weighs)]),
    ]),
  ];
}
