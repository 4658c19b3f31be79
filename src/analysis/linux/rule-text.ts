import type { KernelRule, Range } from './kernel.ts';

/** A rule as `ip rule` would print it, without what it does not ask for: `100: from 10.0.0.200/32 lookup 200`. */
export function ruleText(rule: KernelRule): string {
  const { priority, inverted, from, to, iif, oif, mark, tos, protocol, suppressPrefixLength } = rule;
  const parts = [
    `${priority}:`,
    inverted ? 'not' : null,
    `from ${from ?? 'all'}`,
    to === null ? null : `to ${to}`,
    iif === null ? null : `iif ${iif}`,
    oif === null ? null : `oif ${oif}`,
    mark === null ? null : `fwmark 0x${mark.value.toString(16)}/0x${mark.mask.toString(16)}`,
    tos === null ? null : `tos 0x${tos.toString(16)}`,
    protocol === null ? null : `ipproto ${protocol}`,
    ports('sport', rule.sourcePorts),
    ports('dport', rule.destinationPorts),
    actionText(rule),
    suppressPrefixLength === null ? null : `suppress_prefixlength ${suppressPrefixLength}`,
  ];
  return parts.filter((part) => part !== null).join(' ');
}

function ports(word: string, range: Range | null): string | null {
  if (range === null) return null;
  return range.from === range.to ? `${word} ${range.from}` : `${word} ${range.from}-${range.to}`;
}

function actionText({ action }: KernelRule): string {
  if (action.kind === 'table') return `lookup ${action.table}`;
  if (action.kind === 'l3mdev') return 'lookup [l3mdev-table]';
  return action.kind === 'goto' ? `goto ${action.target}` : action.kind;
}
