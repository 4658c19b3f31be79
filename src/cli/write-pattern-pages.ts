import { mkdir, writeFile } from 'node:fs/promises';
import { patternPages } from '../report/pattern-page.ts';
import { patternChecks } from '../triage.ts';

/** Writes the documentation page of every pattern. Run by `npm run docs`. */
const folder = new URL('../../docs/patterns/', import.meta.url);
await mkdir(folder, { recursive: true });
await Promise.all(patternPages(patternChecks).map(({ file, page }) => writeFile(new URL(file, folder), page)));
