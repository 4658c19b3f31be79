import { expect, it } from 'vitest';
import { createBossQueue } from '../../src/jobs/queue/boss-queue.ts';
import { createLog } from '../../src/log.ts';
import type { LiveRun } from '../../src/model/live-run.ts';
import { memoryStore } from '../store/memory-store.ts';
import { deskRoom } from './support/desk-room.ts';
import { sessionId } from './support/replies.ts';

const store = memoryStore();

it('runs what was ordered on pg-boss, and tells of each step in the transaction that keeps it', async () => {
  const ended = Promise.withResolvers<LiveRun>();
  const room = await deskRoom(store(), {
    queue: createBossQueue(store(), createLog('silent')),
    announce: async (_tx, run) => {
      if (run.endedAt !== null) ended.resolve(run);
    },
  });
  room.devices.rule((_device, { kind }) => (kind === 'session-id' ? sessionId() : null));
  const action = { kind: 'clear-session', device: 'PA-A', id: 4711, startedAt: 'Mon May  4 11:58:03 2026' } as const;

  await room.begin('clear', room.approve(action));

  expect(await ended.promise).toMatchObject({ id: 'run-1', state: 'done', says: 'Cleared on PA-A.' });
  await room.desk.idle();
  await room.desk.stop();
  expect(room.devices.asked.filter((cli) => cli === 'PA-A> clear session id 4711')).toHaveLength(1);
});
