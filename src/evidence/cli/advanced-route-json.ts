import { z } from 'zod';
import type { Route, RouteProtocol } from '../../model/facts.ts';
import { cite, type Line } from '../parser.ts';
import { nextHopOfRoute } from './next-hop.ts';

/** What we use of FRR's route JSON. `flags` is PAN-OS's own addition, written as in its route table: `A E `. */
const NEXT_HOP = z.object({
  ip: z.string().optional(),
  interfaceName: z.string().optional(),
  flags: z.string().optional(),
  active: z.boolean().optional(),
  blackhole: z.boolean().optional(),
  reject: z.boolean().optional(),
  unreachable: z.boolean().optional(),
});
const ROUTE = z.object({
  prefix: z.string(),
  protocol: z.string(),
  selected: z.boolean().optional(),
  metric: z.number().optional(),
  uptime: z.string().optional(),
  nexthops: z.array(NEXT_HOP).default([]),
});
const ROUTES_BY_PREFIX = z.record(z.string(), z.array(ROUTE));
const ROUTERS = z.record(z.string(), ROUTES_BY_PREFIX);

type JsonRoute = z.infer<typeof ROUTE>;
type JsonNextHop = z.infer<typeof NEXT_HOP>;

const PROTOCOLS: ReadonlySet<string> = new Set(['connected', 'static', 'rip', 'ospf', 'bgp'] satisfies RouteProtocol[]);

function isNamedProtocol(name: string): name is RouteProtocol {
  return PROTOCOLS.has(name);
}

/** FRR's protocol name as ours: `local` is the router's own address, `ospf6` OSPF; what we have no word for is `other`. */
export function protocolOfName(name: string): RouteProtocol {
  if (name === 'local') return 'host';
  const family = name.replace(/(?:6|ng)$/, '');
  return isNamedProtocol(family) ? family : 'other';
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1 };

/** FRR's ages: `00:00:26`, `1d02h03m`, `2w3d04h`. Seconds, as exact as the text; null for other text. */
export function uptimeSeconds(text: string | undefined): number | null {
  const clock = /^(\d+):(\d\d):(\d\d)$/.exec(text ?? '');
  if (clock !== null) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  if (!/^(?:\d+[ywdhms])+$/.test(text ?? '')) return null;
  const parts = [...(text ?? '').matchAll(/(\d+)([ywdhms])/g)];
  return parts.reduce((sum, part) => sum + Number(part[1]) * (UNIT_SECONDS[part[2] ?? ''] ?? 0), 0);
}

function isActive(route: JsonRoute, hop: JsonNextHop): boolean {
  if (hop.flags !== undefined) return hop.flags.includes('A');
  return route.selected === true && hop.active !== false;
}

function routeFrom(router: string | null, route: JsonRoute, hop: JsonNextHop, at: Route['at']): Route {
  const interfaceName = hop.interfaceName ?? null;
  const protocol = protocolOfName(route.protocol);
  const discards = hop.blackhole === true || hop.reject === true || hop.unreachable === true;
  const several = route.nexthops.filter((other) => isActive(route, other)).length > 1;
  return {
    kind: 'route',
    at,
    router,
    prefix: route.prefix,
    nextHop: discards ? { kind: 'discard' } : nextHopOfRoute(hop.ip ?? '', interfaceName, protocol),
    interface: interfaceName,
    metric: route.metric ?? null,
    active: isActive(route, hop),
    ecmp: hop.flags === undefined ? several && isActive(route, hop) : hop.flags.includes('E'),
    protocol,
    ageSeconds: uptimeSeconds(route.uptime),
  };
}

/** The tables by router; FRR's own tools leave the router out, PAN-OS has it as the outermost key. Null for other JSON. */
function tablesOf(text: string): ReadonlyMap<string | null, z.infer<typeof ROUTES_BY_PREFIX>> | null {
  const json = parsed(text);
  const routers = ROUTERS.safeParse(json);
  if (routers.success) return new Map(Object.entries(routers.data));
  const single = ROUTES_BY_PREFIX.safeParse(json);
  return single.success ? new Map([[null, single.data]]) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Quotes the text from where a prefix is first named, below the router's name. */
function citePrefix(source: string, lines: readonly Line[], router: string | null, prefix: string): Route['at'] {
  const start =
    router === null
      ? 0
      : Math.max(
          0,
          lines.findIndex((line) => line.text.includes(JSON.stringify(router))),
        );
  const key = JSON.stringify(prefix);
  const line = lines.slice(start).find((candidate) => candidate.text.includes(key)) ?? lines[start];
  if (line === undefined) return cite(source, lines);
  const routerAt = router === null ? 0 : Math.max(0, line.text.indexOf(JSON.stringify(router)));
  return cite(source, [{ ...line, text: line.text.slice(Math.max(0, line.text.indexOf(key, routerAt))) }]);
}

/**
 * Reads the JSON of `show advanced-routing route`, which PAN-OS prints on the CLI and wraps in `<json>` in the XML API:
 * `{router: {prefix: [{protocol, metric, uptime, nexthops: […]}]}}` with FRR's field names. One fact a next hop.
 *
 * @param source the source's name, for the citations
 * @param lines the JSON text, one line each, with the numbers that they have in the source
 * @returns null when the lines are not such JSON; an empty object is no routes
 */
export function routesFromJson(source: string, lines: readonly Line[]): readonly Route[] | null {
  const tables = tablesOf(lines.map((line) => line.text).join('\n'));
  if (tables === null) return null;
  return [...tables].flatMap(([router, table]) =>
    Object.values(table)
      .flat()
      .flatMap((route) => {
        const at = citePrefix(source, lines, router, route.prefix);
        return route.nexthops.map((hop) => routeFrom(router, route, hop, at));
      }),
  );
}
