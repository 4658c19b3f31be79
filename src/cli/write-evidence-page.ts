import { writeFileSync } from 'node:fs';
import { cataloguePage } from '../evidence/catalogue-page.ts';

writeFileSync(new URL('../../docs/evidence.md', import.meta.url), cataloguePage());
