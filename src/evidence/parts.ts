import { isNotUsed } from './command.ts';
import { cutAtChain, type Link } from './command-chain.ts';
import { textParsers } from './index.ts';
import { cutAtOpenings } from './openings.ts';
import type { Block, Line } from './parser.ts';
import type { Passage } from './passages.ts';
import { wordedLines } from './unread.ts';
import { commandInCliWords } from './xml/command-words.ts';
import { xmlRegions } from './xml-regions.ts';

/** One output: what becomes one evidence. `heading` are the lines that ask for it: the prompt, or a command in XML. */
export interface Part {
  readonly heading: readonly Line[];
  readonly block: Block;
}

/** A command in XML or an API address, as a script or a browser shows it above the reply. */
const XML_COMMAND = /<(?:show|test|debug|clear)>|%3c(?:show|test|debug|clear)%3e|[?&]type=log\b/i;
const LONGEST_COMMAND = 2000;

/**
 * Cuts a passage into its outputs: each XML reply is one, and text is cut where the clear opening of another kind
 * of output begins. The command belongs to the first part. Every line of the passage is in exactly one part.
 */
export function cutIntoParts(source: string, passage: Passage): readonly Part[] {
  const parts: Part[] = [];
  for (const chunk of chunksOf(passage.lines)) {
    const first = parts.length === 0;
    const command = first ? passage.command : null;
    const heading = first && passage.prompt !== null ? [passage.prompt] : [];
    if (chunk.xml) parts.push(xmlPart(blockOf(source, passage, command, chunk.lines), heading));
    else {
      const chain = cutAtChain(blockOf(source, passage, command, chunk.lines));
      if (chain !== null) {
        parts.push(...chain.map((link, at) => chainedPart(source, passage, link, at === 0 ? heading : [])));
        continue;
      }
      const [opening = [], ...others] = cutText(chunk.lines, command);
      parts.push({ heading, block: blockOf(source, passage, command, opening) });
      for (const lines of others) parts.push({ heading: [], block: blockOf(source, passage, null, lines) });
    }
  }
  return parts;
}

function chainedPart(source: string, passage: Passage, { command, lines }: Link, heading: readonly Line[]): Part {
  return { heading, block: blockOf(source, passage, command, lines) };
}

interface Chunk {
  readonly xml: boolean;
  readonly lines: readonly Line[];
}

/** Text above a reply is a chunk of its own only when it says something; a passage without lines is one empty chunk. */
function chunksOf(lines: readonly Line[]): readonly Chunk[] {
  const regions = xmlRegions(lines);
  const chunks: { xml: boolean; region: number | null; lines: Line[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const region = regions[index] ?? null;
    const open = chunks.at(-1);
    if (open && open.region === region) open.lines.push(line);
    else if (open && region !== null && asksForReply(open.lines)) {
      open.xml = true;
      open.region = region;
      open.lines.push(line);
    } else chunks.push({ xml: region !== null, region, lines: [line] });
  }
  return chunks.length === 0 ? [{ xml: false, lines: [] }] : chunks;
}

/** True for lines that hold nothing but blanks and at most the reply's command in XML. */
function asksForReply(lines: readonly Line[]): boolean {
  const worded = wordedLines(lines);
  return worded.length === 0 || (worded.length === 1 && isXmlCommand(worded[0]));
}

function isXmlCommand(line: Line | undefined): boolean {
  return line !== undefined && line.text.length < LONGEST_COMMAND && XML_COMMAND.test(line.text);
}

function xmlPart(block: Block, heading: readonly Line[]): Part {
  const [asked] = wordedLines(block.lines);
  if (asked === undefined || !isXmlCommand(asked) || /^\s*<(?:\?xml|response|result)\b/.test(asked.text)) {
    return { heading, block };
  }
  const lines = block.lines.slice(block.lines.indexOf(asked) + 1);
  return { heading: [...heading, asked], block: { ...block, command: commandInCliWords(asked.text), lines } };
}

function blockOf(source: string, passage: Passage, command: string | null, lines: readonly Line[]): Block {
  const { observer, dataplane } = passage;
  return { source, observer, command, ...(dataplane === null ? {} : { dataplane }), lines };
}

/** What a command of no use prints may look like anything, so it is not cut; but commands that change something print little. */
function cutText(lines: readonly Line[], command: string | null): readonly (readonly Line[])[] {
  if (command === null) return cutAtOpenings(lines, 'unknown');
  const parser = textParsers.find((candidate) => candidate.commands.test(command));
  if (parser) return cutAtOpenings(lines, [parser.kind]);
  if (!isNotUsed(command)) return cutAtOpenings(lines, 'unknown');
  return CHANGES.test(command) ? cutAtOpenings(lines, 'other') : [lines];
}

const CHANGES = /^(?:set|clear|configure|exit|quit|commit|request)\b/;
