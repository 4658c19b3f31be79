import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { isBlank } from '../lines.ts';
import type { Line } from '../parser.ts';
import { DIRECT, extended, isNull, type RouteEntry } from './route-entry.ts';

const HEADER = /^Prefix\s+Next Hop\s+Interface$/;
const INTERFACE = /^[A-Za-z][\w./:-]*$/;
const DROPS: ReadonlySet<string> = new Set(['drop', 'discard', 'no', 'null']);
const LONGEST_ROW = 300;

/** True for the table of `show ip cef` without `detail`. */
export function isCefBrief(lines: readonly Line[]): boolean {
  return lines.some((line) => HEADER.test(line.text.trim().slice(0, LONGEST_ROW)));
}

interface Cells {
  readonly prefix: string | null;
  readonly hop: string;
  readonly name: string | null;
}

/** `198.51.100.0/24  192.0.2.1  GigabitEthernet0/1`, or further ways of the row above without their prefix. */
function cellsOf(text: string): Cells | null {
  const words = text.trim().split(/\s+/);
  const [first = ''] = words;
  const prefix = isPrefix(first) ? first : null;
  const [hop = '', ...rest] = prefix === null ? words : words.slice(1);
  const name = hop === 'no' ? null : (rest[0] ?? null);
  const isHop = isAddress(hop) || hop === 'attached' || hop === 'receive' || DROPS.has(hop);
  if (!isHop || rest.length > 1 || (name !== null && !INTERFACE.test(name))) return null;
  return { prefix, hop, name };
}

function withWay(entry: RouteEntry, line: Line, { hop, name }: Cells): RouteEntry {
  if (DROPS.has(hop) || isNull(name)) return { ...extended(entry, line, null), drops: true };
  const path = { ...DIRECT, nextHop: isAddress(hop) ? hop : null, interface: name };
  const protocol = hop === 'receive' ? 'local' : hop === 'attached' ? 'connected' : entry.protocol;
  return { ...extended(entry, line, path), protocol };
}

/** Reads the table of `show ip cef`: every prefix with all its ways. `read` are the lines that it understood. */
export function readCefBrief(
  lines: readonly Line[],
  vrf: string | null,
): { readonly entries: readonly RouteEntry[]; readonly read: ReadonlySet<number> } {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let broken = true;
  for (const line of lines) {
    if (isBlank(line)) continue;
    const text = line.text.slice(0, LONGEST_ROW);
    const isHeader = HEADER.test(text.trim());
    const cells = isHeader ? null : cellsOf(text);
    const open: RouteEntry | undefined = cells === null ? undefined : openedBy(cells, entries, broken, vrf);
    if (open !== undefined && cells !== null) entries.push(withWay(open, line, cells));
    if (isHeader || open !== undefined) read.add(line.number);
    broken = open === undefined && !isHeader;
  }
  return { entries, read };
}

/** The row's own entry, or the last one when the row goes on with it. */
function openedBy(cells: Cells, entries: RouteEntry[], broken: boolean, vrf: string | null): RouteEntry | undefined {
  if (cells.prefix === null) return broken ? undefined : entries.pop();
  const open = { vrf, protocol: 'other', distance: null, metric: null, active: true, drops: false } as const;
  return { ...open, prefix: cells.prefix, paths: [], lines: [] };
}
