import { expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { createPump } from '../../src/slack/pump.ts';
import { createTurnedClock } from '../store/turned-clock.ts';

it('looks again at once at what fell due just after it had looked, and not only after a minute', async () => {
  const clock = createTurnedClock(1_000);
  const dueAt = 1_500;
  const worked: number[] = [];
  let rows = [7];
  const pump = createPump<number>({
    clock,
    log: createLog('silent'),
    atOnce: 1,
    claim: async () => (clock.now() >= dueAt ? (rows.shift() ?? null) : null),
    work: async (row) => {
      worked.push(row);
      rows = [];
    },
    // The clock moves on between the look that found nothing and the question when to look again.
    nextDue: async () => {
      if (rows.length > 0 && clock.now() < dueAt) clock.turn(dueAt + 1 - clock.now());
      return rows.length > 0 ? dueAt : null;
    },
  });

  pump.wake();
  await pump.idle();
  expect(worked).toEqual([]);
  clock.turn(100);
  await pump.idle();

  expect(worked).toEqual([7]);
  await pump.stop();
});
