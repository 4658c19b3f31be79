import type { Store } from '../../src/store/open-store.ts';
import type { TurnedClock } from '../store/turned-clock.ts';

export interface Settling {
  readonly store: Store;
  readonly clock: TurnedClock;
  /** Resolves when nothing more can be done at this moment. */
  readonly rest: () => Promise<void>;
}

const ROUNDS = 300;

/** Lets everything happen that is going to happen: jobs, letters and the pauses between them. */
export async function settle({ store, clock, rest }: Settling): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await rest();
    if (!(await isBusy(store))) return;
    clock.turn(1_000);
  }
  throw new Error('it never came to rest');
}

async function isBusy({ db }: Store): Promise<boolean> {
  const job = await db.selectFrom('inbox').select('id').where('state', 'in', ['new', 'claimed']).executeTakeFirst();
  const letter = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['queued', 'sending'])
    .executeTakeFirst();
  return job !== undefined || letter !== undefined;
}
