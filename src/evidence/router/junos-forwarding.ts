import type { RouterPath, RouterProtocol } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Line, Reading, TextParser } from '../parser.ts';
import { DIRECT, extended, type RouteEntry, routesOf, vrfName } from './route-entry.ts';

const TABLE = /^Routing table: (?<vrf>[\w.-]+?)\.(?<family>inet6?|\w+)$/;
const NOTE = /^(?:Internet6?:|Enabled protocols:.*|Destination\s+Type\s+RtRef\b.*|Logical system: \S+)$/;
const ROUTE_TYPES: ReadonlySet<string> = new Set(['user', 'perm', 'intf', 'dest', 'clon', 'rtbl', 'iddn', 'ignr']);
/** Kinds of next hop, from the legend of the command's reference page. */
const HOP_TYPES: ReadonlySet<string> = new Set(
  'ucst ulst indr comp rslv locl recv bcst mcst mdsc mcrt dscd rjct hold deny unkn aggr rtbl idxd sftw flood'.split(
    ' ',
  ),
);
const SILENT: ReadonlySet<string> = new Set(['bcst', 'mcst', 'mdsc', 'mcrt', 'recv', 'hold', 'idxd', 'sftw', 'flood']);
const LONGEST_ROW = 300;

interface Cells {
  /** Words before the kind of next hop: an address, a MAC, a label operation, or none. */
  readonly hop: string | null;
  readonly type: string;
  readonly name: string | null;
}

/** `192.0.2.1  ucst  575  4  ge-0/0/0.0`, any of its cells but the kind may be empty. */
function cellsOf(words: readonly string[]): Cells | null {
  const at = words.findIndex((word) => HOP_TYPES.has(word));
  const type = words[at];
  const rest = words.slice(at + 1);
  if (type === undefined || at > 4 || rest.length > 3 || !rest.slice(0, 2).every((word) => /^\d+$/.test(word)))
    return null;
  const name = rest[2] ?? null;
  return name !== null && !/^[a-z][\w./:-]*$/.test(name) ? null : { hop: words[0] ?? null, type, name };
}

function pathOf({ hop, type, name }: Cells): RouterPath | null {
  if (type === 'ulst' || type === 'indr' || type === 'comp') return null;
  const nextHop = type === 'ucst' && hop !== null && isAddress(hop) ? hop : null;
  return { ...DIRECT, nextHop, interface: name };
}

function entryOf(words: readonly string[], inet6: boolean, vrf: string | null, line: Line): RouteEntry | null {
  const [shown = '', type = '', references = '', ...rest] = words;
  const prefix = shown === 'default' ? (inet6 ? '::/0' : '0.0.0.0/0') : shown;
  if (!isPrefix(prefix) || !ROUTE_TYPES.has(type) || !/^\d+$/.test(references)) return null;
  const cells = cellsOf(rest);
  if (cells === null) return null;
  const drops = cells.type === 'dscd' || cells.type === 'rjct';
  const path = drops || SILENT.has(cells.type) ? null : pathOf(cells);
  const protocol: RouterProtocol = cells.type === 'locl' ? 'local' : type === 'intf' ? 'connected' : 'other';
  const paths = path === null ? [] : [path];
  // Routes of type perm are the kernel's own, which any learnt route for the same prefix replaces.
  const active = type !== 'perm';
  return { vrf, prefix, protocol, distance: null, metric: null, active, drops, paths, lines: [line] };
}

function readForwarding(block: Block): Reading {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf: string | null = null;
  let family: string | null = null;
  // Rows begin at the margin: below one that was not understood, next hops are nobody's.
  let broken = false;
  for (const line of worded(block.lines)) {
    const text = line.text.trim().slice(0, LONGEST_ROW);
    const table = TABLE.exec(text)?.groups;
    if (table !== undefined) {
      vrf = vrfName(table.vrf);
      family = table.family ?? null;
    }
    const words = text.split(/\s+/);
    const wanted = family === null || family === 'inet' || family === 'inet6';
    const entry = wanted ? entryOf(words, family === 'inet6', vrf, line) : null;
    if (entry !== null) entries.push(entry);
    const isBelow = entry === null && /^\s/.test(line.text);
    if (!isBelow) broken = entry === null;
    const cells = isBelow && !broken && wanted && entries.length > 0 ? cellsOf(words) : null;
    const last = cells === null ? undefined : entries.pop();
    if (last !== undefined && cells !== null) entries.push(extended(last, line, pathOf(cells)));
    if (table !== undefined || entry !== null || last !== undefined || NOTE.test(text)) read.add(line.number);
  }
  return { facts: routesOf(block.source, 'junos', 'fib', entries), read };
}

/**
 * `show route forwarding-table` of Junos: what packets are forwarded by. A route of kind `ulst` balances over the
 * next hops below it; rows for broadcast, multicast and single neighbours name no way to a network.
 */
export const junosForwarding: TextParser = {
  kind: 'router-forwarding-table',
  commands: /^show route forwarding-table\b/,
  looksLike: (block) => block.lines.some((line) => /^\s*Destination\s+Type\s+RtRef\s+Next hop\b/.test(line.text)),
  read: readForwarding,
};
