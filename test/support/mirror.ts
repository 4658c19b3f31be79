import ipaddr from 'ipaddr.js';
import type { Flow } from '../../src/model/flow.ts';
import type { TriageInput } from '../../src/model/triage.ts';

/** Two first parts of addresses that trade places, as a text would write them: `10.` and `198.`. */
type Trade = readonly [string, string];

/**
 * A scenario with the networks of client and server traded, in its flow and in all of its evidence: at the first part
 * in which their addresses differ, so that every prefix that told them apart still does. Null when that cannot be
 * written (addresses of two families, or a flow that the scenario does not name), or when only one of the two is for
 * private use (RFC 1918, RFC 4193, RFC 6598): no way to it leads over the internet, so that it matters who bears it.
 */
export function mirrored(input: TriageInput): TriageInput | null {
  const trade = input.flow === null ? null : tradeOf(input.flow);
  return trade === null ? null : deepTrade(input, trade);
}

function tradeOf({ client, server }: Flow): Trade | null {
  const [one, other] = [client.address, server.address];
  const separator = one.includes(':') ? ':' : '.';
  if (ipaddr.parse(one).kind() !== ipaddr.parse(other).kind() || isPrivate(one) !== isPrivate(other)) return null;
  const [mine, theirs] = [one.split(separator), other.split(separator)];
  const at = mine.findIndex((part, index) => part !== theirs[index]);
  const upTo = (parts: readonly string[]): string => `${parts.slice(0, at + 1).join(separator)}${separator}`;
  return at < 0 || at >= mine.length - 1 ? null : [upTo(mine), upTo(theirs)];
}

function isPrivate(address: string): boolean {
  return ['private', 'uniqueLocal', 'carrierGradeNat'].includes(ipaddr.parse(address).range());
}

function deepTrade<T>(value: T, trade: Trade): T;
function deepTrade(value: unknown, trade: Trade): unknown {
  if (typeof value === 'string') return tradeIn(value, trade);
  if (Array.isArray(value)) return value.map((item) => deepTrade(item, trade));
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  if (value instanceof Map) return new Map([...value].map((pair) => deepTrade(pair, trade)));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deepTrade(item, trade)]));
}

/**
 * Only where an address begins: a name, a number or the middle of another address before it is something else, but for
 * the one that an IPv6 socket writes before an IPv4 address (RFC 4291, section 2.5.5.2).
 */
function tradeIn(text: string, [one, other]: Trade): string {
  const either = new RegExp(`(?:(?<=::ffff:)|(?<![\\w.:-]))(${escaped(one)}|${escaped(other)})(?=[0-9a-f:])`, 'gi');
  return text.replace(either, (found) => (found.toLowerCase() === one ? other : one));
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}
