import type { Clue, Pattern, PatternId } from '../model/pattern.ts';
import { patternById } from '../patterns/index.ts';
import { WORDS } from '../patterns/words.ts';

/** One line of a list. `tag` and `lead` stand before the text, `link` names the page that the lead leads to. */
export interface PageItem {
  readonly tag?: string;
  readonly lead?: string;
  readonly link?: PatternId;
  readonly text: string;
}

/** A paragraph, or a list; `numbered` where the order counts. */
export type PageBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly numbered: boolean; readonly items: readonly PageItem[] };

/** A heading and what stands under it. */
export interface PagePart {
  readonly heading: string;
  readonly blocks: readonly PageBlock[];
}

/** The page of one pattern under its fixed headings, made from its declaration: what every form of it is laid out from. */
export function pageParts(pattern: Pattern): readonly PagePart[] {
  const { mechanism, presents, doNot, checklist } = pattern;
  return [
    { heading: 'What it is', blocks: [text(mechanism)] },
    { heading: 'How it presents', blocks: [list(presents.map((sentence) => ({ text: sentence })))] },
    { heading: 'How it is proved', blocks: proof(pattern) },
    { heading: 'What is mistaken for it', blocks: [mistaken(pattern)] },
    {
      heading: 'What people try first and why it fails',
      blocks: [list(doNot.map(({ action, because }) => ({ lead: `${action}.`, text: because })))],
    },
    { heading: 'The fix', blocks: [fix(pattern)] },
    {
      heading: 'The validation',
      blocks: [
        list(
          checklist.map(({ stage, action, expect }) => ({ tag: `${stage}:`, text: `${action}. Expected: ${expect}` })),
        ),
      ],
    },
  ];
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

function proof({ clues }: Pattern): readonly PageBlock[] {
  return PROOF.flatMap(({ role, heading }) => {
    const items = clues.filter((clue) => clue.role === role).map(clueItem);
    return items.length === 0 ? [] : [text(heading), list(items)];
  });
}

function clueItem(clue: Clue): PageItem {
  const bits = clue.role === 'rules-out' ? '' : ` (${clue.bits} ${clue.bits === 1 ? 'bit' : 'bits'})`;
  const not = clue.when === 'not-seen' ? ' is looked for and not found' : '';
  const says = `${WORDS[clue.finding].title}${not}${bits}. ${clue.because}`;
  return clue.role === 'signature' ? { tag: clue.slot.replaceAll('-', ' '), text: `– ${says}` } : { text: says };
}

function mistaken(pattern: Pattern): PageBlock {
  const rivals = pattern.mustBeat.map((id) => patternById(id)).filter((rival) => rival !== null);
  if (rivals.length === 0)
    return text('Nothing that looks the same is known; it is itself what others are mistaken for.');
  return list(rivals.map(({ title, id, mechanism }) => ({ lead: title, link: id, text: mechanism })));
}

function fix({ remedies }: Pattern): PageBlock {
  if (remedies.length === 0) return text('Nothing to change.');
  const items = remedies.map(({ action, where, risk, riskWhy, rollback }) => ({
    lead: `${action}.`,
    text: `Where: ${where}. Risk: ${risk}. ${riskWhy} Rollback: ${rollback}`,
  }));
  return { kind: 'list', numbered: true, items };
}

function text(words: string): PageBlock {
  return { kind: 'text', text: words };
}

function list(items: readonly PageItem[]): PageBlock {
  return items.length === 0 ? text('Nothing known.') : { kind: 'list', numbered: false, items };
}
