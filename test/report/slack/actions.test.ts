import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTION_IDS,
  approvalValue,
  caseValue,
  explainValue,
  readAction,
  tickActionId,
  tickValue,
} from '../../../src/report/slack/actions.ts';
import { LIMITS } from '../../../src/report/slack/limits.ts';
import { BYPASS_CONFIRMED } from '../../support/triage-sample.ts';
import { everyMessage } from './every-message.ts';

const name = fc.string({ minLength: 1, unit: 'grapheme' });

describe('action values', () => {
  it('come back as they were written, whatever characters are in them', () => {
    fc.assert(
      fc.property(name, name, (caseId, item) => {
        expect(readAction('case.handoff', caseValue(caseId))).toEqual({
          ok: true,
          value: { id: 'case.handoff', caseId },
        });
        expect(readAction(tickActionId('failed'), tickValue({ caseId, item }))).toEqual({
          ok: true,
          value: { id: 'tick.failed', state: 'failed', caseId, item },
        });
        expect(readAction('approval.deny', approvalValue(item))).toEqual({
          ok: true,
          value: { id: 'approval.deny', approvalId: item },
        });
        expect(readAction('case.explain', explainValue({ caseId, about: item }))).toEqual({
          ok: true,
          value: { id: 'case.explain', caseId, about: item },
        });
      }),
    );
  });

  it.each([
    ['case.handoff', ''],
    ['case.handoff', 'tick:RT-1:x'],
    ['case.handoff', 'case:'],
    ['case.handoff', 'case:%E0%A4%A'],
    ['tick.passed', 'tick:RT-1'],
    ['case.explain', 'case:RT-1'],
    ['approval.approve', 'case:RT-1'],
    ['approval.deny', 'approval:'],
    ['nothing.known', 'case:RT-1'],
  ])('%s with the value %j is refused, not guessed', (id, value) => {
    expect(readAction(id, value)).toMatchObject({ ok: false, error: { code: 'action.unreadable' } });
  });

  it('every button of every message can be read again', () => {
    const blocks = everyMessage(BYPASS_CONFIRMED).flatMap((message) => message.blocks);
    const buttons = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(buttons.length).toBeGreaterThan(8);
    for (const button of buttons) {
      if (button.type !== 'button') throw new Error(`an element of type ${button.type}`);
      expect(readAction(button.action_id ?? '', button.value ?? '').ok).toBe(true);
      expect(button.value?.length).toBeLessThanOrEqual(LIMITS.buttonValue);
    }
  });

  it('has no id twice', () => {
    expect(new Set(ACTION_IDS).size).toBe(ACTION_IDS.length);
  });
});
