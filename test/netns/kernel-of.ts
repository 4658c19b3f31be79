import { z } from 'zod';
import type {
  Kernel,
  KernelAddress,
  KernelInterface,
  KernelNextHop,
  KernelRoute,
  KernelRule,
  Range,
} from '../../src/analysis/linux/kernel.ts';
import type { Observed } from './namespace.ts';

const flags = z.array(z.string()).default([]);
const hop = z.object({
  gateway: z.string().optional(),
  via: z.object({ host: z.string() }).optional(),
  dev: z.string().optional(),
  flags,
});
const routeRow = hop.extend({
  type: z
    .enum(['unicast', 'local', 'broadcast', 'anycast', 'multicast', 'unreachable', 'blackhole', 'prohibit', 'throw'])
    .default('unicast'),
  dst: z.string(),
  table: z.string().default('main'),
  tos: z.string().optional(),
  metric: z.number().optional(),
  scope: z.string().optional(),
  prefsrc: z.string().optional(),
  protocol: z.string().optional(),
  nexthops: z.array(hop).optional(),
});
const ruleRow = z.object({
  priority: z.number(),
  not: z.null().optional(),
  src: z.string().default('all'),
  srclen: z.number().optional(),
  dst: z.string().default('all'),
  dstlen: z.number().optional(),
  iif: z.string().optional(),
  oif: z.string().optional(),
  fwmark: z.string().optional(),
  fwmask: z.string().optional(),
  tos: z.string().optional(),
  ipproto: z.string().optional(),
  sport: z.number().optional(),
  sport_start: z.number().optional(),
  sport_end: z.number().optional(),
  dport: z.number().optional(),
  dport_start: z.number().optional(),
  dport_end: z.number().optional(),
  uid_start: z.number().optional(),
  uid_end: z.number().optional(),
  table: z.string().optional(),
  goto: z.number().optional(),
  nop: z.null().optional(),
  action: z.string().optional(),
  suppress_prefixlen: z.number().optional(),
});
const linkRow = z.object({
  ifname: z.string(),
  addr_info: z.array(
    z.object({ local: z.string(), prefixlen: z.number(), scope: z.string(), secondary: z.boolean().default(false) }),
  ),
});

const SCOPES: Readonly<Record<string, number>> = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 };
const FULL_MASK = 0xffffffff;

/** The model's host from what a real kernel shows of itself. */
export function kernelOf(observed: Observed, family: 4 | 6): Kernel {
  const tables = new Map<string, KernelRoute[]>();
  for (const row of z.array(routeRow).parse(observed.routes)) {
    const rows = tables.get(row.table) ?? [];
    rows.push(routeOf(row, family));
    tables.set(row.table, rows);
  }
  return {
    family,
    rulesTouched: observed.rulesTouched,
    rules: z.array(ruleRow).parse(observed.rules).map(ruleOf),
    tables,
    allTables: true,
    // They were listed with `-4` or `-6`.
    allInterfaces: false,
    interfaces: z.array(linkRow).parse(observed.addresses).map(interfaceOf),
    // All settings were read; the recording leaves zeros out.
    setting: (name, device) => observed.settings[`net.ipv${family}.conf.${device}.${name}`] ?? 0,
  };
}

function wide(address: string): number {
  return address.includes(':') ? 128 : 32;
}

function prefixOf(dst: string, family: 4 | 6): string {
  if (dst === 'default') return family === 4 ? '0.0.0.0/0' : '::/0';
  return dst.includes('/') ? dst : `${dst}/${wide(dst)}`;
}

function hopOf({ gateway, via, dev, flags: marks }: z.infer<typeof hop>): KernelNextHop {
  return {
    gateway: gateway ?? via?.host ?? null,
    device: dev ?? null,
    dead: marks.includes('dead'),
    linkdown: marks.includes('linkdown'),
  };
}

function routeOf(row: z.infer<typeof routeRow>, family: 4 | 6): KernelRoute {
  return {
    type: row.type,
    prefix: prefixOf(row.dst, family),
    tos: Number(row.tos ?? 0),
    metric: row.metric ?? 0,
    scope: SCOPES[row.scope ?? 'global'] ?? Number(row.scope),
    source: row.prefsrc ?? null,
    nextHops: row.nexthops?.map(hopOf) ?? [hopOf(row)],
    automatic: row.protocol === 'kernel',
    at: null,
  };
}

function range(one: number | undefined, from: number | undefined, to: number | undefined): Range | null {
  const start = one ?? from;
  return start === undefined ? null : { from: start, to: one ?? to ?? start };
}

function selector(address: string, length: number | undefined): string | null {
  return address === 'all' ? null : `${address}/${length ?? wide(address)}`;
}

function actionOf(row: z.infer<typeof ruleRow>): KernelRule['action'] {
  if (row.goto !== undefined) return { kind: 'goto', target: row.goto };
  if (row.nop !== undefined) return { kind: 'nop' };
  if (row.action === 'unreachable' || row.action === 'prohibit' || row.action === 'blackhole')
    return { kind: row.action };
  if (row.table !== undefined) return { kind: 'table', table: row.table };
  throw new Error(`a rule without an action that the test knows: ${JSON.stringify(row)}`);
}

function ruleOf(row: z.infer<typeof ruleRow>): KernelRule {
  return {
    priority: row.priority,
    inverted: row.not !== undefined,
    from: selector(row.src, row.srclen),
    to: selector(row.dst, row.dstlen),
    iif: row.iif ?? null,
    oif: row.oif ?? null,
    mark: row.fwmark === undefined ? null : { value: Number(row.fwmark), mask: Number(row.fwmask ?? FULL_MASK) },
    tos: row.tos === undefined ? null : Number(row.tos),
    dscp: null,
    protocol: row.ipproto === undefined ? null : row.ipproto === 'tcp' ? 6 : 17,
    sourcePorts: range(row.sport, row.sport_start, row.sport_end),
    destinationPorts: range(row.dport, row.dport_start, row.dport_end),
    users: range(undefined, row.uid_start, row.uid_end),
    action: actionOf(row),
    suppressPrefixLength: row.suppress_prefixlen ?? null,
    beyond: false,
    at: null,
  };
}

function interfaceOf({ ifname, addr_info }: z.infer<typeof linkRow>): KernelInterface {
  const addresses = addr_info.map(
    ({ local, prefixlen, scope, secondary }): KernelAddress => ({
      address: local,
      length: prefixlen,
      scope: SCOPES[scope] ?? 0,
      secondary,
    }),
  );
  return { name: ifname, addresses, master: null, vrfTable: null };
}
