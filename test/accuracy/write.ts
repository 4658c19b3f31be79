import { writeFile } from 'node:fs/promises';
import { recordedRuns } from '../../lab/judge/recorded-runs.ts';
import { measure } from './measure.ts';
import { accuracyPage } from './page.ts';

/** Writes docs/accuracy.md. Run by `npm run accuracy`. */
const page = accuracyPage(await measure(), await recordedRuns());
await writeFile(new URL('../../docs/accuracy.md', import.meta.url), page);
