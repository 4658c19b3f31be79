import { describe, expect, it } from 'vitest';
import type { Approval } from '../../src/model/approval.ts';
import {
  addApproval,
  endApproval,
  endExpiredApprovals,
  findApproval,
  pendingApprovals,
} from '../../src/store/approvals.ts';
import { CAPTURE, REQUESTED, request } from '../access/approval/sample-approval.ts';
import { memoryStore } from './memory-store.ts';
import { newCase } from './new-case.ts';

const db = memoryStore();

async function add(given: Partial<Approval> = {}): Promise<Approval> {
  if (given.id === undefined) await newCase(db());
  const approval = { ...request({ action: CAPTURE }), ...given };
  await addApproval(db(), approval);
  return approval;
}

describe('requests for approval', () => {
  it('are given back as they were kept', async () => {
    const approval = await add();
    expect(await findApproval(db(), approval.id)).toEqual(approval);
    expect(await pendingApprovals(db(), 'RT-1')).toEqual([approval]);
    expect(await findApproval(db(), 'unknown')).toBeNull();
    expect(await pendingApprovals(db(), 'RT-2')).toEqual([]);
  });

  it('end once, with who ended them and when', async () => {
    const { id } = await add();
    const ended = await endApproval(db(), id, { state: 'approved', by: 'U2' }, REQUESTED + 1_000);
    expect(ended).toMatchObject({ state: 'approved', decidedBy: 'U2', decidedAt: '2026-11-10T09:30:01.000Z' });
    expect(await endApproval(db(), id, { state: 'denied', by: 'U3' }, REQUESTED + 2_000)).toBeNull();
    expect(await findApproval(db(), id)).toEqual(ended);
    expect(await pendingApprovals(db(), 'RT-1')).toEqual([]);
  });

  it('are ended by exactly one of many who decide at the same moment', async () => {
    const { id } = await add();
    const people = Array.from({ length: 12 }, (_, index) => `U${index}`);
    const ends = await Promise.all(
      people.map((by) =>
        db()
          .transaction()
          .execute((tx) => endApproval(tx, id, { state: 'approved', by }, REQUESTED)),
      ),
    );
    const won = ends.flatMap((end) => end ?? []);
    expect(won).toHaveLength(1);
    expect((await findApproval(db(), id))?.decidedBy).toBe(won[0]?.decidedBy);
  });

  it('run out from the end of their time on, those that nobody decided', async () => {
    const first = await add();
    await add({ id: 'later', expiresAt: '2026-11-10T09:50:00.000Z' });
    await add({ id: 'decided' });
    await endApproval(db(), 'decided', { state: 'denied', by: 'U2' }, REQUESTED);
    const end = Date.parse(first.expiresAt);
    expect(await endExpiredApprovals(db(), end - 1)).toEqual([]);
    expect(await endExpiredApprovals(db(), end)).toMatchObject([{ id: first.id, state: 'expired', decidedBy: null }]);
    expect(await endExpiredApprovals(db(), end)).toEqual([]);
    expect((await findApproval(db(), 'decided'))?.state).toBe('denied');
  });
});
