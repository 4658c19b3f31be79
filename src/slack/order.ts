import { parseFlow } from '../evidence/flow-text.ts';
import type { Flow } from '../model/flow.ts';
import { type LiveOrder, readLiveOrder } from './live/live-order.ts';

/** What a person asks the bot to do, in a command or beside a mention of it. */
export type Order =
  | { readonly kind: 'nothing' }
  | {
      readonly kind:
        | 'help'
        | 'access'
        | 'status'
        | 'diagnosis'
        | 'checklist'
        | 'picture'
        | 'audit'
        | 'fixed'
        | 'close'
        | 'reopen';
    }
  | { readonly kind: 'handoff'; readonly of: HandoffOf }
  | { readonly kind: 'explain'; readonly about: string }
  /** `since` as it was written; empty: the time of the fix, or of the first diagnosis. */
  | { readonly kind: 'compare'; readonly since: string }
  | { readonly kind: 'note'; readonly text: string }
  | LiveOrder
  | { readonly kind: 'open'; readonly flow: Flow | null; readonly words: string }
  | { readonly kind: 'unknown'; readonly words: string };

/** One case by its name, the open cases of the channel, or those of the whole team. */
export type HandoffOf = 'channel' | 'team' | { readonly caseId: string };

const PLAIN = [
  'help',
  'access',
  'status',
  'diagnosis',
  'checklist',
  'picture',
  'audit',
  'fixed',
  'close',
  'reopen',
] as const;
/** Words that begin a sentence as well: "help us with …", "access to the shop fails" are calls, not orders. */
const ALONE: readonly string[] = ['help', 'access', 'audit'];
/** People ask for several. */
const SEVERAL: Readonly<Record<string, string>> = { pictures: 'picture' };
const OPENING = /^(?:open|triage|case)\b:?\s*/i;
/** `CLIENT > SERVER / tcp`: the most words that a conversation is written in. */
const FLOW_WORDS = 5;

/** Reads an order; the first word decides. Words that hold a conversation and no order open a case for it. */
export function readOrder(text: string): Order {
  const words = text.trim().replace(/\s+/g, ' ');
  if (words === '') return { kind: 'nothing' };
  const [first = '', ...others] = words.split(' ');
  const asked = first.toLowerCase().replace(/[:.!?]+$/, '');
  const verb = SEVERAL[asked] ?? asked;
  const rest = others.join(' ');
  const plain = PLAIN.find((known) => known === verb);
  if (plain !== undefined && (!ALONE.includes(plain) || others.length === 0)) return { kind: plain };
  if (verb === 'handoff') return { kind: 'handoff', of: readHandoffOf(rest) };
  if (verb === 'explain') return { kind: 'explain', about: rest.toLowerCase().replace(/`/g, '') };
  if (verb === 'compare') return { kind: 'compare', since: rest };
  if (verb === 'note' && rest !== '') return { kind: 'note', text: rest };
  const live = readLiveOrder(verb, rest);
  if (live !== null) return live;
  const said = words.replace(OPENING, '');
  const found = findFlow(said);
  if (found !== null) return { kind: 'open', flow: found.flow, words: found.rest };
  return said === words ? { kind: 'unknown', words } : { kind: 'open', flow: null, words: said };
}

function readHandoffOf(rest: string): HandoffOf {
  if (/^rt-\d+$/i.test(rest)) return { caseId: rest.toUpperCase() };
  return rest.toLowerCase() === 'all' ? 'team' : 'channel';
}

/** The longest run of words that is a conversation, and the words around it. */
function findFlow(text: string): { readonly flow: Flow; readonly rest: string } | null {
  const words = text.split(' ');
  for (let length = Math.min(FLOW_WORDS, words.length); length >= 1; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const run = words
        .slice(from, from + length)
        .join(' ')
        .replace(/[,;.!?)]+$/, '');
      const read = parseFlow(run);
      if (read.ok) {
        const rest = [...words.slice(0, from), ...words.slice(from + length)].join(' ');
        return { flow: read.value, rest };
      }
    }
  }
  return null;
}

/** The words of a message without the mentions of the bot in it. */
export function withoutMention(words: string, botUserId: string): string {
  return words.replaceAll(`@${botUserId}`, ' ').trim();
}
