import type { RouterPath, RouterProtocol } from '../../model/facts.ts';
import { isPrefix } from '../cli/address-shape.ts';
import { worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import { extended, isNull, protocolOfName, type RouteEntry, routesOf, vrfName } from './route-entry.ts';
import { isRemark } from './route-legend.ts';
import { pathOfVia } from './via.ts';

const VRF = /^IP(?:v6)? Route(?:ing)? Table for VRF "([^"]{1,64})"/;
const ENTRY = /^(?<prefix>\S+), ubest\/mbest: (?<best>\d{1,3})\/\d{1,3}(?: time)?(?:, (?:attached|pending))*$/;
const WAY =
  /^(?<star>\*{0,2})(?<via>via [^[]{1,120}?),\s+\[(?<distance>\d{1,3})\/(?<metric>\d{1,10})\],\s+[^,\s]+,\s+(?<protocol>[\w-]+)/;
const LONGEST_ROW = 300;

interface Way {
  readonly path: RouterPath;
  readonly drops: boolean;
  readonly protocol: RouterProtocol;
  readonly distance: number;
  readonly metric: number;
}

function wayOf(text: string): Way | null {
  const { star = '', via, distance, metric, protocol } = WAY.exec(text.slice(0, LONGEST_ROW))?.groups ?? {};
  const path = via === undefined ? null : pathOfVia(via);
  if (path === null || protocol === undefined) return null;
  const own = protocolOfName(protocol);
  const attached = own === 'connected' || own === 'local';
  return {
    // The next hop that NX-OS prints for its own networks is its own address.
    path: { ...path, nextHop: attached ? null : path.nextHop, used: star === '*' },
    drops: isNull(path.interface),
    protocol: own,
    distance: Number(distance),
    metric: Number(metric),
  };
}

/** A way that is not the best belongs to a route of its own, which lost. */
function withWay(entries: RouteEntry[], start: RouteEntry, line: Line, way: Way): void {
  const last = entries.at(-1);
  const { protocol, distance, metric, drops, path } = way;
  const joins =
    last !== undefined &&
    last.lines[0] === start.lines[0] &&
    last.active === path.used &&
    (last.protocol === protocol || (protocol === 'connected' && last.protocol === 'local'));
  if (joins) entries[entries.length - 1] = extended(last, line, drops ? null : path);
  else {
    const opened = { ...start, protocol, distance, metric, active: path.used, drops };
    entries.push(extended(opened, line, drops ? null : path));
  }
}

/** True for a table of NX-OS. */
export function isNxOsTable(lines: readonly Line[]): boolean {
  return lines.some((line) => VRF.test(line.text.trim()) || /, ubest\/mbest: \d/.test(line.text.slice(0, LONGEST_ROW)));
}

/**
 * Reads `show ip route` of NX-OS. `*via` marks the ways in force, `%NAME` behind a next hop its VRF. A heading tells how
 * many ways are in force (`ubest`): with more or fewer of them below a line was lost, and the heading is not understood.
 */
export function readNxOsTable(block: Block): Reading {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf: string | null = null;
  let start: RouteEntry | null = null;
  let missing = 0;
  const settle = (): void => {
    if (missing !== 0 && start?.lines[0] !== undefined) read.delete(start.lines[0].number);
  };
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    const named = VRF.exec(text)?.[1];
    if (named !== undefined) vrf = vrfName(named);
    const { prefix, best } = ENTRY.exec(text.slice(0, LONGEST_ROW))?.groups ?? {};
    if (prefix !== undefined && isPrefix(prefix)) {
      settle();
      missing = Number(best);
      start = startOf(prefix, vrf, line);
    }
    const way = start === null ? null : wayOf(text);
    if (way?.path.used === true) missing -= 1;
    if (start !== null && way !== null) withWay(entries, start, line, way);
    const known = named !== undefined || (prefix !== undefined && isPrefix(prefix)) || way !== null;
    if (known || isRemark(line)) read.add(line.number);
    else start = null;
  }
  settle();
  return { facts: routesOf(block.source, 'nx-os', 'rib', entries), read };
}

function startOf(prefix: string, vrf: string | null, line: Line): RouteEntry {
  const open = { vrf, prefix, protocol: 'other', distance: null, metric: null, active: false, drops: false } as const;
  return { ...open, paths: [], lines: [line] };
}
