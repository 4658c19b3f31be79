import type { Martian } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';

const LONGEST_LINE = 2000;
/** net/ipv4/route.c: ip_handle_martian_source() prints the destination first; so does the one for destinations. */
const MARTIAN =
  /\bmartian (?<what>source|destination) (?<destination>[\d.]{7,15}) from (?<source>[\d.]{7,15}), (?:on )?dev (?<device>[^\s,]{1,32})/;
/** `ll header: 00000000: …` of today, `ll header: aa:bb:…` of older kernels: destination, source, type. */
const HEADER = /\bll header: (?:0{8}: )?(?<bytes>[\da-f]{2}(?:[ :][\da-f]{2}){13})(?![\da-f])/i;
/** The beginnings of log lines: dmesg, journal and syslog, RFC 3339. */
const TIMES: readonly RegExp[] = [
  /^(?:<\d+>)?\[\s*(?<time>[^\]]{3,40})\]/,
  /^(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d+)?)\s/,
  /^(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*)\s/,
];
/** The journal's own remarks. */
const JOURNAL = /^-- .* --$/;

function timeOf(text: string): string | null {
  for (const pattern of TIMES) {
    const time = pattern.exec(text)?.groups?.time;
    if (time !== undefined) return time.trim();
  }
  return null;
}

type Draft = { -readonly [K in keyof Martian]: Martian[K] };

function martianIn(block: Block, line: Line): Draft | null {
  const cells = MARTIAN.exec(line.text)?.groups;
  const { what, source = '', destination = '', device = '' } = cells ?? {};
  if ((what !== 'source' && what !== 'destination') || !isAddress(source) || !isAddress(destination)) return null;
  const at = cite(block.source, [line]);
  return {
    kind: 'martian',
    at,
    what,
    source,
    destination,
    device,
    sourceMac: null,
    destinationMac: null,
    time: timeOf(line.text),
  };
}

/** The header belongs to the martian above it; the kernel prints it for martian sources only. */
function addHeader(martian: Draft, text: string): void {
  const bytes = HEADER.exec(text)?.groups?.bytes?.toLowerCase().split(/[ :]/) ?? [];
  if (bytes.length !== 14 || martian.sourceMac !== null) return;
  martian.destinationMac = bytes.slice(0, 6).join(':');
  martian.sourceMac = bytes.slice(6, 12).join(':');
}

/** Kernel lines of dmesg, the journal or a syslog file: a `martian` for each. Its other lines hold nothing of use. */
export const kernelLog: TextParser = {
  kind: 'kernel-log',
  commands:
    /^(?:sudo )?(?:\S*\/)?(?:dmesg\b|journalctl\b|(?:cat|head|tail|z?e?grep|more|less) [^;&]*(?:\/var\/log\/(?:messages|syslog|kern)|martian))/,
  looksLike: (block) => worded(block.lines).some(({ text }) => text.length <= LONGEST_LINE && MARTIAN.test(text)),
  read(block: Block): Reading {
    const facts: Draft[] = [];
    const read = new Set<number>();
    for (const line of worded(block.lines)) {
      if (line.text.length > LONGEST_LINE) continue;
      const martian = martianIn(block, line);
      const above = facts.at(-1);
      if (martian !== null) facts.push(martian);
      else if (above !== undefined) addHeader(above, line.text);
      const known = martian !== null || HEADER.test(line.text) || JOURNAL.test(line.text.trim());
      if (known || timeOf(line.text) !== null) read.add(line.number);
    }
    return { facts, read };
  },
};
