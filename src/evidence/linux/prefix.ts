import type { IpFamily } from '../../model/facts.ts';
import { isAddress, isPrefix } from '../cli/address-shape.ts';

/** The family of an address or prefix, by its form alone. */
export function familyOf(text: string): IpFamily {
  return text.includes(':') ? 'inet6' : 'inet';
}

/**
 * An address or prefix as iproute2 prints or takes it, with its prefix length: `192.0.2.1` is `192.0.2.1/32`,
 * and `10.1/16`, which the kernel's tools take for `10.1.0.0/16`, is written out. Null for anything else.
 */
export function prefixOf(text: string): string | null {
  if (isPrefix(text)) return text;
  if (isAddress(text)) return `${text}/${familyOf(text) === 'inet6' ? 128 : 32}`;
  const short = /^(\d{1,3}(?:\.\d{1,3}){0,2})\/(\d{1,2})$/.exec(text);
  const quads = [...(short?.[1] ?? '').split('.'), '0', '0', '0'].slice(0, 4).join('.');
  const written = `${quads}/${short?.[2] ?? ''}`;
  return isPrefix(written) ? written : null;
}

const NAMED_TABLES: Readonly<Record<string, string>> = { '253': 'default', '254': 'main', '255': 'local' };

/** The tables that every kernel has, by their names. */
export function tableName(printed: string): string {
  return NAMED_TABLES[printed] ?? printed;
}

/** A number as iproute2 prints it, decimal or hexadecimal; null for anything else and for more than 32 bits. */
export function number32(text: string | undefined): number | null {
  if (text === undefined || !/^(?:\d{1,10}|0x[\da-f]{1,8})$/i.test(text)) return null;
  const value = Number(text);
  return value <= 0xffff_ffff ? value : null;
}
