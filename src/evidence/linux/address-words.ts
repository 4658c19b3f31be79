import type { HostAddress } from '../../model/facts.ts';
import { isAddress } from '../cli/address-shape.ts';
import { familyOf, prefixOf } from './prefix.ts';
import { wordReader } from './word-reader.ts';

/** The marks of an address that iproute2 prints as single words. */
const FLAGS: ReadonlySet<string> = new Set(
  `secondary temporary tentative deprecated home nodad optimistic dadfailed mngtmpaddr noprefixroute autojoin dynamic
permanent stable-privacy`.split(/\s+/),
);

/** What stands behind `inet` or `inet6` in `ip addr`; null when it does not begin with an address. */
export function readAddressWords(words: readonly string[], at: HostAddress['at']): HostAddress | null {
  const reader = wordReader(words);
  const own = ownAddress(reader.next() ?? '');
  if (own === null) return null;
  const flags: string[] = [];
  let [peer, scope]: (string | null)[] = [null, null];
  for (let word = reader.next(); word !== undefined; word = reader.next()) {
    if (word === 'peer') peer = reader.next() ?? null;
    else if (word === 'scope') scope = reader.next() ?? null;
    else if (/^(?:brd|any|metric|proto|flags)$/.test(word)) reader.next();
    else if (FLAGS.has(word)) flags.push(word);
    // What is left is the label, which only IPv4 has and which comes last.
    else if (reader.peek() !== undefined) return null;
  }
  return { ...own, peer: peer ?? null, scope: scope ?? null, flags, at };
}

/** A point-to-point address has its prefix length behind the peer's, its own is the whole address. */
export function ownAddress(text: string): Pick<HostAddress, 'family' | 'address' | 'prefixLength'> | null {
  const prefix = prefixOf(text);
  const [address = '', length = ''] = (prefix ?? '').split('/');
  return prefix === null || !isAddress(address)
    ? null
    : { family: familyOf(address), address, prefixLength: Number(length) };
}

export function isAddressFlag(word: string): boolean {
  return FLAGS.has(word);
}
