import { covers } from '../address.ts';
import type { KernelRule, Packet, Range } from './kernel.ts';

/** Bits that a `tos` selector compares (RT_TOS in include/uapi/linux/in_route.h); `dscp` compares the upper six. */
const TOS_BITS = 0x1c;
const DSCP_BITS = 0xfc;
const DSCP_SHIFT = 2;

/**
 * Whether a rule selects a packet, by its selectors in ip-rule(8); null when that hangs on something that is not known
 * (the mark of a packet, its ports, a selector outside the model).
 */
export function selects(rule: KernelRule, packet: Packet): boolean | null {
  const parts = [
    prefixPart(rule.from, packet.source),
    prefixPart(rule.to, packet.destination),
    rule.iif === null || rule.iif === packet.iif,
    rule.oif === null || rule.oif === packet.oif,
    markPart(rule, packet),
    tosPart(rule, packet),
    rule.dscp === null || rule.dscp === packet.tos >> DSCP_SHIFT,
    rule.protocol === null || equal(rule.protocol, packet.protocol),
    within(rule.sourcePorts, packet.sourcePort),
    within(rule.destinationPorts, packet.destinationPort),
    within(rule.users, packet.user),
    rule.beyond ? null : true,
  ];
  const matched = parts.includes(false) ? false : parts.includes(null) ? null : true;
  return matched !== null && rule.inverted ? !matched : matched;
}

/** IPv6 compares the whole traffic class but its ECN bits (fib6_rule_match() in net/ipv6/fib6_rules.c). */
function tosPart({ tos }: KernelRule, packet: Packet): boolean {
  const bits = packet.destination.includes(':') ? DSCP_BITS : TOS_BITS;
  return tos === null || tos === 0 || (tos & bits) === (packet.tos & bits);
}

/** A packet without a source yet is looked up with 0.0.0.0, which only `from all` selects. */
function prefixPart(prefix: string | null, address: string | null): boolean {
  if (prefix === null || prefix.endsWith('/0')) return true;
  return address !== null && covers(prefix, address);
}

function equal(wanted: number, shown: number | null): boolean | null {
  return shown === null ? null : wanted === shown;
}

function markPart({ mark }: KernelRule, packet: Packet): boolean | null {
  if (mark === null) return true;
  if (packet.mark === null) return null;
  // Unsigned: the highest bit of a mark is a bit like any other.
  return ((packet.mark ^ mark.value) & mark.mask) >>> 0 === 0;
}

function within(range: Range | null, value: number | null): boolean | null {
  if (range === null) return true;
  return value === null ? null : value >= range.from && value <= range.to;
}
