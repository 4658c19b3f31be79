import type { Button } from '@slack/types';
import type { Case } from '../../model/case.ts';
import type { ActionId, CaseActionId } from './actions.ts';
import { caseValue } from './actions.ts';
import { LIMITS } from './limits.ts';
import { shorten } from './text.ts';

interface Look {
  readonly style?: 'primary' | 'danger';
  /** Asked before the press counts. */
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
}

/** A button. Its text is ours, never a device's, and is cut at Slack's limit. */
export function button(text: string, actionId: ActionId, value: string, look: Look = {}): Button {
  const { style, confirm } = look;
  return {
    type: 'button',
    text: { type: 'plain_text', text: shorten(text, LIMITS.buttonText), emoji: false },
    action_id: actionId,
    value,
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined
      ? {}
      : {
          confirm: {
            title: { type: 'plain_text', text: confirm.title },
            text: { type: 'plain_text', text: confirm.text },
            confirm: { type: 'plain_text', text: confirm.yes },
            deny: { type: 'plain_text', text: 'Cancel' },
          },
        }),
  };
}

/** A button that concerns a case as a whole. */
export function caseButton(text: string, actionId: CaseActionId, { id }: Pick<Case, 'id'>, look: Look = {}): Button {
  return button(text, actionId, caseValue(id), look);
}
