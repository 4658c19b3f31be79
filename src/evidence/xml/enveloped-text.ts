import type { EvidenceKind } from '../../model/evidence.ts';
import { fibLookup } from '../cli/fib-lookup.ts';
import { isLayout } from '../cli/layout.ts';
import { natPolicy } from '../cli/nat-policy.ts';
import { packetDiagSetting } from '../cli/packet-diag-setting.ts';
import { pbfPolicy } from '../cli/pbf-policy.ts';
import { pbfPolicyMatch } from '../cli/pbf-policy-match.ts';
import { pbfRuleAll } from '../cli/pbf-rule-all.ts';
import { tcpState } from '../cli/tcp-state.ts';
import { zoneProtection } from '../cli/zone-protection.ts';
import type { Block, Line, Reading, TextParser } from '../parser.ts';
import type { Element } from './element.ts';
import { childrenNamed } from './element.ts';
import type { Reply } from './reply.ts';

/**
 * Many operational commands answer the API with the CLI's own text in an envelope: `<result>` or `<result><member>`,
 * plain or in CDATA (seen for `show running nat-policy`). These are the commands of which no other form is known,
 * or for which both forms are plausible.
 */
const TEXT_PARSERS: readonly TextParser[] = [
  natPolicy,
  pbfPolicy,
  pbfPolicyMatch,
  pbfRuleAll,
  tcpState,
  packetDiagSetting,
  fibLookup,
  zoneProtection,
];

/** Policies of which an empty answer says that they have no rule. */
const NO_RULES: readonly TextParser[] = [natPolicy, pbfPolicy];

/** Reads a reply that holds CLI text with the CLI's parser; null when it holds elements, or no parser knows the text. */
export function readEnvelopedText(reply: Reply): (Reading & { readonly kind: EvidenceKind }) | null {
  const empty = hasNothing(reply) ? NO_RULES.find(({ commands }) => commands.test(reply.command ?? '')) : undefined;
  if (empty !== undefined) return { kind: empty.kind, facts: [], read: new Set(linesOf(reply)) };
  const holders = textHolders(reply.result);
  const inside = holders.flatMap((holder) => reply.document.innerLines(holder));
  const block: Block = { source: reply.source, observer: reply.observer, command: reply.command, lines: inside };
  const parser = parserFor(block);
  if (holders.length === 0 || parser === undefined) return null;
  const reading = parser.read(block);
  const unread = new Set(inside.filter((line) => isUnread(line, reading)).map((line) => line.number));
  const all = linesOf(reply);
  const read = new Set(all.filter((line) => !unread.has(line)));
  const problems = [reading.problem, reply.document.cutOff].filter((text) => typeof text === 'string');
  const problem = problems.length === 0 ? {} : { problem: problems.join(' ') };
  return { kind: parser.kind, facts: reading.facts, read, ...problem };
}

/** `<result/>`, or a `<member>` without text. */
function hasNothing({ result, document }: Reply): boolean {
  const blank =
    result.text.trim() === '' && result.children.every(({ name, text }) => name === 'member' && text.trim() === '');
  return blank && document.cutOff === null;
}

function textHolders(result: Element): readonly Element[] {
  if (result.children.length === 0) return result.text.trim() === '' ? [] : [result];
  const members = childrenNamed(result, 'member');
  const onlyText = members.length === result.children.length && members.every((member) => member.children.length === 0);
  return onlyText && result.text.trim() === '' && members.some((member) => member.text.trim() !== '') ? members : [];
}

function parserFor(block: Block): TextParser | undefined {
  const { command } = block;
  const byCommand = command === null ? undefined : TEXT_PARSERS.find((parser) => parser.commands.test(command));
  return byCommand ?? TEXT_PARSERS.find((parser) => parser.looksLike(block));
}

function isUnread(line: Line, reading: Reading): boolean {
  return !isLayout(line) && !reading.read.has(line.number);
}

/** The numbers of all lines of the reply, of a cut one as far as it is complete. */
function linesOf(reply: Reply): readonly number[] {
  const { document } = reply;
  const first = document.lineAt(0);
  const last = document.lineAt(Math.max(0, document.text.length - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
