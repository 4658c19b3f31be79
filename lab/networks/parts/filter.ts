import type { NodeName } from '../../model.ts';
import type { Sketch } from './sketch.ts';

/** Lets all connections through that begin with a SYN, and of others what belongs to a known one. */
export const PERMIT_NEW = ['ct state new counter accept'];

/** A stateful firewall: what it does not know and what no rule takes is dropped. */
export function stateful(sketch: Sketch, node: NodeName, rules: readonly string[] = PERMIT_NEW): void {
  const body = ['ct state established,related counter accept', 'ct state invalid counter drop', ...rules].join('; ');
  sketch.run(
    node,
    // A firewall that takes connections up in the middle would let half of one through.
    'sysctl -qw net.netfilter.nf_conntrack_tcp_loose=0',
    chain('inet', 'filter', 'forward', 'type filter hook forward priority filter; policy drop', body),
  );
}

/** Source translation to the address of the interface that connections leave by. */
export function masquerade(sketch: Sketch, node: NodeName, device: string): void {
  sketch.note('snat');
  sketch.run(
    node,
    chain('ip', 'nat', 'postrouting', 'type nat hook postrouting priority srcnat', `oifname "${device}" masquerade`),
  );
}

/** One line that makes a table with one chain. */
export function chain(family: string, table: string, name: string, base: string, rules: string): string {
  return `nft 'table ${family} ${table} { chain ${name} { ${base}; ${rules}; }; }'`;
}
