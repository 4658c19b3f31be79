import type { RouterPath } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { rowOf, wholeNumber, worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import { askedVrf, extended, protocolOfCode, type RouteEntry, routesOf, vrfName } from './route-entry.ts';
import { isRemark } from './route-legend.ts';

const VRF = /^(?:IPv[46] unicast )?VRF (?<vrf>\S+?)(?: table \d+)?:$/;
/** `O>* 198.51.100.0/24 [110/20] via …`: `>` selected, `*` in the kernel's table. */
const ROW =
  /^(?<code>[A-Za-z])(?<marks>[>*qrbto ]{1,6})(?<prefix>[\dA-Fa-f][\dA-Fa-f.:]*\/\d{1,3})(?: \[(?<distance>\d{1,3})\/(?<metric>\d{1,10})\])? (?<hop>(?:via|is directly connected|unreachable|blackhole)\b.*)$/;
const MORE = /^(?<marks>[>*qrbto]{0,3})\s*(?<hop>(?:via|is directly connected|unreachable|blackhole)\b.*)$/;

interface Hop {
  readonly path: RouterPath | null;
  readonly recursive: boolean;
}

/** Null when the words are no way out; a path of null drops. */
function hopOf(text: string, used: boolean): Hop | null {
  const [first = '', ...parts] = text.split(/,\s*/);
  if (/^(?:unreachable|blackhole)\b/.test(first)) return { path: null, recursive: false };
  const via = /^via (?<hop>\S+)(?<recursive> \(recursive\))?$/.exec(first)?.groups;
  const name = parts.find((part) => /^[A-Za-z][\w.@/:-]*(?: (?:inactive|onlink|linkdown))*$/.test(part)) ?? null;
  const [device = null] = name === null ? [] : name.split(' ');
  const inactive = name?.includes(' inactive') === true;
  if (via === undefined) {
    return first === 'is directly connected' && device !== null
      ? { path: { nextHop: null, interface: device, nextHopVrf: null, used: used && !inactive }, recursive: false }
      : null;
  }
  if (via.hop === undefined || !isAddress(via.hop)) return null;
  const path = { nextHop: via.hop, interface: device, nextHopVrf: null, used: used && !inactive };
  return { path, recursive: via.recursive !== undefined };
}

/** True for the table of FRR's vtysh, whose rows carry `>` and `*` behind their code. */
export function isFrrTable(lines: readonly Line[]): boolean {
  return lines.some(
    (line) => /^(?:Codes: )?K - kernel route\b/.test(line.text.trim()) || rowOf(ROW, line.text)?.marks?.includes('>'),
  );
}

/**
 * Reads `show ip route` and `show ipv6 route` of FRR. A recursive next hop is followed by the hops that it resolves
 * to: these are the paths, since they are what the kernel gets.
 */
export function readFrrTable(block: Block): Reading {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf = askedVrf(block.command);
  // Below a line that was not understood a further hop may belong to that line.
  let broken = false;
  for (const line of worded(block.lines)) {
    const named = VRF.exec(line.text.trim())?.groups?.vrf;
    if (named !== undefined) vrf = vrfName(named);
    const row = rowOf(ROW, line.text);
    const more: Cells | null = row === null && entries.length > 0 && !broken ? rowOf(MORE, line.text) : null;
    const cells: Cells | null = row ?? more;
    const hop: Hop | null = cells?.hop === undefined ? null : hopOf(cells.hop, cells.marks?.includes('*') ?? false);
    if (row?.prefix !== undefined && hop !== null && isPrefix(row.prefix)) entries.push(entryOf(row, line, vrf, hop));
    else if (more !== null && hop !== null) {
      const last = entries.pop();
      if (last !== undefined) entries.push(extended(last, line, hop.path));
    }
    broken = row === null ? broken || (named === undefined && hop === null && !isRemark(line)) : hop === null;
    if (named !== undefined || hop !== null || isRemark(line)) read.add(line.number);
  }
  return { facts: routesOf(block.source, 'frr', 'rib', entries), read };
}

type Cells = Readonly<Partial<Record<string, string>>>;

function entryOf(row: Cells, line: Line, vrf: string | null, hop: Hop): RouteEntry {
  return {
    vrf,
    prefix: row.prefix ?? '',
    protocol: protocolOfCode(row.code ?? ''),
    distance: wholeNumber(row.distance),
    metric: wholeNumber(row.metric),
    active: row.marks?.includes('>') ?? false,
    drops: hop.path === null,
    paths: hop.path === null || hop.recursive ? [] : [hop.path],
    lines: [line],
  };
}
