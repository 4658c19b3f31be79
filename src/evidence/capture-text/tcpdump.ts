import type { Block, Line, Reading, TextParser } from '../parser.ts';
import { wordedLines } from '../unread.ts';
import { readNotes } from './capture-notes.ts';
import { firstLines, inReach } from './in-reach.ts';
import { tcpdumpOptions } from './options.ts';
import { readRecords } from './records.ts';
import { numbering } from './sequence.ts';
import { captureFacts } from './text-capture.ts';
import { incomplete } from './text-summary.ts';

const LONGEST = 400;
const NONE: ReadonlySet<string> = new Set();
const NO_NUMBERS = 'tcpdump shows names instead of addresses and ports: run it with -nn.';
const NO_FLAGS = 'tcpdump -q leaves the TCP flags out: run it without -q.';

/**
 * `tcpdump` as text, with any of `-e`, `-v`, `-vv`, `-S`, `-t` to `-ttttt` and `-x`, on Linux and as PAN-OS's
 * `view-pcap` prints it. Names (no `-nn`) and lines without flags (`-q`) stay unread.
 */
export const tcpdump: TextParser = {
  kind: 'capture',
  commands: /^(?:(?:sudo|nohup|timeout \S+|stdbuf \S+|ip netns exec \S+) ){0,4}(?:\S*\/)?tcpdump\b|^view-pcap\b/,
  unbounded: true,
  looksLike(block: Block): boolean {
    const lines = firstLines(block.lines);
    if (lines.some(({ text }) => /^(?:tcpdump: )?(?:listening on|reading from file) \S+, link-type /.test(text)))
      return true;
    return readRecords(lines).records.some(({ packet }) => packet.ip !== null);
  },
  read(block: Block): Reading {
    const options = tcpdumpOptions(block.command);
    const lines = inReach(block.lines);
    const notes = readNotes(lines);
    const { records, read: understood } = readRecords(lines.filter(({ number }) => !notes.read.has(number)));
    const read = new Set([...understood, ...notes.read]);
    const unread = wordedLines(block.lines).filter(({ number }) => !read.has(number));
    const problem = problemOf(unread);
    if (records.length === 0 && (unread.length > 0 || notes.read.size === 0)) return { facts: [], read, ...problem };
    const numbersOf = numbering(options.absoluteNumbers).of;
    const capture = { format: 'tcpdump', records, notes, ...options, hidden: 0, uncertain: NONE, numbersOf } as const;
    const whole = { ...capture, unread: unread.length };
    return { facts: captureFacts(block, whole), read, ...incomplete(whole), ...problem };
  },
};

/** What to do about lines that show too little, when their look tells why. */
function problemOf(unread: readonly Line[]): { readonly problem?: string } {
  const short = unread.filter(({ text }) => text.length < LONGEST);
  if (short.some(({ text }) => / > \S{3,80}: tcp \d+$/.test(text))) return { problem: NO_FLAGS };
  return short.some(({ text }) => text.includes(': Flags [') && hasName(text)) ? { problem: NO_NUMBERS } : {};
}

/** True when a packet's source has letters that are no IPv6 address and no MAC. */
function hasName(text: string): boolean {
  const source = text.slice(0, text.lastIndexOf(' > ')).split(' ').at(-1) ?? '';
  return !source.includes(':') && /[a-z]/i.test(source);
}
