import type { Block, Reading, TextParser } from '../parser.ts';
import { wordedLines } from '../unread.ts';
import { readNotes } from './capture-notes.ts';
import { firstLines, inReach } from './in-reach.ts';
import { captureFacts, type TextCapture } from './text-capture.ts';
import { incomplete } from './text-summary.ts';
import { readFieldTable } from './tshark-fields.ts';
import { reveal } from './tshark-hidden.ts';
import { isTsharkHeading, isTsharkRow, readTsharkRows } from './tshark-lines.ts';
import { tsharkNumbers } from './tshark-numbers.ts';

/** `tshark` with its default columns or a table of fields with a heading, and Wireshark's packet list as text. */
export const tshark: TextParser = {
  kind: 'capture',
  commands: /^(?:(?:sudo|nohup|timeout \S+|ip netns exec \S+) ){0,4}(?:\S*\/)?tshark\b/,
  unbounded: true,
  looksLike(block: Block): boolean {
    const lines = firstLines(block.lines);
    return lines.some((line) => isTsharkHeading(line.text) || isTsharkRow(line)) || readFieldTable(lines) !== null;
  },
  read(block: Block): Reading {
    const near = inReach(block.lines);
    const notes = readNotes(near);
    const lines = near.filter(({ number }) => !notes.read.has(number));
    const table = readFieldTable(lines);
    const rows = table === null ? readTsharkRows(lines) : { ...table, hidden: [] };
    const read = new Set([...rows.read, ...notes.read]);
    const unread = wordedLines(block.lines).filter(({ number }) => !read.has(number)).length;
    const count = rows.records.length + rows.hidden.length;
    if (count === 0 && (unread > 0 || notes.read.size === 0)) return { facts: [], read };
    const words = block.command?.split(' ') ?? [];
    const times = words[words.indexOf('-t') + 1] === 'd' && words.includes('-t') ? 'delta' : null;
    const asked = words.includes('-i') ? (words[words.indexOf('-i') + 1] ?? null) : null;
    const filter = /\s-f\s+(?:"([^"]{1,200})"|'([^']{1,200})'|(\S+))/.exec(block.command ?? '');
    const { records, left, uncertain } = reveal(rows.records, rows.hidden);
    const capture: TextCapture = {
      format: 'tshark',
      records,
      notes,
      interface: asked,
      filter: filter?.[1] ?? filter?.[2] ?? filter?.[3] ?? null,
      times,
      hidden: left,
      uncertain,
      unread,
      numbersOf: tsharkNumbers(records, table?.raw ?? false),
    };
    return { facts: captureFacts(block, capture), read, ...incomplete(capture) };
  },
};
