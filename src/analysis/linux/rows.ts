import type { HostAddress, HostRule, HostTableRoute, NumberRange } from '../../model/facts.ts';
import type { Kernel, KernelAddress, KernelRoute, KernelRule, Range, RuleAction } from './kernel.ts';

/** The kernel's numbers of the scopes that `ip` prints by name (/etc/iproute2/rt_scopes). */
const SCOPES: ReadonlyMap<string, number> = new Map([
  ['global', 0],
  ['site', 200],
  ['link', 253],
  ['host', 254],
  ['nowhere', 255],
]);
const PROTOCOLS: ReadonlyMap<string, number> = new Map([
  ['icmp', 1],
  ['tcp', 6],
  ['udp', 17],
  ['ipv6-icmp', 58],
  ['sctp', 132],
]);

/** What is printed without a scope is global. */
export function scopeNumber(scope: string | null): number {
  if (scope === null) return 0;
  return SCOPES.get(scope) ?? (Number.isInteger(Number(scope)) ? Number(scope) : 0);
}

/** A printed route for the model; `default` is written out in the family that is asked about. */
export function routeRow(fact: HostTableRoute, family: Kernel['family']): KernelRoute {
  const { type, tos, metric, scope, source, nextHops, protocol, at } = fact;
  const prefix = fact.prefix === 'default' ? (family === 4 ? '0.0.0.0/0' : '::/0') : fact.prefix;
  return {
    type,
    prefix,
    tos: tos ?? 0,
    metric: metric ?? 0,
    scope: scopeNumber(scope),
    source,
    nextHops: nextHops.map(({ via, device, dead, linkdown }) => ({ gateway: via, device, dead, linkdown })),
    automatic: protocol === 'kernel',
    at,
  };
}

/** A printed rule for the model. `tableName` gives a table the one name that the host has for it. */
export function ruleRow(fact: HostRule, tableName: (table: string) => string): KernelRule {
  const protocol = protocolOf(fact.ipProtocol);
  return {
    priority: fact.priority,
    inverted: fact.inverted,
    from: fact.from,
    to: fact.to,
    iif: fact.iif,
    oif: fact.oif,
    mark: fact.fwmark,
    tos: fact.tos,
    dscp: null,
    protocol,
    sourcePorts: rangeOf(fact.sourcePort),
    destinationPorts: rangeOf(fact.destinationPort),
    users: rangeOf(fact.uidRange),
    action: actionOf(fact, tableName),
    suppressPrefixLength: fact.suppressPrefixLength,
    beyond: fact.tunnelId !== null || fact.suppressIfGroup !== null || (fact.ipProtocol !== null && protocol === null),
    at: fact.at,
  };
}

function protocolOf(shown: HostRule['ipProtocol']): number | null {
  return typeof shown === 'string' ? (PROTOCOLS.get(shown) ?? null) : shown;
}

function rangeOf(range: NumberRange | null): Range | null {
  return range === null ? null : { from: range.from, to: range.to };
}

function actionOf({ action, l3mdev }: HostRule, tableName: (table: string) => string): RuleAction {
  if (l3mdev || action.kind === 'l3mdev') return { kind: 'l3mdev' };
  if (action.kind === 'lookup') return { kind: 'table', table: tableName(action.table) };
  // A goto whose target is gone does nothing.
  if (action.kind === 'goto')
    return action.priority === null ? { kind: 'nop' } : { kind: 'goto', target: action.priority };
  return action;
}

/** A printed address for the model. */
export function addressRow({ address, prefixLength, scope, flags }: HostAddress): KernelAddress {
  return { address, length: prefixLength, scope: scopeNumber(scope), secondary: flags.includes('secondary') };
}
