import { writeFile } from 'node:fs/promises';
import { lastResults } from './last-results.ts';
import { provingGroundPage } from './page.ts';

/** Writes docs/proving-ground.md from the results of the last large run: `node lab/judge/write.ts`. */
await writeFile(new URL('../../docs/proving-ground.md', import.meta.url), provingGroundPage(await lastResults()));
