import { createHash } from 'node:crypto';

/** What the first record follows: no digest that any text has, as far as anybody knows. */
export const AUDIT_ORIGIN = '0'.repeat(64);

/** The digest of a record: SHA-256 over the digest before it, a line end and the entry's text, in hexadecimal. */
export function chainDigest(previous: string, entry: string): string {
  return createHash('sha256').update(`${previous}\n${entry}`, 'utf8').digest('hex');
}
