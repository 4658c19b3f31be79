import { textParsers } from './index.ts';
import type { Block, Line, TextParser } from './parser.ts';
import { wordedLines } from './unread.ts';

/** One of several commands on a line, with the lines that it printed. */
export interface Link {
  readonly command: string;
  readonly lines: readonly Line[];
}

const MOST_COMMANDS = 12;

/**
 * Gives each of several shell commands on one line (`ip rule; ip route show table 200`) its part of the output: as far
 * as its parser understands the lines from where the one before stopped. Null for a single command, when one of them is
 * not known, and when two print the same kind of lines, since nothing tells where the one ends.
 */
export function cutAtChain(block: Block): readonly Link[] | null {
  const commands = chained(block.command);
  const parsers = commands.map((command) => textParsers.find((parser) => parser.commands.test(command)));
  const kinds = new Set(parsers.map((parser) => parser?.kind));
  if (commands.length < 2 || kinds.has(undefined) || kinds.size < commands.length) return null;
  const links: Link[] = [];
  let rest = block.lines;
  for (const [index, command] of commands.entries()) {
    const parser = parsers[index];
    const isLast = index === commands.length - 1;
    const own = isLast || parser === undefined ? rest.length : understood(parser, { ...block, command, lines: rest });
    links.push({ command, lines: rest.slice(0, own) });
    rest = rest.slice(own);
  }
  return links;
}

function chained(command: string | null): readonly string[] {
  if (command === null || !/;|&&/.test(command) || /["'`$(){}]/.test(command)) return [];
  const commands = command
    .split(/;|&&/)
    .map((one) => one.trim().replace(/^sudo\s+/, ''))
    .filter((one) => one !== '');
  return commands.length <= MOST_COMMANDS ? commands : [];
}

/** How many lines from the first on the parser understands. */
function understood(parser: TextParser, block: Block): number {
  const { read } = parser.read(block);
  const stop = wordedLines(block.lines).find((line) => !read.has(line.number));
  return stop === undefined ? block.lines.length : block.lines.indexOf(stop);
}
