import type { Evidence, EvidenceKind } from '../model/evidence.ts';
import { isNotUsed } from './command.ts';
import { textParsers } from './index.ts';
import { insteadOf, isRefusal } from './mistaken.ts';
import { isOmission } from './noise.ts';
import type { Block, Line, Reading } from './parser.ts';
import type { Part } from './parts.ts';
import { unreadRanges, wordedLines } from './unread.ts';
import { looksLikeXml, readXml } from './xml/read-xml.ts';

/** What reading a part says, before it is numbered and placed. */
export type PartReading = Pick<Evidence, 'kind' | 'parsed' | 'unread' | 'problem' | 'facts'>;

/** What follows an output: another prompt, the mark of a pager that was left there, or neither. */
export type End = 'prompt' | 'pager' | 'open';

/** Rows and labels of the CLI are shorter; a longer line stays unread, so that no pattern has to run over it. */
const LONGEST_TEXT_LINE = 8_000;
/** More than the longest listing that a person pastes; what is beyond stays unread, so that reading always ends soon. */
const MOST_TEXT_LINES = 20_000;
const MOST_CHARACTERS = 2_000_000;

const CUT_BY_PAGER = 'The pager cut the output: type `set cli pager off` and run the command again.';
const TOO_LONG = 'The output is too long to be read to its end: narrow it with a filter.';
const LEFT_OUT = 'Lines were left out of the output: paste it whole.';
const NOT_RECOGNISED = 'Nothing in it is an output that Roundtrip reads: paste outputs with their prompt and command.';
const NO_OUTPUT = 'Nothing stands below the command: paste what it printed as well.';

/**
 * Reads one part with the parser of its command, or with the first that recognises its text.
 * Null when there is nothing to say: no worded line, and no command whose output is missed.
 */
export function readPart(part: Part, end: End): PartReading | null {
  const { block } = part;
  const worded = wordedLines(block.lines);
  if (worded.length === 0) return withoutOutput(part, end);
  if (isRemark(block, worded)) return null;
  const { kind, reading } = chosenReading(block);
  const read = new Set(reading?.read);
  const problem = reading?.problem ?? null;
  if (reading === null || (reading.facts.length === 0 && (problem !== null || !isAllRead(worded, read)))) {
    const refused = whyNothing(block, worded);
    return nothing(kind, block.lines, refused ?? problem ?? notRecognised(kind, block.command));
  }
  const unread = unreadRanges(block.lines, read);
  const lacks = problem ?? missing(block.lines, read, end) ?? notUnderstood(worded, read);
  return { kind, parsed: lacks === null ? 'whole' : 'part', unread, problem: lacks, facts: reading.facts };
}

/** Proposed commands stand with remarks between them (`# now let a user try`); PAN-OS takes each for a command. */
function isRemark({ command }: Block, worded: readonly Line[]): boolean {
  return command?.startsWith('#') === true && worded.every(({ text }) => isRefusal(text));
}

/** Silence is an answer of some commands, but only when the device came back with its prompt. */
function withoutOutput({ heading, block }: Part, end: End): PartReading | null {
  const { command } = block;
  const parser = command === null ? undefined : parserOf(command);
  const instead = command === null ? null : insteadOf(command);
  if (parser === undefined && instead === null) return null;
  const asked = heading.at(-1)?.number ?? 0;
  const silence = { ...block, lines: [{ number: asked + 1, text: '' }] };
  const facts = end === 'prompt' ? (parser?.read(silence).facts ?? []) : [];
  const kind = parser?.kind ?? 'unknown';
  if (facts.length > 0) return { kind, parsed: 'whole', unread: [], problem: null, facts };
  return { kind, parsed: 'none', unread: [], problem: instead ?? NO_OUTPUT, facts: [] };
}

function nothing(kind: EvidenceKind, lines: readonly Line[], problem: string): PartReading {
  return { kind, parsed: 'none', unread: unreadRanges(lines, new Set()), problem, facts: [] };
}

