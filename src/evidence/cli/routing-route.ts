import type { Route, RouteProtocol } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isPrefix } from './address-shape.ts';
import { isLayout, rowOf, wholeNumber, worded } from './layout.ts';
import { nextHopOfRoute } from './next-hop.ts';

const ROUTER = /^(?:virtual|logical)[ -]router:\s*(.+?)(?:\s+\(id \d+\))?$/i;
const HEADER = /^destination\s+next-?hop\s+metric\s+flags\b/i;
const TOTAL = /^total routes shown\s*:?\s*(\d+)$/i;
const LEGEND = /^(?:flags:\s*)?(?:[A-Z?~][io12]?\s*:\s*[a-z][\w -]*(?:,\s*|$))+$/;

/**
 * A row, told apart by what each cell may hold, since pasting loses the columns: metric, age, interface and next-AS
 * may each be empty, the flags cell holds spaces and `?`, a long age runs into the interface column, and an interface
 * into another virtual router repeats that router's name (`My router/i3`). The flags are the anchor.
 */
const ROW = new RegExp(
  [
    /^(?<prefix>\S+)/,
    /\s+(?<nextHop>(?:vr|lr)\s+\S.*?|\S+(?:\s+vr)?)/,
    /(?:\s+(?<metric>\d+))?/,
    /\s+(?<flags>(?:A\s*)?(?:\?\s*)?(?:O[io12]?|[CHSRBM~])(?:\s*E)?(?:\s*M)?)/,
    /(?:\s+(?<age>\d+))?/,
    /(?:\s+(?<interface>[A-Za-z][\w./-]*|\S.*?\/i\d+))?/,
    /(?:\s+\d+)?$/,
  ]
    .map((part) => part.source)
    .join(''),
);

const PROTOCOLS: Readonly<Record<string, RouteProtocol>> = {
  C: 'connected',
  H: 'host',
  S: 'static',
  R: 'rip',
  O: 'ospf',
  B: 'bgp',
  '~': 'internal',
};

/** The protocol that a PAN-OS flags cell names (`A?B`, `A S E`, `Oi`); `other` when it names none that we know. */
export function protocolOfFlags(flags: string): RouteProtocol {
  const letter = /[CHSROB~]/.exec(flags)?.[0];
  return (letter === undefined ? undefined : PROTOCOLS[letter]) ?? 'other';
}

function routeFromRow(block: Block, line: Line, router: string | null): Route | null {
  const cells = rowOf(ROW, line.text);
  if (cells?.prefix === undefined || cells.flags === undefined || !isPrefix(cells.prefix)) return null;
  const interfaceName = cells.interface ?? null;
  const protocol = protocolOfFlags(cells.flags);
  return {
    kind: 'route',
    at: cite(block.source, [line]),
    router,
    prefix: cells.prefix,
    nextHop: nextHopOfRoute(cells.nextHop ?? '', interfaceName, protocol),
    interface: interfaceName,
    metric: wholeNumber(cells.metric),
    active: cells.flags.includes('A'),
    ecmp: cells.flags.includes('E'),
    protocol,
    ageSeconds: wholeNumber(cells.age),
  };
}

/**
 * Reads the table of `show routing route`: one fact a row, so equal-cost routes are several facts with `ecmp`.
 * `total routes shown` stays unread when there are fewer rows than it says, and so does the last row of a command's
 * output that ends without it: a part was pasted, and what the table does not show may be there all the same.
 */
export function readRouteTable(block: Block): {
  readonly routes: readonly Route[];
  readonly read: ReadonlySet<number>;
} {
  const routes: Route[] = [];
  const read = new Set<number>();
  let router: string | null = null;
  let isTotalled = false;
  for (const line of block.lines) {
    const text = line.text.trim();
    const total = TOTAL.exec(text)?.[1];
    isTotalled ||= total !== undefined;
    const named = ROUTER.exec(text)?.[1];
    const route = named === undefined ? routeFromRow(block, line, router) : null;
    if (named !== undefined) router = named;
    if (route !== null) routes.push(route);
    const known = named !== undefined || route !== null || (total !== undefined && Number(total) <= routes.length);
    if (known || isLayout(line) || HEADER.test(text) || LEGEND.test(text)) read.add(line.number);
  }
  const [last] = routes.at(-1)?.at.lines ?? [];
  if (block.command !== null && !isTotalled && last !== undefined) read.delete(last);
  return { routes, read };
}

function looksLikeRouteTable(block: Block): boolean {
  const lines = worded(block.lines);
  if (lines.some((line) => HEADER.test(line.text.trim()) || /^\s*virtual router: .*\(id \d+\)/i.test(line.text)))
    return true;
  return lines.length > 0 && lines.every((line) => routeFromRow(block, line, null) !== null);
}

/** `show routing route`, with or without filters. */
export const routingRoute: TextParser = {
  kind: 'routing-route',
  commands: /^show routing route\b/,
  looksLike: looksLikeRouteTable,
  read(block: Block): Reading {
    const { routes, read } = readRouteTable(block);
    return { facts: routes, read };
  },
};
