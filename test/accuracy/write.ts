import { writeFile } from 'node:fs/promises';
import { measure } from './measure.ts';
import { accuracyPage } from './page.ts';

/** Writes docs/accuracy.md. Run by `npm run accuracy`. */
await writeFile(new URL('../../docs/accuracy.md', import.meta.url), accuracyPage(await measure()));
