import type { ModalView, PlainTextElement } from '@slack/types';
import { type Flow, formatFlow } from '../../model/flow.ts';
import { SYMPTOMS, type Symptom } from '../../model/symptom.ts';
import { LIMITS } from './limits.ts';
import { shorten } from './text.ts';

/** Ids of the modal and of its inputs: where the answers stand in what Slack sends back. */
export const TRIAGE_MODAL = {
  callbackId: 'triage',
  flow: { block: 'flow', action: 'flow' },
  symptoms: { block: 'symptoms', action: 'symptoms' },
} as const;

/** `metadata` comes back unread with the answers, at most 3,000 characters: where to open the case. */
export interface TriageModalContent {
  readonly metadata: string;
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
}

/** The form that opens a case: the conversation and how the trouble shows. */
export function triageModal({ metadata, flow, symptoms }: TriageModalContent): ModalView {
  const options = SYMPTOMS.map(({ id, label }) => ({ text: text(shorten(label, LIMITS.optionText)), value: id }));
  const chosen = options.filter(({ value }) => symptoms.some((symptom) => symptom === value));
  return {
    type: 'modal',
    callback_id: TRIAGE_MODAL.callbackId,
    private_metadata: metadata,
    title: text('New case'),
    submit: text('Open case'),
    close: text('Cancel'),
    blocks: [
      {
        type: 'input',
        block_id: TRIAGE_MODAL.flow.block,
        optional: true,
        label: text('Which conversation is broken?'),
        hint: text('Client > server:port/protocol. Leave it empty when only the evidence knows.'),
        element: {
          type: 'plain_text_input',
          action_id: TRIAGE_MODAL.flow.action,
          placeholder: text('10.1.1.5:51000 > 10.2.2.10:443/tcp'),
          max_length: 200,
          ...(flow === null ? {} : { initial_value: formatFlow(flow) }),
        },
      },
      {
        type: 'input',
        block_id: TRIAGE_MODAL.symptoms.block,
        optional: true,
        label: text('How does it show?'),
        element: {
          type: 'checkboxes',
          action_id: TRIAGE_MODAL.symptoms.action,
          options,
          ...(chosen.length === 0 ? {} : { initial_options: chosen }),
        },
      },
    ],
  };
}

function text(words: string): PlainTextElement {
  return { type: 'plain_text', text: words, emoji: false };
}
