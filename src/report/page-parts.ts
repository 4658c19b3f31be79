import type { Clue, Pattern, PatternId } from '../model/pattern.ts';
import type { PatternCheck } from '../model/pattern-check.ts';
import { patternById } from '../patterns/index.ts';
import { clueInGeneral } from '../patterns/words.ts';

/** One line of a list. `tag` and `lead` stand before the text, `link` names the page that the lead leads to. */
export interface PageItem {
  readonly tag?: string;
  readonly lead?: string;
  readonly link?: PatternId;
  readonly text: string;
}

/** A paragraph, something to paste, or a list; `numbered` where the order counts. */
export type PageBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly numbered: boolean; readonly items: readonly PageItem[] };

/** A heading and what stands under it. */
export interface PagePart {
  readonly heading: string;
  readonly blocks: readonly PageBlock[];
}

/**
 * The page of one pattern under its fixed headings, made from its declaration: what every form of it is laid out from.
 * `checks` are what to run to prove it, in their order.
 */
export function pageParts(pattern: Pattern, checks: readonly PatternCheck[]): readonly PagePart[] {
  const { mechanism, presents, doNot, checklist } = pattern;
  return [
    { heading: 'What it is', blocks: [text(mechanism)] },
    { heading: 'How it presents', blocks: [list(presents.map((sentence) => ({ text: sentence })))] },
    { heading: 'How it is proved', blocks: proof(pattern, checks) },
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

function proof({ clues }: Pattern, checks: readonly PatternCheck[]): readonly PageBlock[] {
  return PROOF.flatMap(({ role, heading }) => {
    const items = unlike(clues.filter((clue) => clue.role === role).map(clueItem));
    const shown = items.length === 0 ? [] : [text(heading), list(items)];
    return role === 'signature' ? [...shown, ...toRun(checks)] : shown;
  });
}

function clueItem(clue: Clue): PageItem {
  const bits = clue.role === 'rules-out' ? '' : ` (${clue.bits} ${clue.bits === 1 ? 'bit' : 'bits'})`;
  const says = `${clueInGeneral(clue)}${bits}. ${clue.because}`;
  return clue.role === 'signature' ? { tag: clue.slot.replaceAll('-', ' '), text: `– ${says}` } : { text: says };
}

/** Clues that differ only in the values that their finding must carry read alike. */
function unlike(items: readonly PageItem[]): readonly PageItem[] {
  return items.filter(({ tag, text }, index) => {
    const first = items.findIndex((other) => other.tag === tag && other.text === text);
    return first === index;
  });
}

function toRun(checks: readonly PatternCheck[]): readonly PageBlock[] {
  if (checks.length === 0) return [];
  return [
    text('What to run to see them, the cheapest first:'),
    ...checks.flatMap(({ who, tells, risk, riskWhy, commands }) => [
      list([{ lead: `${who}:`, text: `it tells ${tells}. Risk: ${risk}. ${riskWhy}` }]),
      ...commands.flatMap(({ platforms, text: command }): readonly PageBlock[] => [
        ...(platforms.length === 0 ? [] : [text(`${platforms.join(', ')}:`)]),
        { kind: 'code', text: command },
      ]),
    ]),
  ];
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
