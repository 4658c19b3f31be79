import type { SessionAbsent, SessionRow } from '../../model/facts.ts';
import { protocolFromNumber } from '../../model/flow.ts';
import { isBlank } from '../lines.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isAddress } from './address-shape.ts';
import { isDataplaneHeading } from './dataplane-heading.ts';
import { filterOf } from './session-filter.ts';

const ADDRESS = '[0-9A-Fa-f:.]+';
/**
 * A row, its two lines joined. Columns moved between releases (the id was 8 wide, then 12) and collapse in pastes, so
 * the grammar of the cells counts and not their place. Releases 3 and 4 print `id/vsys` and no vsys on the second line.
 */
const ROW = new RegExp(
  [
    '^(?<id>\\d+)(?:/(?<vsysNumber>\\d+))?\\s+(?<application>\\S+)\\s+(?<state>[A-Z]+)\\s+(?<type>[A-Z]+)\\s+',
    '(?:(?<flags>[*A-Z]{1,4})\\s+)?',
    `(?<source>${ADDRESS})\\[(?<sport>\\d+)\\]/(?<from>[^()[\\]]+)/(?<protocol>\\d+)\\s*`,
    `\\((?<xsource>${ADDRESS})\\[(?<xsport>\\d+)\\]\\)?\\s+`,
    `(?:(?<vsys>[^\\s[\\]()]+)\\s+)?(?<destination>${ADDRESS})\\[(?<dport>\\d+)\\]/(?<to>[^()[\\]]+?)\\s*`,
    `\\((?<xdestination>${ADDRESS})\\[(?<xdport>\\d+)\\]\\)?$`,
  ].join(''),
);
const ROW_START = /^\s*\d+(?:\/\d+)?\s+\S+\s+[A-Z]+\s+[A-Z]+(?:\s|$)/;
const HEADINGS = [/^ID(?:\/vsys)?\s+application\s+state\s+type\b/i, /^(?:Vsys\s+)?dst\[dport\]\/zone\b/i];
const NOTHING = /^No Active Sessions\.?$/i;
const COUNT = /^Number of sessions that match filter:\s*(?<count>\d+)$/i;
const LONGEST_ROW = 600;
/** Two lines as printed; one when a paste joined them; more when a narrow window broke them. */
const LINES_PER_ROW = [2, 1, 3, 4] as const;

/** `show session all`: one `session-row` a session, or `session-absent` with what was asked for. */
export const sessionAll: TextParser = {
  kind: 'session-all',
  commands: /^show session all\b/,
  looksLike: (block) =>
    block.lines.some(
      (line) => HEADINGS.some((heading) => heading.test(line.text.trim())) || NOTHING.test(line.text.trim()),
    ) || readRows(block).rows.length > 0,
  read: readSessions,
};

function readSessions(block: Block): Reading {
  const { rows, read, halves } = readRows(block);
  const absent: SessionAbsent[] = [];
  for (const line of block.lines) {
    const text = line.text.trim();
    const count = COUNT.exec(text)?.groups?.count;
    if (isDataplaneHeading(text) || HEADINGS.some((heading) => heading.test(text)) || count !== undefined)
      read.add(line.number);
    if (!NOTHING.test(text) && count !== '0') continue;
    read.add(line.number);
    absent.push(noSession(block, line));
  }
  const facts = [...rows, ...absent];
  return halves ? { facts, read, problem: HALF_ROW } : { facts, read };
}

const HALF_ROW =
  'A session takes two lines with address[port]/zone in each, and some lack them: paste both lines with their addresses, and narrow the listing with `filter` rather than with `| match`.';

function noSession(block: Block, line: Line): SessionAbsent {
  return {
    kind: 'session-absent',
    at: cite(block.source, [line]),
    reason: 'no-active-sessions',
    sessionId: null,
    filter: filterOf(block.command),
  };
}

function readRows(block: Block): { rows: SessionRow[]; read: Set<number>; halves: boolean } {
  const lines = block.lines.filter((line) => !isBlank(line));
  const rows: SessionRow[] = [];
  const read = new Set<number>();
  let halves = false;
  for (let at = 0; at < lines.length; ) {
    const found = rowAt(block.source, lines, at);
    if (found === null) {
      halves ||= ROW_START.test(lines[at]?.text ?? '');
      at += 1;
      continue;
    }
    rows.push(found.row);
    for (const line of found.lines) read.add(line.number);
    at += found.lines.length;
  }
  return { rows, read, halves };
}

function rowAt(source: string, lines: readonly Line[], at: number): { row: SessionRow; lines: readonly Line[] } | null {
  if (!ROW_START.test(lines[at]?.text ?? '')) return null;
  for (const count of LINES_PER_ROW) {
    const own = lines.slice(at, at + count);
    if (own.slice(1).some((line) => ROW_START.test(line.text))) continue;
    const row = rowFrom(source, own);
    if (row) return { row, lines: own };
  }
  return null;
}

function rowFrom(source: string, lines: readonly Line[]): SessionRow | null {
  const text = lines.map((line) => line.text.trim()).join(' ');
  const cells = text.length > LONGEST_ROW ? undefined : ROW.exec(text)?.groups;
  if (!cells) return null;
  const socket = (address: string, port: string) => ({ address: cells[address] ?? '', port: Number(cells[port]) });
  const row: SessionRow = {
    kind: 'session-row',
    at: cite(source, lines),
    id: Number(cells.id),
    vsys: cells.vsys ?? (cells.vsysNumber === undefined ? null : `vsys${cells.vsysNumber}`),
    application: cells.application ?? '',
    state: cells.state ?? '',
    type: cells.type ?? '',
    flags: cells.flags ?? '',
    protocol: protocolFromNumber(Number(cells.protocol)),
    source: socket('source', 'sport'),
    translatedSource: socket('xsource', 'xsport'),
    destination: socket('destination', 'dport'),
    translatedDestination: socket('xdestination', 'xdport'),
    from: (cells.from ?? '').trim(),
    to: (cells.to ?? '').trim(),
    rule: null,
    ingress: null,
    egress: null,
    startTime: null,
    totalBytes: null,
  };
  const sockets = [row.source, row.translatedSource, row.destination, row.translatedDestination];
  return sockets.every((end) => isAddress(end.address) && end.port <= 0xffff) ? row : null;
}
