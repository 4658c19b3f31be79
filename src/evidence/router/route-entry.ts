import type { RouterPath, RouterPlatform, RouterProtocol, RouterRoute } from '../../model/facts.ts';
import { commandValue } from '../cli/command-words.ts';
import { cite, type Line } from '../parser.ts';

/** A route while its lines are being read: further lines may bring more paths of its equal-cost set. */
export interface RouteEntry extends Omit<RouterRoute, 'kind' | 'platform' | 'table' | 'at'> {
  readonly lines: readonly Line[];
}

/** A path in use without a next hop of its own. */
export const DIRECT: RouterPath = { nextHop: null, interface: null, nextHopVrf: null, used: true };

/** The entry with one more line, and the path that the line names when it names one. */
export function extended(entry: RouteEntry, line: Line, path: RouterPath | null): RouteEntry {
  const known = path === null || entry.paths.some((one) => samePath(one, path));
  return { ...entry, lines: [...entry.lines, line], paths: known ? entry.paths : [...entry.paths, path] };
}

function samePath(one: RouterPath, other: RouterPath): boolean {
  return one.nextHop === other.nextHop && one.interface === other.interface && one.nextHopVrf === other.nextHopVrf;
}

/** The facts of finished entries. An entry that names no path is half a route, and none is made of it. */
export function routesOf(
  source: string,
  platform: RouterPlatform | null,
  table: RouterRoute['table'],
  entries: readonly RouteEntry[],
): readonly RouterRoute[] {
  return entries
    .filter((entry) => entry.drops || entry.paths.length > 0)
    .map(({ lines, ...entry }) => ({
      kind: 'router-route',
      at: cite(source, lines),
      platform,
      table,
      ...entry,
      paths: entry.drops ? [] : entry.paths,
    }));
}

/** Interfaces that lead nowhere: IOS, NX-OS and EOS route to them what is to be dropped. */
export function isNull(name: string | null): boolean {
  return name !== null && /^null\s?0$/i.test(name);
}

/** `default` is the name that several systems print for the table that belongs to no VRF. */
export function vrfName(name: string | null | undefined): string | null {
  return name === undefined || name === null || /^default$/i.test(name) ? null : name;
}

/** The VRF that a command asks for; null for the global table, and for all of them at once. */
export function askedVrf(command: string | null): string | null {
  const name = vrfName(commandValue(command, 'vrf'));
  return name === 'all' || name === '*' ? null : name;
}

const PROTOCOLS: readonly (readonly [RegExp, RouterProtocol])[] = [
  [/^(?:connected|direct)\b/i, 'connected'],
  [/^local\b/i, 'local'],
  [/^static\b/i, 'static'],
  [/^rip\b/i, 'rip'],
  [/^eigrp\b/i, 'eigrp'],
  [/^ospf/i, 'ospf'],
  [/^is-?is\b/i, 'isis'],
  [/^bgp\b/i, 'bgp'],
  [/^kernel\b/i, 'kernel'],
];

/** The protocol of its name as routers print it (`ospf-10`, `OSPF3`, `IS-IS`); `other` when it is none of these. */
export function protocolOfName(name: string): RouterProtocol {
  return PROTOCOLS.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

const LETTERS: Readonly<Record<string, RouterProtocol>> = {
  C: 'connected',
  L: 'local',
  S: 'static',
  R: 'rip',
  D: 'eigrp',
  O: 'ospf',
  i: 'isis',
  I: 'isis',
  B: 'bgp',
  K: 'kernel',
};

/** The protocol of the first letter of a route's code (`O E2`, `B I`, `i L1`). */
export function protocolOfCode(code: string): RouterProtocol {
  return LETTERS[code.charAt(0)] ?? 'other';
}
