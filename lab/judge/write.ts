import { writeFile } from 'node:fs/promises';
import { provingGroundPage } from './page.ts';
import { recordedRuns } from './recorded-runs.ts';

/** Writes docs/proving-ground.md from what the large runs have recorded: `node lab/judge/write.ts`. */
await writeFile(new URL('../../docs/proving-ground.md', import.meta.url), provingGroundPage(await recordedRuns()));
