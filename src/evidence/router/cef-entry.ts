import type { LoadSharing, RouterPath } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { rowOf, worded } from '../cli/layout.ts';
import { type Block, cite, type Line, type Reading, type TextParser } from '../parser.ts';
import { isCefBrief, readCefBrief } from './cef-brief.ts';
import { askedVrf, DIRECT, extended, type RouteEntry, routesOf } from './route-entry.ts';

const ENTRY =
  /^(?<prefix>[\dA-Fa-f][\dA-Fa-f.:]*\/\d{1,3}|::\/0)(?:, (?<notes>(?:version|epoch|flags|RIB|refcnt)\b.*))?$/;
const SHARING = /\b(?<said>per-(?:packet|destination))(?: sharing)?$/;
const NEXT =
  /^(?:nexthop|via) (?<hop>[\dA-Fa-f.:]+)(?:,? (?<name>[A-Za-z][\w./:-]*))?(?:,? (?:label|unusable|\d+ dependencies).*)?$/;
const RECURSIVE = /^recursive via (?<hop>[\dA-Fa-f.:]+)(?: label .*)?$/;
const ATTACHED = /^attached(?: to| nexthop:? \S+)? (?<name>[A-Za-z][\w./:-]*)$/;
const RECEIVE = /^receive(?: for (?<name>[A-Za-z][\w./:-]*))?$/;
const DROP = /^(?:drop|discard|no route|unresolved via .*|punt)$/;
const NOTE =
  /^(?:IPv[46] CEF is\b|VRF Default$|\d+ prefixes \(|Table id |Database epoch:|NetFlow:|Special source:|Interface source:|Adj source:|Dependent covered|Covered dependent|need deagg:|notify cover|Interest List:|- |BFD state|sr local label|local label info|repair:|subblocks:|sources?:|QoS:|traffic share|valid adjacency|next hop |\d+ packets, \d+ bytes|via .* dependencies|ifnums:|feature space:|IPRM:|Broker:|SC (?:owned|inherited):)/;

/** Reads one line as a way of the entry above it. Null when it is none; a path of null drops or is received. */
function hopOf(text: string): { readonly path: RouterPath | null; readonly as: 'forward' | 'local' | 'drop' } | null {
  const next = NEXT.exec(text)?.groups;
  if (next?.hop !== undefined && isAddress(next.hop)) {
    return { path: { ...DIRECT, nextHop: next.hop, interface: next.name ?? null }, as: 'forward' };
  }
  const recursive = RECURSIVE.exec(text)?.groups?.hop;
  if (recursive !== undefined && isAddress(recursive))
    return { path: { ...DIRECT, nextHop: recursive }, as: 'forward' };
  const attached = ATTACHED.exec(text)?.groups?.name;
  if (attached !== undefined) return { path: { ...DIRECT, interface: attached }, as: 'forward' };
  const receive = RECEIVE.exec(text);
  if (receive !== null) return { path: { ...DIRECT, interface: receive.groups?.name ?? null }, as: 'local' };
  return DROP.test(text) ? { path: null, as: 'drop' } : null;
}

/** A way that is indented below `recursive via` is what that next hop resolves to: it names the interface only. */
function withHop(entry: RouteEntry, line: Line, hop: NonNullable<ReturnType<typeof hopOf>>): RouteEntry {
  const last = entry.paths.at(-1);
  const resolves = last !== undefined && last.interface === null && last.nextHop !== null && hop.path !== null;
  if (resolves && hop.path !== null) {
    const path = { ...last, interface: hop.path.interface, nextHop: hop.path.nextHop ?? last.nextHop };
    return { ...entry, lines: [...entry.lines, line], paths: [...entry.paths.slice(0, -1), path] };
  }
  const next = extended(entry, line, hop.path);
  const protocol = hop.as === 'local' ? 'local' : hop.path?.nextHop === null ? 'connected' : entry.protocol;
  return { ...next, protocol, drops: entry.drops || hop.as === 'drop' };
}

function sharingOf(block: Block, line: Line, prefix: string, notes: string): readonly LoadSharing[] {
  const said = SHARING.exec(notes.slice(-60))?.groups?.said;
  if (said === undefined) return [];
  const mode = said === 'per-packet' ? 'per-packet' : 'per-flow';
  const at = cite(block.source, [line]);
  return [{ kind: 'load-sharing', at, platform: 'ios', mode, said: `${said} sharing`, interface: null, prefix }];
}

function readCef(block: Block): Reading {
  if (isCefBrief(block.lines)) {
    const { entries, read } = readCefBrief(block.lines, askedVrf(block.command));
    return { facts: routesOf(block.source, 'ios', 'fib', entries), read };
  }
  return readCefPages(block);
}

function readCefPages(block: Block): Reading {
  const entries: RouteEntry[] = [];
  const sharing: LoadSharing[] = [];
  const read = new Set<number>();
  const vrf = askedVrf(block.command);
  // Prefixes begin at the margin: below one that was not understood, ways are nobody's.
  let broken = false;
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    const cells = rowOf(ENTRY, text);
    const entry = cells?.prefix === undefined || !isPrefix(cells.prefix) ? null : startOf(cells.prefix, vrf, line);
    if (entry !== null) {
      entries.push(entry);
      sharing.push(...sharingOf(block, line, entry.prefix, cells?.notes ?? ''));
    }
    const hop = entry !== null || broken || text.length > 300 ? null : hopOf(text);
    const last = hop === null ? undefined : entries.pop();
    if (last !== undefined && hop !== null) entries.push(withHop(last, line, hop));
    const isRead = entry !== null || last !== undefined || NOTE.test(text);
    if (isRead) read.add(line.number);
    if (entry !== null) broken = false;
    else if (!isRead && !/^\s/.test(line.text)) broken = true;
  }
  // A recursive next hop without what it resolves to is half a way: the line below it was not shown.
  const whole = entries.map((entry) => ({ ...entry, paths: entry.paths.filter(isResolved) }));
  return { facts: [...routesOf(block.source, 'ios', 'fib', whole), ...sharing], read };
}

function isResolved({ nextHop, interface: name }: RouterPath): boolean {
  return nextHop === null || name !== null;
}

function startOf(prefix: string, vrf: string | null, line: Line): RouteEntry {
  const open = { vrf, prefix, protocol: 'other', distance: null, metric: null, active: true, drops: false } as const;
  return { ...open, paths: [], lines: [line] };
}

/**
 * `show ip cef [PREFIX] [detail|internal]` and `show ipv6 cef` of IOS: what packets are forwarded by, and whether the
 * paths of a prefix share by destination (a hash, so per flow) or by packet.
 */
export const cefEntry: TextParser = {
  kind: 'router-cef',
  commands: /^(?:show|sho|sh) ip(?:v6)? cef(?!.*\bexact-route\b)(?:\s|$)/,
  looksLike(block: Block): boolean {
    const lines = worded(block.lines);
    return isCefBrief(lines) || lines.some((line) => rowOf(ENTRY, line.text)?.notes !== undefined);
  },
  read: readCef,
};
