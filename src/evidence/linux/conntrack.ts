import type { ConntrackEntry, ConntrackStatistics, Fact } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { readConntrackRow } from './conntrack-row.ts';
import { isReadWhole } from './listing.ts';
import { withinReach } from './reach.ts';
import { wordsOf } from './word-reader.ts';

const LONGEST_LINE = 1500;
const SHOWN = /^conntrack v\S+ \(conntrack-tools\): (?<count>\d+) flow entries have been shown\.$/;

function entryFrom(block: Block, line: Line): ConntrackEntry | null {
  const row = readConntrackRow(line.text.trim());
  return row === null ? null : { kind: 'conntrack-entry', at: cite(block.source, [line]), ...row };
}

/** `cpu=0  found=0 invalid=3 insert_failed=0 …` */
function statisticsFrom(block: Block, line: Line): ConntrackStatistics | null {
  const pairs = wordsOf(line.text).map((word) => /^(?<key>[a-z_]{2,32})=(?<value>\d{1,15})$/.exec(word)?.groups);
  const [first, ...others] = pairs;
  if (first?.key !== 'cpu' || others.length === 0 || others.some((pair) => pair === undefined)) return null;
  const counters = Object.fromEntries(others.map((pair) => [pair?.key ?? '', Number(pair?.value)]));
  return { kind: 'conntrack-statistics', at: cite(block.source, [line]), cpu: Number(first.value), counters };
}

/** `conntrack -L` writes how many it showed to its error output; that line alone says there is none. */
function readLines(given: Block): Reading {
  const block = withinReach(given);
  const facts: Fact[] = [];
  const read = new Set<number>();
  let shown: Line | null = null;
  for (const line of worded(block.lines)) {
    if (line.text.length > LONGEST_LINE) continue;
    const fact = entryFrom(block, line) ?? statisticsFrom(block, line);
    if (fact !== null) facts.push(fact);
    if (SHOWN.test(line.text.trim())) shown = line;
    if (fact !== null || SHOWN.test(line.text.trim())) read.add(line.number);
  }
  const entries = facts.filter(({ kind }) => kind === 'conntrack-entry').length;
  const isListing = entries > 0 || shown !== null || (worded(given.lines).length === 0 && isList(block.command));
  if (!isListing || !isReadWhole(given, read)) return { facts, read };
  const counted = SHOWN.exec(shown?.text.trim() ?? '')?.groups?.count;
  if (counted !== undefined && Number(counted) !== entries && isFiltered(block.command) !== true)
    return { facts, read, problem: `It tells of ${counted} entries and ${entries} are here: paste the whole listing.` };
  const at = cite(block.source, shown === null ? block.lines.slice(0, 1) : [shown]);
  return {
    facts: [{ kind: 'conntrack-listing', at, filtered: isFiltered(block.command), count: entries }, ...facts],
    read,
  };
}

function isList(command: string | null): boolean {
  return /\bconntrack (?:.* )?(?:-L|--dump)\b|\/proc\/net\/nf_conntrack\b/.test(command ?? '');
}

function isFiltered(command: string | null): boolean | null {
  if (command === null) return null;
  const words = (command.split('|')[0] ?? '').trim().split(/\s+/).slice(1);
  const asked = words.filter(
    (word) => !/^(?:-L|--dump|conntrack|-n|-o|extended|id|timestamp|\/proc\/\S+|-S|--stats|\d?>\S*)$/.test(word),
  );
  return command.includes('|') || asked.length > 0;
}

/** `conntrack -L`, `/proc/net/nf_conntrack` and `conntrack -S`. */
export const conntrack: TextParser = {
  kind: 'conntrack',
  unbounded: true,
  commands:
    /^(?:sudo )?(?:(?:\S*\/)?conntrack (?:.* )?(?:-[LSG]|--dump|--stats|--get)\b|(?:cat|head|tail|e?grep|more|less) [^;&]*\/proc\/net\/nf_conntrack\b)/,
  looksLike: (block) =>
    worded(block.lines).some(
      (line) =>
        line.text.length <= LONGEST_LINE &&
        (entryFrom(block, line) !== null || statisticsFrom(block, line) !== null || SHOWN.test(line.text.trim())),
    ),
  read: readLines,
};
