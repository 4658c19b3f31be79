import type { Clue, Pattern } from '../model/pattern.ts';
import { PATTERNS, patternById } from '../patterns/index.ts';
import { WORDS } from '../patterns/words.ts';

/** The pages of all patterns, by the name of their files. */
export function patternPages(): readonly { readonly file: string; readonly page: string }[] {
  return PATTERNS.map((pattern) => ({ file: `${pattern.id}.md`, page: patternPage(pattern) }));
}

/** The page of one pattern as Markdown, made from its declaration, so that page and diagnosis cannot disagree. */
export function patternPage(pattern: Pattern): string {
  return [
    `# ${pattern.title}`,
    `\`${pattern.id}\``,
    '## What it is',
    pattern.mechanism,
    '## How it presents',
    list(pattern.presents),
    '## How it is proved',
    ...proof(pattern),
    '## What is mistaken for it',
    mistaken(pattern),
    '## What people try first and why it fails',
    list(pattern.doNot.map((item) => `**${item.action}.** ${item.because}`)),
    '## The fix',
    fix(pattern),
    '## The validation',
    list(pattern.checklist.map((item) => `*${item.stage}:* ${item.action}. Expected: ${item.expect}`)),
    '',
  ].join('\n\n');
}

const PROOF: readonly { readonly role: Clue['role']; readonly heading: string }[] = [
  {
    role: 'signature',
    heading: 'Signatures. To be confirmed, one of each kind must be seen, by at least two kinds of source:',
  },
  { role: 'supports', heading: 'What supports it:' },
  { role: 'against', heading: 'What speaks against it:' },
  { role: 'rules-out', heading: 'What rules it out:' },
];

function proof(pattern: Pattern): readonly string[] {
  return PROOF.flatMap(({ role, heading }) => {
    const clues = pattern.clues.filter((clue) => clue.role === role);
    return clues.length === 0 ? [] : [heading, list(clues.map(clueLine))];
  });
}

function clueLine(clue: Clue): string {
  const bits = clue.role === 'rules-out' ? '' : ` (${clue.bits} ${clue.bits === 1 ? 'bit' : 'bits'})`;
  const slot = clue.role === 'signature' ? `*${clue.slot.replaceAll('-', ' ')}* – ` : '';
  const not = clue.when === 'not-seen' ? ' is looked for and not found' : '';
  return `${slot}${WORDS[clue.finding].title}${not}${bits}. ${clue.because}`;
}

function mistaken(pattern: Pattern): string {
  const rivals = pattern.mustBeat.map((id) => patternById(id)).filter((rival) => rival !== null);
  if (rivals.length === 0) return 'Nothing that looks the same is known; it is itself what others are mistaken for.';
  return list(rivals.map((rival) => `[${rival.title}](${rival.id}.md): ${rival.mechanism}`));
}

function fix(pattern: Pattern): string {
  if (pattern.remedies.length === 0) return 'Nothing to change.';
  return pattern.remedies
    .map(
      (remedy, index) =>
        `${index + 1}. **${remedy.action}.** Where: ${remedy.where}. Risk: ${remedy.risk}. ${remedy.riskWhy} Rollback: ${remedy.rollback}`,
    )
    .join('\n');
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? 'Nothing known.' : lines.map((line) => `- ${line}`).join('\n');
}