interface Chosen {
  readonly kind: EvidenceKind;
  readonly reading: Reading | null;
}

function chosenReading(block: Block): Chosen {
  if (looksLikeXml(block)) {
    const reading = readXml(block);
    return { kind: reading.kind, reading };
  }
  const text = { ...block, lines: withinBounds(block.lines) };
  const known = block.command === null ? undefined : parserOf(block.command);
  if (known) {
    const given = known.unbounded ? block : text;
    // Silence is an answer of some commands: lines that are too long to be looked at are none.
    if (wordedLines(given.lines).length === 0) return { kind: known.kind, reading: unreadable(TOO_LONG) };
    return { kind: known.kind, reading: known.read(given) };
  }
  if (block.command !== null && isNotUsed(block.command)) return { kind: 'unknown', reading: null };
  return recognised(text, block);
}

function unreadable(problem: string): Reading {
  return { facts: [], read: new Set(), problem };
}

function withinBounds(lines: readonly Line[]): readonly Line[] {
  let characters = 0;
  return lines.slice(0, MOST_TEXT_LINES).filter(({ text }) => {
    if (text.length > LONGEST_TEXT_LINE) return false;
    characters += text.length;
    return characters <= MOST_CHARACTERS;
  });
}

/** The first parser that knows the text by its look and makes something of it; a look alone can deceive. */
function recognised(text: Block, whole: Block): Chosen {
  const worded = wordedLines(text.lines);
  let first: Chosen | null = null;
  for (const parser of textParsers) {
    const block = parser.unbounded ? whole : text;
    if (!parser.looksLike(block)) continue;
    const reading = parser.read(block);
    first ??= { kind: parser.kind, reading };
    if (reading.facts.length > 0 || isAllRead(worded, reading.read)) return { kind: parser.kind, reading };
  }
  return first ?? { kind: 'unknown', reading: null };
}

function isAllRead(worded: readonly Line[], read: ReadonlySet<number>): boolean {
  return worded.every((line) => read.has(line.number));
}

function parserOf(command: string): (typeof textParsers)[number] | undefined {
  return textParsers.find((parser) => parser.commands.test(command));
}

/** Why there is nothing to read, where the command or the device itself says so. */
function whyNothing({ command }: Block, worded: readonly Line[]): string | null {
  const refusal = worded.find((line) => isRefusal(line.text))?.text.trim();
  const instead = command === null ? null : insteadOf(command);
  const answered = refusal === undefined ? null : `The device answered "${refusal}"${asked(command)}.`;
  if (instead !== null)
    return answered === null ? `\`${command}\` does not show this. ${instead}` : `${answered} ${instead}`;
  if (answered !== null) return answered;
  return command !== null && isNotUsed(command) ? `Roundtrip does not use the output of \`${command}\`.` : null;
}

function asked(command: string | null): string {
  return command === null ? '' : ` to \`${command}\``;
}

function notRecognised(kind: EvidenceKind, command: string | null): string {
  if (command === null) return kind === 'unknown' ? NOT_RECOGNISED : 'Its lines have a form that is not known.';
  return kind === 'unknown'
    ? `\`${command}\` is not a command whose output Roundtrip reads.`
    : `This does not look like the output of \`${command}\`.`;
}

/** What shows that the output did not come whole, although its lines were understood. */
function missing(lines: readonly Line[], read: ReadonlySet<number>, end: End): string | null {
  if (end === 'pager') return CUT_BY_PAGER;
  const unread = wordedLines(lines).filter((line) => !read.has(line.number));
  if (unread.some(isOmission)) return LEFT_OUT;
  return unread.length > 0 && withinBounds(lines).length < lines.length ? TOO_LONG : null;
}

function notUnderstood(worded: readonly Line[], read: ReadonlySet<number>): string | null {
  const count = worded.filter((line) => !read.has(line.number)).length;
  if (count === 0) return null;
  return count === 1 ? 'One line was not understood.' : `${count} lines were not understood.`;
}
