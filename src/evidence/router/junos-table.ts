import type { RouterPath } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { rowOf, wholeNumber, worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import { extended, protocolOfName, type RouteEntry, routesOf } from './route-entry.ts';

const TABLE = /^(?:(?<vrf>[\w-]+)\.)?inet6?\.0: \d+ destinations?, \d+ routes?\b/;
const OTHER_TABLE = /^[\w.-]+\.\d+: \d+ destinations?, \d+ routes?\b/;
/** `198.51.100.0/24   *[OSPF/10] 00:40:00, metric 20`: `*` active, `+` active, `-` last active. */
const ROUTE =
  /^(?:(?<prefix>[\dA-Fa-f][\dA-Fa-f.:]*\/\d{1,3}|::\/0)\s*)?(?<mark>[*+-]?)\[(?<protocol>[\w-]+)\/(?<distance>\d{1,10})(?:\/-?\d+)?\] (?<rest>\S.*)$/;
/** The prefix stands alone on its line when it is too long for the column. */
const LONE = /^(?<prefix>[\dA-Fa-f][\dA-Fa-f.:]*\/\d{1,3}|::\/0)$/;
const TO = /^(?<mark>>)?\s*to (?<hop>\S+) via (?<name>[\w./:-]+)(?:,.*)?$/;
const VIA = /^(?<mark>>)?\s*(?:Local )?via (?<name>[\w./:-]+)$/;
const TO_TABLE = /^(?:to table|>\s*to table) (?<vrf>\S+?)(?:\.inet6?\.0)?$/;
const DROP = /^(?:Discard|Reject)$/;
const NOTE = /^(?:AS path:|\+ = Active Route|\{(?:master|backup)|Limit\/Threshold:|Receive$|MultiRecv$)/;

/** True for `show route` of Junos. */
export function isJunosTable(lines: readonly Line[]): boolean {
  return lines.some(
    (line) => OTHER_TABLE.test(line.text.trim().slice(0, 200)) || rowOf(ROUTE, line.text)?.prefix !== undefined,
  );
}

interface Hop {
  readonly path: RouterPath | null;
}

/**
 * `>` marks the way that Junos puts into its forwarding table; the others wait until a load-balance policy is
 * exported to it, which the forwarding table shows.
 */
function hopOf(text: string): Hop | null {
  if (DROP.test(text)) return { path: null };
  const { mark, hop = null, name = null } = (TO.exec(text) ?? VIA.exec(text))?.groups ?? {};
  const vrf = TO_TABLE.exec(text)?.groups?.vrf?.replace(/^inet6?\.0$/, 'default') ?? null;
  if (vrf !== null) return { path: { nextHop: null, interface: null, nextHopVrf: vrf, used: true } };
  if (name === null || (hop !== null && !isAddress(hop))) return null;
  const local = text.startsWith('Local');
  return { path: { nextHop: hop, interface: name, nextHopVrf: null, used: mark !== undefined || local } };
}

/** Reads `show route` of Junos. Tables of other families than `inet` and `inet6` (labels, VPNs) are known to hold no IP route. */
export function readJunosTable(block: Block): Reading {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf: string | null = null;
  let prefix: string | null = null;
  let inOther = false;
  // Rows begin at the margin: below one that was not understood, ways and routes are nobody's.
  let broken = false;
  for (const line of worded(block.lines)) {
    const text = line.text.trim().slice(0, 400);
    const table = TABLE.exec(text)?.groups;
    if (table !== undefined) vrf = table.vrf ?? null;
    if (table !== undefined || OTHER_TABLE.test(text)) inOther = table === undefined;
    const route = inOther ? null : rowOf(ROUTE, text);
    const lone = route === null && !inOther ? (LONE.exec(text)?.groups?.prefix ?? null) : null;
    const named = route?.prefix ?? lone;
    if (named !== null && named !== undefined) broken = false;
    if (named !== null && named !== undefined) prefix = isPrefix(named) ? named : null;
    if (route !== null && prefix !== null && !broken) entries.push(entryOf(route, prefix, vrf, line));
    const hop = route === null && !inOther && !broken && entries.length > 0 ? hopOf(text) : null;
    const last = hop === null ? undefined : entries.pop();
    if (hop !== null && last !== undefined)
      entries.push({ ...extended(last, line, hop.path), drops: dropsNow(last, hop) });
    const known =
      table !== undefined || (route !== null && prefix !== null && !broken) || lone !== null || hop !== null;
    if (known || inOther || NOTE.test(text)) read.add(line.number);
    else if (!/^\s/.test(line.text)) broken = true;
  }
  return { facts: routesOf(block.source, 'junos', 'rib', entries), read };
}

function dropsNow(entry: RouteEntry, hop: Hop): boolean {
  return entry.drops || (hop.path === null && entry.paths.length === 0);
}

function entryOf(
  cells: Readonly<Partial<Record<string, string>>>,
  prefix: string,
  vrf: string | null,
  line: Line,
): RouteEntry {
  const { mark = '', protocol = '', distance, rest = '' } = cells;
  return {
    vrf,
    prefix,
    protocol: protocolOfName(protocol),
    distance: wholeNumber(distance),
    metric: wholeNumber(/\bmetric (\d{1,10})\b/.exec(rest)?.[1]),
    active: mark === '*' || mark === '+',
    drops: false,
    paths: [],
    lines: [line],
  };
}
