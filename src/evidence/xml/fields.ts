import type { Protocol } from '../../model/flow.ts';
import { protocolFromNumber } from '../../model/flow.ts';
import type { Element } from './element.ts';
import { child, childrenNamed } from './element.ts';

/** The text of the child of that name, trimmed and with its blanks folded; null when it is missing or blank. */
export function textField(element: Element | null, name: string): string | null {
  const text = child(element, name)?.text.trim().replace(/\s+/g, ' ') ?? '';
  return text === '' ? null : text;
}

/** The first of several names that has text: PAN-OS renamed some elements between releases. */
export function firstField(element: Element | null, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textField(element, name);
    if (text !== null) return text;
  }
  return null;
}

/** As `textField`, where the device prints `N/A` for nothing. */
export function nameField(element: Element | null, name: string): string | null {
  const text = textField(element, name);
  return text === 'N/A' ? null : text;
}

/** A count or id: digits only, anything else is null. */
export function numberField(element: Element | null, name: string): number | null {
  return toNumber(textField(element, name));
}

/** `True`, `yes` and `enabled` or their opposites; anything else is null. */
export function yesNoField(element: Element | null, name: string): boolean | null {
  const text = textField(element, name)?.toLowerCase() ?? '';
  if (['true', 'yes', 'enabled', 'on'].includes(text)) return true;
  return ['false', 'no', 'disabled', 'off'].includes(text) ? false : null;
}

/** The texts of `<member>` children, or the element's own text: both shapes hold address lists. */
export function listField(element: Element | null, name: string): readonly string[] {
  const list = child(element, name);
  if (list === null) return [];
  const members = childrenNamed(list, 'member').map((member) => member.text.trim());
  return [...members, list.text.trim()].filter((text) => text !== '' && text !== 'N/A');
}

export function toNumber(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/** Names as traffic logs print them; those without one of their own in `Protocol` by their IANA number. */
const BY_NAME: ReadonlyMap<string, Protocol> = new Map([
  ['icmp', 'icmp'],
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  ['icmp6', 'icmp6'],
  ['icmpv6', 'icmp6'],
  ['ipv6-icmp', 'icmp6'],
  ['gre', 'ip-47'],
  ['esp', 'ip-50'],
  ['ah', 'ip-51'],
  ['ospf', 'ip-89'],
  ['pim', 'ip-103'],
  ['vrrp', 'ip-112'],
  ['sctp', 'ip-132'],
]);

/** A protocol as number (sessions) or name (logs); null when it is neither. */
export function toProtocol(text: string | null): Protocol | null {
  const number = toNumber(text);
  if (number !== null) return protocolFromNumber(number);
  return text === null ? null : (BY_NAME.get(text.toLowerCase()) ?? null);
}
