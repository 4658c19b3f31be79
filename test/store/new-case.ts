import type { Case } from '../../src/model/case.ts';
import { addCase, type NewCase } from '../../src/store/cases.ts';
import type { Db } from '../../src/store/schema.ts';

export const NOON = Date.UTC(2026, 4, 4, 12);

/** Adds a case to a channel of an invented team; `given` replaces single fields. */
export function newCase(db: Db, given: Partial<NewCase> = {}): Promise<Case> {
  return addCase(db, {
    team: 'T1',
    channel: 'C1',
    thread: null,
    openedBy: 'U1',
    openedAt: NOON,
    flow: null,
    symptoms: [],
    fixedAt: null,
    ...given,
  });
}
