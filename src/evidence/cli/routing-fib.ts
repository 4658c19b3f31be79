import type { FibEntry } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isPrefix } from './address-shape.ts';
import { isLayout, rowOf, wholeNumber } from './layout.ts';
import { nextHopOfFib } from './next-hop.ts';

const ROUTER = /^(?:virtual|logical)-router name:\s*(.+)$/i;
const HEADER = /^id\s+destination\s+next-?hop\s+flags\s+interface\b/i;
const LEGEND = /^flags:\s*u - up\b.*$/i;
const COUNT =
  /^(?:total (?:virtual|logical)-router shown|(?:maximum|number) of (?:IPv[46] )?fib entries (?:for (?:this fib|device)|shown))\s*:\s*\d+$/i;
const INTERFACE_NAMES = /^[a-z][\w./-]*(?:\s+[a-z][\w./-]*)*$/i;
const ROW =
  /^(?:\d+)\s+(?<prefix>\S+)\s+(?<nextHop>(?:vr|lr)\s+\S.*?|\S+)\s+(?<flags>[uhge]+\s?\*?)(?:\s+(?<interface>[A-Za-z][\w./-]*|\S.*?\/i\d+))?(?:\s+(?<mtu>\d+))?$/;

function entryFromRow(block: Block, line: Line, router: string | null): FibEntry | null {
  const cells = rowOf(ROW, line.text);
  if (cells?.prefix === undefined || cells.flags === undefined || !isPrefix(cells.prefix)) return null;
  const interfaceName = cells.interface ?? null;
  return {
    kind: 'fib-entry',
    at: cite(block.source, [line]),
    router,
    prefix: cells.prefix,
    nextHop: nextHopOfFib(cells.nextHop ?? '', interfaceName, cells.flags),
    interface: interfaceName,
    ecmp: cells.flags.includes('e'),
    mtu: wholeNumber(cells.mtu),
  };
}

function isNoise(line: Line): boolean {
  const text = line.text.trim();
  return isLayout(line) || HEADER.test(text) || LEGEND.test(text) || COUNT.test(text) || /^route table:$/i.test(text);
}

/**
 * Reads `show routing fib` and `show advanced-routing fib`: one fact a row. The list of interfaces between
 * `interfaces:` and `route table:` and the maxima are read and carry no fact; the first column is an internal
 * number, not a count of rows.
 */
export function readFibTable(block: Block): Reading {
  const facts: FibEntry[] = [];
  const read = new Set<number>();
  let router: string | null = null;
  let listing = false;
  for (const line of block.lines) {
    const text = line.text.trim();
    const named = ROUTER.exec(text)?.[1];
    const entry = named === undefined ? entryFromRow(block, line, router) : null;
    const starts = /^interfaces:/i.test(text);
    const listed: boolean = listing && named === undefined && !isNoise(line) && INTERFACE_NAMES.test(text);
    if (named !== undefined) router = named;
    if (entry !== null) facts.push(entry);
    listing = starts || listed || (listing && isLayout(line));
    if (named !== undefined || entry !== null || starts || listed || isNoise(line)) read.add(line.number);
  }
  return { facts, read };
}

function hasLine(block: Block, pattern: RegExp): boolean {
  return block.lines.some((line) => pattern.test(line.text.trim()));
}

/** `show routing fib`. */
export const routingFib: TextParser = {
  kind: 'routing-fib',
  commands: /^show routing fib\b/,
  looksLike: (block) => hasLine(block, HEADER) && !hasLine(block, /^logical-router name:/i),
  read: readFibTable,
};
