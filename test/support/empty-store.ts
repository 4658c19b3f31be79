import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import { type Clock, systemClock } from '../../src/store/clock.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';

/** An empty database in memory, as `npm start` has one, copied from the image that was made for the whole run. */
export async function openEmptyStore(clock: Clock = systemClock): Promise<Store> {
  const image = new Blob([await readFile(inject('storeImage'))]);
  const opened = await openStore({ memory: true, image }, clock);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}
