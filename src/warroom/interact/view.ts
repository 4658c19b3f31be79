import { pushView, replaceView } from '../api/views.ts';
import { checkView } from '../blocks/check-view.ts';
import { isObject } from '../blocks/finder.ts';
import { ApiError, Refusal } from '../errors.ts';
import type { View } from '../model.ts';
import type { Room } from '../room.ts';
import { wireView } from '../wire-view.ts';
import { actingPerson, failureWord, interactionFrame } from './payload.ts';
import { type FilledIn, missingInputs, viewValues } from './view-values.ts';

export interface SubmitInput {
  readonly user: string;
  /** The top modal unless told. */
  readonly viewId?: string | undefined;
  readonly values?: FilledIn | undefined;
}

/** What became of the modal. `errors` are by block_id, as the form shows them. */
export type SubmitResult =
  | { readonly kind: 'closed' | 'updated' | 'pushed' }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly error: string };

/** A person presses the submit button: `view_submission`; the acknowledgement may close, correct, update or push. */
export async function submitView(room: Room, input: SubmitInput): Promise<SubmitResult> {
  const user = actingPerson(room, input.user);
  const view = openView(room, user.id, input.viewId);
  const values = viewValues(room, view, input.values ?? {});
  const missing = missingInputs(view, values);
  if (Object.keys(missing).length > 0) return { kind: 'errors', errors: missing };
  const outcome = await room.outbox.ask('interactive', {
    ...interactionFrame(room, user),
    type: 'view_submission',
    trigger_id: room.triggers.issue(user.id),
    view: wireView(room.workspace, view, values),
    response_urls: [],
  });
  if (outcome.kind === 'unacked') return { kind: 'failed', error: failureWord(outcome.reason) };
  try {
    return applyAction(room, view, outcome.body);
  } catch (error) {
    if (error instanceof ApiError) return { kind: 'failed', error: error.code };
    throw error;
  }
}

/** A person closes the top modal, or all of them. The app is told when the view asked for `notify_on_close`. */
export async function closeView(room: Room, input: { readonly user: string; readonly all?: boolean }): Promise<void> {
  const user = actingPerson(room, input.user);
  const view = openView(room, user.id);
  const all = input.all === true || view.body.clear_on_close === true;
  if (all) room.views.clear(user.id);
  else room.views.remove(user.id, view.id);
  if (view.body.notify_on_close !== true) return;
  const payload = { ...interactionFrame(room, user), type: 'view_closed', view: wireView(room.workspace, view) };
  await room.outbox.ask('interactive', { ...payload, is_cleared: all });
}

/** `response_action` (docs.slack.dev/surfaces/modals#handling_submissions): none, errors, update, push or clear. */
function applyAction(room: Room, view: View, answer: unknown): SubmitResult {
  const body = isObject(answer) ? answer : {};
  switch (body.response_action) {
    case 'errors': {
      const errors = isObject(body.errors) ? body.errors : {};
      return {
        kind: 'errors',
        errors: Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)])),
      };
    }
    case 'update':
      replaceView(room, view, checkView(body.view, 'modal'));
      return { kind: 'updated' };
    case 'push':
      pushView(room, view.user, checkView(body.view, 'modal'));
      return { kind: 'pushed' };
    case 'clear':
      room.views.clear(view.user);
      return { kind: 'closed' };
    default:
      room.views.remove(view.user, view.id);
      return { kind: 'closed' };
  }
}

function openView(room: Room, user: string, viewId?: string): View {
  const stack = room.views.stack(user);
  const view = viewId === undefined ? stack.at(-1) : stack.find(({ id }) => id === viewId);
  if (!view) throw new Refusal('That view is no longer open.');
  return view;
}
