import type { Route, RouteProtocol } from '../../model/facts.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isPrefix } from './address-shape.ts';
import { routesFromJson, uptimeSeconds } from './advanced-route-json.ts';
import { isLayout, rowOf, wholeNumber, worded } from './layout.ts';
import { nextHopOfRoute } from './next-hop.ts';
import { readRouteTable } from './routing-route.ts';

const ROUTER = /^(?:(?:IPv[46] unicast )?VRF|Logical[ -]Router:?)\s+(?<router>\S.*?):?$/i;
const LEGEND = /^(?:Codes:\s*)?(?:[A-Za-z>*~]{1,2} - [\w /()-]+(?:,\s*|$))+$/;
/** `B>* 10.0.0.0/8 [20/0] via 192.0.2.1, ethernet1/1, weight 1, 00:01:02`; `>` selected, `*` in the FIB. */
const ROW =
  /^(?<code>[A-Z])(?:\s?(?:IA|N1|N2|E1|E2))?\s?(?<marks>[>*qrbto ]*?)\s*(?<prefix>[0-9A-Fa-f][\w.:]*\/\d+)\s*(?:\[\d+\/(?<metric>\d+)\]\s*)?(?<hop>(?:via|is directly connected|unreachable|blackhole)\b.*)$/;
/** Another next hop of the row above. */
const MORE = /^(?<marks>[>*qrbto ]*?)\s*(?<hop>(?:via|is directly connected|unreachable)\b.*)$/;
const HOP =
  /^(?:via (?<via>[^\s,]+)(?<recursive>\s+\(recursive\))?|is directly connected|(?<discard>unreachable(?:\s+\([\w -]+\))?|blackhole))(?:,\s*(?!weight\b)(?<interface>[A-Za-z][^\s,]*)(?<inactive>\s+inactive)?)?(?:\s+\([^)]*\))?(?:,\s*(?:label|weight|src|onlink)\b[^,]*)*(?:,\s*(?<age>\S+))?$/;

const PROTOCOLS: Readonly<Record<string, RouteProtocol>> = {
  C: 'connected',
  L: 'host',
  S: 'static',
  R: 'rip',
  O: 'ospf',
  B: 'bgp',
};

interface Path {
  readonly line: Line;
  readonly via: string;
  readonly interface: string | null;
  readonly inFib: boolean;
  readonly recursive: boolean;
  readonly ageSeconds: number | null;
}

interface Entry {
  readonly router: string | null;
  readonly prefix: string;
  readonly protocol: RouteProtocol;
  readonly selected: boolean;
  readonly metric: number | null;
  readonly paths: readonly Path[];
}

function pathFrom(line: Line, marks: string, hop: string): Path | null {
  const cells = HOP.exec(hop)?.groups;
  if (cells === undefined) return null;
  return {
    line,
    via: cells.discard === undefined ? (cells.via ?? '') : 'discard',
    interface: cells.interface ?? null,
    inFib: marks.includes('*'),
    recursive: cells.recursive !== undefined,
    ageSeconds: uptimeSeconds(cells.age),
  };
}

function entryFrom(line: Line, router: string | null): Entry | null {
  const cells = rowOf(ROW, line.text);
  if (cells?.prefix === undefined || !isPrefix(cells.prefix)) return null;
  const marks = cells.marks ?? '';
  const path = pathFrom(line, marks, cells.hop ?? '');
  if (path === null) return null;
  return {
    router,
    prefix: cells.prefix,
    protocol: PROTOCOLS[cells.code ?? ''] ?? 'other',
    selected: marks.includes('>'),
    metric: wholeNumber(cells.metric),
    paths: [path],
  };
}

/**
 * A recursive next hop is followed by the hops it resolves to. It stays the route's next hop, as in PAN-OS's own
 * table, and takes the interface of the first of them.
 */
function resolved(paths: readonly Path[]): readonly Path[] {
  const result: Path[] = [];
  for (const path of paths) {
    const above = result.at(-1);
    if (above?.recursive === true && path.inFib && !path.recursive) {
      result[result.length - 1] = { ...above, inFib: true, interface: above.interface ?? path.interface };
    } else result.push(path);
  }
  return result;
}

function routesOf(source: string, entry: Entry): readonly Route[] {
  const paths = resolved(entry.paths);
  const several = paths.filter((path) => path.inFib).length > 1;
  return paths.map((path) => ({
    kind: 'route',
    at: cite(source, [path.line]),
    router: entry.router,
    prefix: entry.prefix,
    nextHop: nextHopOfRoute(path.via, path.interface, path.via === 'discard' ? 'other' : entry.protocol),
    interface: path.interface,
    metric: entry.metric,
    active: entry.selected && path.inFib,
    ecmp: several && path.inFib,
    protocol: entry.protocol,
    ageSeconds: path.ageSeconds,
  }));
}

function readRows(block: Block): Reading {
  const entries: Entry[] = [];
  const read = new Set<number>();
  let router: string | null = null;
  for (const line of block.lines) {
    const text = line.text.trim();
    const named = ROUTER.exec(text)?.groups?.router;
    const entry = named === undefined ? entryFrom(line, router) : null;
    const last = entries.at(-1);
    const more = entry === null && last !== undefined ? rowOf(MORE, line.text) : null;
    const path = more === null ? null : pathFrom(line, more.marks ?? '', more.hop ?? '');
    if (named !== undefined) router = named;
    if (entry !== null) entries.push(entry);
    if (path !== null && last !== undefined) entries[entries.length - 1] = { ...last, paths: [...last.paths, path] };
    const known = named !== undefined || entry !== null || path !== null;
    if (known || isLayout(line) || LEGEND.test(text)) read.add(line.number);
  }
  return { facts: entries.flatMap((entry) => routesOf(block.source, entry)), read };
}

function readAdvancedRoutes(block: Block): Reading {
  const lines = worded(block.lines);
  if (lines[0]?.text.trim().startsWith('{')) {
    const facts = routesFromJson(block.source, lines);
    if (facts !== null) return { facts, read: new Set(lines.map((line) => line.number)) };
    return { facts: [], read: new Set(), problem: 'The JSON is cut off or of another shape: paste it whole.' };
  }
  const rows = readRows(block);
  if (rows.facts.length > 0) return rows;
  const table = readRouteTable(block);
  return { facts: table.routes, read: new Set([...table.read, ...rows.read]) };
}

/**
 * `show advanced-routing route`: JSON, or rows in the style of FRR, the engine's origin. A table in the layout of
 * `show routing route` is read as such; any other table stays unread.
 */
export const advancedRoutingRoute: TextParser = {
  kind: 'advanced-routing-route',
  commands: /^show advanced-routing route\b/,
  looksLike(block: Block): boolean {
    const lines = worded(block.lines);
    if (lines[0]?.text.trim().startsWith('{')) return /"nexthops"\s*:/.test(lines.map((line) => line.text).join(''));
    return readRows(block).facts.length > 0;
  },
  read: readAdvancedRoutes,
};
