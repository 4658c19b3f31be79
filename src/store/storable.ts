/**
 * Text that PostgreSQL can keep. It refuses NUL, and half of a surrogate pair in `jsonb`; a binary file or a cut emoji
 * brings both. Each becomes U+FFFD, so that lines and columns stay where they were.
 */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

/** A value as JSON for a `jsonb` column. `clean` is applied to each of its strings, before they are made storable. */
export function toJson(value: unknown, clean: (text: string) => string = (text) => text): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(clean(part)) : part));
}
