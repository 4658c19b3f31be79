import type { KnownBlock } from '@slack/types';
import type { Finding } from '../../model/finding.ts';
import type { Pattern } from '../../model/pattern.ts';
import type { PatternCheck } from '../../model/pattern-check.ts';
import type { Triage } from '../../model/triage.ts';
import { PATTERNS } from '../../patterns/index.ts';
import { findingSentence, WORDS } from '../../patterns/words.ts';
import { BAND_WORDS, placeText } from '../sentences.ts';
import { reasonAlone, tellCause } from '../story.ts';
import { proof, quoted } from './diagnosis.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { pageBlocks, patternListMessages } from './pattern-page.ts';
import { bold, bullets, code, header, italic, rich, section } from './rich.ts';

/** What to run to prove a cause; in a case with its own addresses and names. */
export type ChecksOf = (pattern: Pattern, triage: Triage | null) => readonly PatternCheck[];

/**
 * The page of a cause and, in a case, how it stands there; or what a finding rests on. `about` is a pattern's id, a
 * finding's id or a finding's code; empty: what can be asked for. `triage` null: no case is meant. Null when nothing is
 * known by that name.
 */
export function explainMessages(
  triage: Triage | null,
  about: string,
  checksOf: ChecksOf,
): readonly SlackMessage[] | null {
  if (about === '') return patternListMessages();
  const pattern = PATTERNS.find(({ id }) => id === about);
  if (pattern !== undefined) {
    const here = triage === null ? [] : standing(pattern, triage);
    return pack([...pageBlocks(pattern, checksOf(pattern, triage)), ...here], pattern.title);
  }
  if (triage === null) return null;
  const findings = triage.findings.filter(({ id, code: named }) => id === about || named === about);
  const [first] = findings;
  return first === undefined
    ? null
    : pack(
        findings.flatMap((finding) => explainFinding(finding, triage)),
        WORDS[first.code].title,
      );
}

/** How a cause stands in a case, and why. */
function standing({ id }: Pattern, { diagnosis, findings }: Triage): readonly KnownBlock[] {
  const ledger = diagnosis.patterns.find((one) => one.id === id) ?? null;
  const told = ledger === null ? null : tellCause(ledger, findings);
  const lists = [
    ['What speaks for it here', (told?.for ?? []).map(proof)],
    ['What speaks against it here', (told?.against ?? []).map(proof)],
    ['Why it is not held for surer', (told?.holdsBack ?? []).map((sentence) => section(sentence))],
    ['What is still missing', (told?.missing ?? []).map((sentence) => section(sentence))],
  ] as const;
  return [
    header('How it stands in this case'),
    rich([
      section(bold(BAND_WORDS[told?.band ?? 'not-assessed'])),
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
