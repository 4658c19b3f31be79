import { readdir, readFile } from 'node:fs/promises';
import { type Results, readResults } from './results.ts';

const FOLDER = new URL('../results/', import.meta.url);

/** What the large runs have recorded, one a file of `lab/results/`, by name. Throws when a file is not as a run writes it. */
export async function recordedRuns(): Promise<readonly Results[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.jsonl')).sort();
  return Promise.all(files.map(async (name) => readResults(await readFile(new URL(name, FOLDER), 'utf8'))));
}
