import type { RouterPath, RouterPlatform } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import {
  askedVrf,
  DIRECT,
  extended,
  isNull,
  protocolOfCode,
  type RouteEntry,
  routesOf,
  vrfName,
} from './route-entry.ts';
import { isRemark } from './route-legend.ts';
import { interfaceAmong, pathOfVia } from './via.ts';

const VRF = /^(?:Routing Table: |VRF(?: name)?: |IPv6 Routing Table - )(?<vrf>\S+)(?: - \d+ entries)?$/;
const SUBNETTED = /^(?<network>[\d.]+)\/(?<length>\d{1,2}) is subnetted, \d+ subnets/;
const CODE = /^[A-Za-z*+%&~!()>0-9]{1,4}$/;
const COST = /^\[(?<distance>\d{1,3})\/(?<metric>\d{1,10})\](?:,?\s+|$)/;
const LONGEST_ROW = 400;

/** Which system prints a legend with these words; the rows alone do not tell. */
const PLATFORMS: readonly (readonly [RegExp, RouterPlatform])[] = [
  [/\bNexthop Group Static Route\b|\bK - kernel\b/, 'eos'],
  [/\bDAGR\b|\bDiversion path\b|\bFRR Backup path\b/, 'ios-xr'],
  [/\bcandidate default\b|\bM - mobile\b|\bHome Agent\b|\bNDr? - /, 'ios'],
];

/** The system that a routing table's legend tells of; null when the legend is missing. */
export function platformOfLegend(lines: readonly Line[]): RouterPlatform | null {
  const legend = lines.filter(isRemark).map((line) => line.text.slice(0, LONGEST_ROW));
  return PLATFORMS.find(([pattern]) => legend.some((text) => pattern.test(text)))?.[1] ?? null;
}

interface Row {
  readonly code: string;
  readonly prefix: string;
  readonly rest: string;
}

/** Cuts `O E2    198.51.100.0/24 [110/20] via …` in three; `length` is what a heading gave for rows without one. */
function rowOf(text: string, length: string | null): Row | null {
  const words = text.slice(0, LONGEST_ROW).trim().split(/\s+/);
  const at = words.findIndex((word) => isPrefix(word) || isAddress(word));
  const code = words.slice(0, at);
  const shown = words[at];
  if (at < 1 || at > 3 || shown === undefined || !code.every((word) => CODE.test(word))) return null;
  const prefix = shown.includes('/') ? shown : length === null ? null : `${shown}/${length}`;
  return prefix === null ? null : { code: code.join(' '), prefix, rest: words.slice(at + 1).join(' ') };
}

interface Way {
  readonly distance: number | null;
  readonly metric: number | null;
  readonly path: RouterPath | null;
  readonly drops: boolean;
}

/** What stands behind a prefix, or on a line of its own below it. Null when it is no way out. */
function wayOf(rest: string): Way | null {
  const { distance, metric } = COST.exec(rest)?.groups ?? {};
  const cost = { distance: toNumber(distance), metric: toNumber(metric) };
  const text = rest.replace(COST, '');
  const path = pathOfVia(text);
  if (path !== null) return { ...cost, path: isNull(path.interface) ? null : path, drops: isNull(path.interface) };
  const [first = '', ...parts] = text.split(/,\s*/);
  if (!/^is (?:directly connected|a summary)$/.test(first) && (distance === undefined || !isAge(first))) return null;
  const out = interfaceAmong(parts);
  if (out === null) return null;
  const drops = isNull(out.name);
  return { ...cost, drops, path: drops ? null : { ...DIRECT, interface: out.name } };
}

function toNumber(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function isAge(text: string): boolean {
  return /^(?:\d+:\d+:\d+|(?:\d+[ywdhm])+)$/.test(text);
}

function joined(entry: RouteEntry, line: Line, way: Way): RouteEntry {
  const next = extended(entry, line, way.path);
  const { distance, metric } = entry.distance === null ? way : entry;
  return { ...next, distance, metric, drops: entry.drops || way.drops };
}

/** The prefix and the start of the row are known before its ways are, which may stand on lines of their own. */
function startOf(row: Row, line: Line, vrf: string | null, platform: RouterPlatform | null): RouteEntry {
  // EOS marks routes leaked from another VRF with the letter that IOS has for its own addresses.
  const protocol = platform === 'eos' && row.code.startsWith('L') ? 'other' : protocolOfCode(row.code);
  const { prefix } = row;
  return { vrf, prefix, protocol, distance: null, metric: null, active: true, drops: false, paths: [], lines: [line] };
}

/**
 * Reads the routing tables of IOS, IOS-XR and EOS, IPv4 and IPv6: a code, a prefix, and its ways on the same line or
 * on those below. Rows without a length have that of the "is subnetted" heading above them (IOS).
 */
export function readClassicTable(block: Block): Reading {
  const platform = platformOfLegend(block.lines);
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf = askedVrf(block.command);
  let length: string | null = null;
  // Below a line that was not understood a way may belong to that line: it is nobody's then.
  let broken = false;
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    const named = VRF.exec(text)?.groups?.vrf;
    if (named !== undefined) vrf = vrfName(named);
    if (/\bsubnetted\b/.test(text)) length = SUBNETTED.exec(text)?.groups?.length ?? null;
    const row = named === undefined ? rowOf(text, length) : null;
    const way = wayOf(row === null ? text.slice(0, LONGEST_ROW) : row.rest);
    const open: RouteEntry | undefined =
      row !== null ? startOf(row, line, vrf, platform) : broken ? undefined : entries.pop();
    const isWrapped = row !== null && (row.rest === '' || wholeCost(row.rest));
    const known = way !== null || isWrapped;
    if (open !== undefined) {
      if (row === null) entries.push(way === null ? open : joined(open, line, way));
      else if (way !== null) entries.push(joined({ ...open, lines: [] }, line, way));
      else if (isWrapped) entries.push({ ...open, ...costOf(row.rest) });
    }
    const isRead: boolean = named !== undefined || (known && open !== undefined) || isRemark(line);
    if (isRead) read.add(line.number);
    else length = null;
    broken = row === null ? broken || !isRead : !isRead;
  }
  return { facts: routesOf(block.source, platform, 'rib', entries), read };
}

/** IPv6 tables print `[110/20]` beside the prefix and the ways below. */
function wholeCost(rest: string): boolean {
  return /^\[\d{1,3}\/\d{1,10}\]$/.test(rest);
}

function costOf(rest: string): Pick<RouteEntry, 'distance' | 'metric'> {
  const { distance, metric } = COST.exec(rest)?.groups ?? {};
  return { distance: toNumber(distance), metric: toNumber(metric) };
}
