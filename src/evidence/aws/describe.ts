import type { EvidenceKind } from '../../model/evidence.ts';
import type { Fact } from '../../model/facts.ts';
import type { Block, Reading, TextParser } from '../parser.ts';
import { wordedLines } from '../unread.ts';
import { type JsonDocument, type JsonObject, readJson } from './json-tree.ts';
import { linesOf, type Page, pageOf } from './page.ts';
import { type Outline, outlineOf, type Shape } from './shape.ts';

/** One `aws ec2 describe-…` command. */
export interface Description {
  readonly kind: EvidenceKind;
  /** The operations whose replies it reads, as typed on the command line. */
  readonly operations: readonly string[];
  /** The keys of which a reply begins with one. */
  readonly tops: readonly string[];
  readonly shape: Shape;
  factsOf(page: Page, entity: JsonObject): readonly Fact[];
}

const OTHER_FORM =
  'Tables, text and YAML of the AWS command line are not read: run it again with `--output json` and without `--query`.';
const NOT_THIS = 'This is not the JSON of that command: run it with `--output json` and without `--query`.';
const LONGEST_HEAD = 400;

/** The parser of one describe command. JSON may be indented or on one line; it is read as far as it goes. */
export function describeParser(description: Description): TextParser {
  const { kind, operations, tops } = description;
  const command = new RegExp(`^(?:\\S{0,80}/)?aws2?(?:\\.exe)? .{0,400}\\b(?:${operations.join('|')})(?: |$)`);
  const opening = new RegExp(`^\\{\\s*"(?:${tops.join('|')})"\\s*:`);
  const titles = operations.map((operation) => operation.replaceAll('-', ''));
  const table = new RegExp(`^\\|\\s*(?:${titles.join('|')})\\s*\\|$`, 'i');
  return {
    kind,
    commands: command,
    unbounded: true,
    looksLike: (block) => opening.test(headOf(block)) || isTable(block, table),
    read: (block) => readBlock(block, description),
  };
}

/** The beginning of the text from the first bracket on, which is enough to tell one reply from another. */
function headOf(block: Block): string {
  const at = block.lines.findIndex((line) => /^\s*[[{]/.test(line.text.slice(0, LONGEST_HEAD)));
  if (at === -1) return '';
  const lines = block.lines.slice(at, at + 4).map((line) => line.text.slice(0, LONGEST_HEAD).trim());
  return lines.join('\n').slice(0, LONGEST_HEAD);
}

function isTable(block: Block, title: RegExp): boolean {
  return block.lines.slice(0, 6).some((line) => line.text.length < LONGEST_HEAD && title.test(line.text.trim()));
}

function readBlock(block: Block, description: Description): Reading {
  const begin = block.lines.findIndex((line) => /^\s*[[{]/.test(line.text.slice(0, LONGEST_HEAD)));
  if (begin === -1) return { facts: [], read: new Set(), problem: refusal(block) ?? OTHER_FORM };
  const page = pageOf(block.source, block.lines.slice(begin));
  const document = readJson(page.text);
  const { root } = document;
  const named = root?.kind === 'object' && root.members.some(({ key }) => description.tops.includes(key));
  if (root === null || !named) return { facts: [], read: new Set(), problem: brokenOff(page, document) ?? NOT_THIS };
  const outline = outlineOf(root, description.shape);
  const facts = outline.entities.flatMap((entity) => description.factsOf(page, entity));
  const read = linesRead(page, outline);
  const problem = brokenOff(page, document) ?? strangeKeys(outline) ?? leftOver(block, document, page);
  return { facts, read, ...(problem === null ? {} : { problem }) };
}

/** The code of an error, without the message: that names accounts, users and roles. */
function refusal(block: Block): string | null {
  const codes = block.lines.flatMap(({ text }) => {
    const shown = text.slice(0, LONGEST_HEAD);
    return /\bAn error occurred \((\w{1,80})\)/.exec(shown)?.[1] ?? (NO_LOGIN.test(shown) ? 'no credentials' : []);
  });
  return codes[0] === undefined ? null : `AWS refused it: ${codes[0]}.`;
}

const NO_LOGIN = /^(?:Unable to locate credentials|Error when retrieving token from sso|The SSO session )/;

/** A line counts as read when nothing on it is strange, and nothing behind the last known sign is left on it. */
function linesRead(page: Page, { known, strange }: Outline): ReadonlySet<number> {
  const read = new Set<number>();
  let end = 0;
  for (const stretch of known) {
    for (const line of linesOf(page, stretch)) read.add(line);
    end = Math.max(end, stretch[1]);
  }
  for (const { stretch } of strange) for (const line of linesOf(page, stretch)) read.delete(line);
  const rest = page.text.slice(end).search(/[^\s,]/);
  if (rest !== -1) read.delete(page.lineOf(end + rest));
  return read;
}

const WHY: Readonly<Record<NonNullable<JsonDocument['broken']>['why'], string>> = {
  cut: 'The JSON breaks off',
  'not-json': 'The JSON is damaged',
  'too-deep': 'The JSON is nested too deeply',
  'too-large': 'The JSON holds more values than are read',
};

function brokenOff(page: Page, { broken }: JsonDocument): string | null {
  if (broken === null) return null;
  if (page.cut && broken.why === 'cut') return 'The output is too long to be read to its end: narrow it with a filter.';
  return `${WHY[broken.why]} in line ${page.lineOf(broken.at)}: paste it whole.`;
}

const NAMED = 3;

function strangeKeys({ strange }: Outline): string | null {
  const keys = [...new Set(strange.map(({ key }) => key.slice(0, 40)))].sort();
  if (keys.length === 0) return null;
  const named = keys.slice(0, NAMED).map((key) => `"${key}"`);
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return `It has keys that are not known: ${named.join(', ')}${more}.`;
}

/** Behind the reply may stand another one, which belongs to another command. */
function leftOver(block: Block, { end }: JsonDocument, page: Page): string | null {
  const last = page.lineOf(Math.max(0, end - 1));
  const behind = wordedLines(block.lines).filter((line) => line.number > last);
  return behind.some((line) => /^\s*[[{]/.test(line.text.slice(0, LONGEST_HEAD)))
    ? 'Another reply follows in the same text: give each reply with its command, or as a file of its own.'
    : null;
}
