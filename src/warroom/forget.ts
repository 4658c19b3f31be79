import { REMEMBERED } from './limits.ts';

/** Makes room for one more entry, so that a long session does not grow without end. A Map keeps its oldest first. */
export function forgetOldest(entries: Map<string, unknown>): void {
  const oldest = entries.keys().next();
  if (entries.size >= REMEMBERED && !oldest.done) entries.delete(oldest.value);
}
