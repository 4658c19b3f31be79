import { readFile } from 'node:fs/promises';
import { type Results, readResults } from './results.ts';

/** What the last large run has recorded. Throws when the file is not as a run writes it. */
export async function lastResults(): Promise<Results> {
  return readResults(await readFile(new URL('../results.jsonl', import.meta.url), 'utf8'));
}
