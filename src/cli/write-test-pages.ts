import { writeFileSync } from 'node:fs';
import { separationPage } from '../diagnosis/separation-page.ts';
import { testsPage } from '../diagnosis/tests-page.ts';

/** Writes the pages of all checks and of what each tells apart. Run by `npm run docs`. */
writeFileSync(new URL('../../docs/next-tests.md', import.meta.url), testsPage());
writeFileSync(new URL('../../docs/separation.md', import.meta.url), separationPage());
