import { writeFile } from 'node:fs/promises';
import { faultsPage } from './page.ts';
import { playFaults } from './play.ts';

/** Writes docs/live-faults.md: node test/live-faults/write.ts */
await writeFile(new URL('../../docs/live-faults.md', import.meta.url), faultsPage(await playFaults()));
