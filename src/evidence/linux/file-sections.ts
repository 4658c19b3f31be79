import type { Fact } from '../../model/facts.ts';
import type { Block, Line, Reading } from '../parser.ts';
import { asFarAsRead } from './listing.ts';
import { withinReach } from './reach.ts';

/** One configuration file in an output. `text` is a line without what the command put in front of it. */
export interface FileSection {
  /** The path, as the command, a heading or the giver of the file named it; null when nobody did. */
  readonly path: string | null;
  readonly lines: readonly FileLine[];
  /** Heading lines that name the file. */
  readonly headings: readonly Line[];
}

export interface FileLine {
  readonly text: string;
  readonly line: Line;
}

/** `head` and `tail` of several files, and systemd's `networkctl cat`. */
const HEADING =
  /^(?:==> (?<shown>\/\S+) <==|# (?<systemd>\/(?:etc|run|usr\/lib|lib)\/\S+\.(?:network|netdev|link|conf)))$/;
const LONGEST_LINE = 2000;

/**
 * The files that an output shows. A line that `grep` began with its file's path belongs to that file; a heading begins
 * another one; else all lines are of the one file that the command names, or of the file that was given itself.
 */
export function fileSections(block: Block, isWanted: (path: string) => boolean): readonly FileSection[] {
  const sections: { path: string | null; lines: FileLine[]; headings: Line[] }[] = [];
  const alone = fileOf(block, isWanted);
  for (const line of block.lines) {
    if (line.text.length > LONGEST_LINE) continue;
    const heading = HEADING.exec(line.text.trim())?.groups;
    const path = heading?.shown ?? heading?.systemd;
    if (path !== undefined) {
      sections.push({ path, lines: [], headings: [line] });
      continue;
    }
    const found = /^(?<path>\/[^\s:]{1,300}):(?<text>.*)$/.exec(line.text)?.groups;
    const grepped = found?.path !== undefined && isWanted(found.path) ? found.path : null;
    const open = sections.at(-1);
    const of = grepped ?? (open === undefined ? alone : open.path);
    if (open === undefined || open.path !== of) sections.push({ path: of, lines: [], headings: [] });
    sections.at(-1)?.lines.push({ text: grepped === null ? line.text : (found?.text ?? ''), line });
  }
  return sections;
}

/** Reads the files that an output shows one by one; `readSection` adds to the facts and to the lines that were read. */
export function readFileSections(
  given: Block,
  isWanted: (path: string) => boolean,
  readSection: (block: Block, section: FileSection, facts: Fact[], read: Set<number>) => void,
): Reading {
  const block = withinReach(given);
  const facts: Fact[] = [];
  const read = new Set<number>();
  for (const section of fileSections(block, isWanted)) {
    for (const { number } of section.headings) read.add(number);
    readSection(block, section, facts, read);
  }
  return { facts: asFarAsRead(given, facts, read), read };
}

/** The only file that the command names, or the name of the evidence when it was given as a file without a command. */
function fileOf({ command, source }: Block, isWanted: (path: string) => boolean): string | null {
  if (command === null) return isWanted(source) ? source : null;
  const paths = (command.split(/[|;&]/)[0] ?? '').split(' ').filter((word) => isWanted(word.replace(/['"]/g, '')));
  const [only = null] = paths;
  return paths.length === 1 && only !== null ? only.replace(/['"]/g, '') : null;
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
