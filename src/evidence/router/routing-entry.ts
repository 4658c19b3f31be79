import type { RouterPath, RouterPlatform } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';
import { rowOf, wholeNumber, worded } from '../cli/layout.ts';
import type { Block, Line, Reading } from '../parser.ts';
import {
  askedVrf,
  DIRECT,
  extended,
  isNull,
  protocolOfName,
  type RouteEntry,
  routesOf,
  vrfName,
} from './route-entry.ts';
import { isRemark } from './route-legend.ts';

const VRF = /^(?:Routing Table|VRF): (\S+)$/;
const TITLE = /^Routing entry for (?<prefix>\S+?)(?:, supernet)?$/;
const SOURCE =
  /^Known via "(?<protocol>[^"]{1,40})"(?:, distance (?<distance>\d{1,3}))?(?:, metric (?<metric>\d{1,10}))?(?:[ ,(].*)?$/;
/** IOS marks with `*` the way that the next packet would take when it balances per packet. */
const HOP = /^(?:\* )?(?<hop>[\dA-Fa-f.:]{2,45})(?: \((?<vrf>\S+)\))?(?:, (?<rest>.*))?$/;
const DIRECTLY = /^(?:\* )?directly connected,? via (?<name>[A-Za-z][\w./:-]*)(?: .*)?$/;
const OUT = /^(?:via )?(?<name>[A-Za-z][\w./:-]*)$/;

/** Lines that tell of the route what nobody here asks for. */
const NOTES: readonly RegExp[] = [
  /^Last update from\b/,
  /^Routing (?:Descriptor Blocks|paths):?$/,
  /^Route (?:metric is|count is|tag)\b/,
  /^(?:Redistributing via|Advertised by|Tag|Installed|AS Hops|Last updated|MPLS label:|Total delay|Reliability|Loading|opaque_ptr)\b/,
  /^(?:Routing Descriptor|Topology Area|No advertising protos|From |OSPF |Path-id|Advertising protos?)/,
];

/** True for the page that `show ip route ADDRESS` prints on IOS and IOS-XR. */
export function isRoutingEntry(lines: readonly Line[]): boolean {
  return lines.some((line) => TITLE.test(line.text.trim().slice(0, 200)));
}

function pathOf(text: string): RouterPath | null {
  const direct = DIRECTLY.exec(text)?.groups?.name;
  if (direct !== undefined) return { ...DIRECT, interface: direct };
  const { hop, vrf, rest = '' } = HOP.exec(text)?.groups ?? {};
  if (hop === undefined || !isAddress(hop)) return null;
  const parts = rest.split(', ');
  const out = parts.findLast((part) => OUT.test(part) && (part.startsWith('via ') || parts.length === 1));
  const name = out === undefined ? null : (OUT.exec(out)?.groups?.name ?? null);
  return { nextHop: hop, interface: name, nextHopVrf: vrf ?? null, used: !/\b(?:Backup|Diversion)\b/.test(rest) };
}

/**
 * Reads the page of one route: IOS and IOS-XR, IPv4 and IPv6. Each descriptor block is a path of the equal-cost set.
 *
 * @param platform what else the source tells of the system, null when it tells nothing
 */
export function readRoutingEntry(block: Block, platform: RouterPlatform | null): Reading {
  const entries: RouteEntry[] = [];
  const read = new Set<number>();
  let vrf = askedVrf(block.command);
  for (const line of worded(block.lines)) {
    const text = line.text.trim();
    const named = VRF.exec(text)?.[1];
    if (named !== undefined) vrf = vrfName(named);
    const prefix = rowOf(TITLE, text)?.prefix;
    const entry = prefix === undefined || !isPrefix(prefix) ? null : startOf(prefix, vrf, line);
    const source = entries.length === 0 ? null : rowOf(SOURCE, text);
    const path = entries.length === 0 || text.length > 300 ? null : pathOf(text);
    const last = entry === null && (source !== null || path !== null) ? entries.pop() : undefined;
    if (entry !== null) entries.push(entry);
    else if (last !== undefined && source !== null) entries.push(withSource(last, source));
    else if (last !== undefined) {
      const drops = isNull(path?.interface ?? null);
      entries.push({ ...extended(last, line, drops ? null : path), drops: last.drops || drops });
    }
    const known = named !== undefined || entry !== null || source !== null || path !== null;
    if (known || isRemark(line) || NOTES.some((note) => note.test(text))) read.add(line.number);
  }
  return { facts: routesOf(block.source, platform, 'rib', entries), read };
}

function startOf(prefix: string, vrf: string | null, line: Line): RouteEntry {
  const open = { vrf, prefix, protocol: 'other', distance: null, metric: null, active: true, drops: false } as const;
  return { ...open, paths: [], lines: [line] };
}

function withSource(entry: RouteEntry, cells: Readonly<Partial<Record<string, string>>>): RouteEntry {
  const { protocol = '', distance, metric } = cells;
  return {
    ...entry,
    protocol: protocolOfName(protocol),
    distance: wholeNumber(distance),
    metric: wholeNumber(metric),
  };
}
