import { describe, expect, it } from 'vitest';
import { type Click, judgeClick } from '../../../src/access/approval/judge-click.ts';
import type { Decision } from '../../../src/model/access.ts';
import { REQUESTED, request } from './sample-approval.ts';

const MINUTE = 60_000;
const ALLOWED: Decision = {
  allowed: true,
  grant: {
    role: 'approver',
    users: ['U0TOMAS'],
    usergroups: [],
    channels: [],
    groups: 'all',
    risks: ['change'],
    line: 12,
  },
};
const DENIED: Decision = { allowed: false, says: 'No rule lets you approve that.', todo: 'Ask somebody who may.' };

/** A click on Approve by a second person who may, in time, with nothing changed; `given` replaces single fields. */
function click(given: Partial<Click> = {}) {
  const approval = given.approval ?? request();
  return judgeClick({
    approval,
    pressed: 'approve',
    clicker: 'U0TOMAS',
    authority: { clicker: ALLOWED, requester: ALLOWED },
    now: REQUESTED + MINUTE,
    basisNow: approval.basis,
    ...given,
  });
}

describe('a click on a request', () => {
  it('of a second person who may, in time, approves it, and tells by which rule', () => {
    expect(click()).toEqual({ kind: 'approve', says: 'Approved as approver by line 12 of the fleet file.' });
  });

  it('on Deny denies it, also when something has changed', () => {
    expect(click({ pressed: 'deny' }).kind).toBe('deny');
    expect(click({ pressed: 'deny', basisNow: 'other' }).kind).toBe('deny');
  });

  it('of the requester never approves it, whatever they may', () => {
    const own = click({ clicker: 'U0ANARUIZ1' });
    expect(own).toMatchObject({ kind: 'refuse', says: expect.stringContaining('somebody else has to approve') });
  });

  it('of the requester on Deny withdraws it, with no authority at all', () => {
    const authority = { clicker: DENIED, requester: DENIED };
    expect(click({ clicker: 'U0ANARUIZ1', pressed: 'deny', authority }).kind).toBe('withdraw');
  });

  it.each(['approve', 'deny'] as const)('of somebody who may not is refused: %s', (pressed) => {
    const refused = click({ pressed, authority: { clicker: DENIED, requester: ALLOWED } });
    expect(refused).toEqual({ kind: 'refuse', says: DENIED.says, todo: DENIED.todo });
  });

  it('approves nothing that its requester may not ask for any more', () => {
    expect(click({ authority: { clicker: ALLOWED, requester: DENIED } })).toMatchObject({
      kind: 'refuse',
      says: expect.stringContaining('may not ask for it any more'),
    });
    expect(click({ pressed: 'deny', authority: { clicker: ALLOWED, requester: DENIED } }).kind).toBe('deny');
  });

  it('counts up to the last moment and not from the end of its time on', () => {
    expect(click({ now: REQUESTED + 15 * MINUTE - 1 }).kind).toBe('approve');
    expect(click({ now: REQUESTED + 15 * MINUTE }).kind).toBe('expire');
    expect(click({ now: REQUESTED + 15 * MINUTE, pressed: 'deny', clicker: 'U0ANARUIZ1' }).kind).toBe('expire');
  });

  it('is over when the clock was set back behind the request', () => {
    expect(click({ now: REQUESTED }).kind).toBe('approve');
    expect(click({ now: REQUESTED - 1 }).kind).toBe('expire');
  });

  it('approves nothing that has changed since', () => {
    expect(click({ basisNow: 'other' })).toMatchObject({
      kind: 'refuse',
      says: expect.stringContaining('has changed'),
    });
  });

  it.each(['approved', 'denied', 'withdrawn', 'expired'] as const)('counts once: it is %s already', (state) => {
    for (const pressed of ['approve', 'deny'] as const) {
      const again = click({ pressed, approval: { ...request(), state } });
      expect(again).toMatchObject({ kind: 'refuse', todo: 'If it is still needed, ask for it anew.' });
    }
  });
});
