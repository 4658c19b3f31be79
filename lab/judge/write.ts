import { readFile, writeFile } from 'node:fs/promises';
import { provingGroundPage } from './page.ts';
import { readResults } from './results.ts';

/** Writes docs/proving-ground.md from the results of the last large run: `node lab/judge/write.ts`. */
const results = readResults(await readFile(new URL('../results.jsonl', import.meta.url), 'utf8'));
await writeFile(new URL('../../docs/proving-ground.md', import.meta.url), provingGroundPage(results));
