import type { ChecklistState } from './checklist.ts';
import type { Flow } from './flow.ts';
import type { Symptom } from './symptom.ts';

/** One incident, bound to one thread. Times are ISO 8601 in UTC. People are Slack user ids. */
export interface Case {
  /** Short and speakable: `RT-1`, `RT-2`, … in the order of opening. */
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  /** The thread's timestamp; null until the card that starts the thread has been posted. */
  readonly thread: string | null;
  /** The timestamp of the card message, once it has been posted. */
  readonly card: string | null;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly flow: Flow | null;
  readonly symptoms: readonly Symptom[];
  readonly fixedAt: string | null;
  readonly status: 'open' | 'closed';
}

/** What a person said of a checklist item. The newest tick of an item counts. */
export interface Tick {
  readonly item: string;
  readonly state: Exclude<ChecklistState, 'open'> | 'open';
  readonly by: string;
  readonly at: string;
}

/** One line of what happened in a case, for the handoff: who did what, when. */
export interface CaseEvent {
  readonly at: string;
  readonly by: string | null;
  readonly kind: 'opened' | 'evidence' | 'diagnosis' | 'tick' | 'note' | 'closed';
  readonly text: string;
}
