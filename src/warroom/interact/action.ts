import { elementsOf, findElement } from '../blocks/fill-ids.ts';
import { Refusal } from '../errors.ts';
import { whisper } from '../messages.ts';
import type { Block, JsonObject, View } from '../model.ts';
import type { Room } from '../room.ts';
import { wireMessage } from '../wire.ts';
import { wireView } from '../wire-view.ts';
import type { InteractionResult } from './command.ts';
import { elementState, type Input } from './element-values.ts';
import { actingPerson, channelOf, channelRef, failureWord, interactionFrame } from './payload.ts';
import { type FilledIn, viewValues } from './view-values.ts';

export interface ClickInput {
  readonly user: string;
  readonly channel: string;
  /** The ts of a message, or of an ephemeral this person sees. */
  readonly messageTs: string;
  readonly actionId: string;
  readonly blockId?: string | undefined;
  /** The chosen value, for elements that offer a choice. Buttons carry their own. */
  readonly value?: Input | undefined;
}

/** A person clicks a button or chooses from a menu in a message: `block_actions`. */
export async function runClick(room: Room, input: ClickInput): Promise<InteractionResult> {
  const user = actingPerson(room, input.user);
  const channel = channelOf(room, user, input.channel);
  const message = room.workspace.message(channel.id, input.messageTs);
  const ephemeral = room.workspace.ephemerals(user.id).find((one) => one.ts === input.messageTs);
  const source = message ?? ephemeral;
  if (!source) throw new Refusal('That message is gone.');
  const action = describeAction(room, source.blocks ?? [], input);
  const place = { user: user.id, channel: channel.id, threadTs: source.threadTs };
  const isEphemeral = ephemeral !== undefined;
  const thread = source.threadTs === undefined ? {} : { thread_ts: source.threadTs };
  const where = { channel_id: channel.id, is_ephemeral: isEphemeral, ...thread };
  const outcome = await room.outbox.ask('interactive', {
    ...interactionFrame(room, user),
    type: 'block_actions',
    container: { type: 'message', message_ts: source.ts, ...where },
    trigger_id: room.triggers.issue(user.id),
    channel: channelRef(channel),
    // Slack sends no message for an ephemeral one: only the container tells where it was.
    ...(message ? { message: wireMessage(room.workspace, room.baseUrl, message) } : {}),
    state: { values: stateOf(room, source.blocks ?? [], input) },
    response_url: room.responseUrls.issue({ ...place, messageTs: source.ts, ephemeral: isEphemeral }),
    actions: [action],
  });
  if (outcome.kind === 'acked') return { kind: 'acked' };
  const error = failureWord(outcome.reason);
  whisper(room, 'slackbot', place, { text: `That did not work: the app failed with the error "${error}"` });
  return { kind: 'failed', error };
}

export interface ViewClickInput {
  readonly user: string;
  readonly viewId?: string | undefined;
  readonly actionId: string;
  readonly blockId?: string | undefined;
  readonly value?: Input | undefined;
  /** What the rest of the form holds at that moment, by block and action id. */
  readonly values?: FilledIn | undefined;
}

/** A person clicks or chooses something inside a modal (the top one unless told) or on the app's Home tab. */
export async function runViewClick(room: Room, input: ViewClickInput): Promise<InteractionResult> {
  const user = actingPerson(room, input.user);
  const view = clickedView(room, user.id, input.viewId);
  const action = describeAction(room, view.blocks, input);
  const outcome = await room.outbox.ask('interactive', {
    ...interactionFrame(room, user),
    type: 'block_actions',
    container: { type: 'view', view_id: view.id },
    trigger_id: room.triggers.issue(user.id),
    view: wireView(room.workspace, view, viewValues(room, view, input.values ?? {})),
    actions: [action],
  });
  return outcome.kind === 'acked' ? { kind: 'acked' } : { kind: 'failed', error: failureWord(outcome.reason) };
}

function clickedView(room: Room, user: string, viewId: string | undefined): View {
  const stack = room.views.stack(user);
  const home = room.views.home(user);
  const view =
    viewId === undefined ? stack.at(-1) : [...stack, ...(home ? [home] : [])].find(({ id }) => id === viewId);
  if (!view) throw new Refusal('That view is no longer open.');
  return view;
}

function describeAction(
  room: Room,
  blocks: readonly Block[],
  { actionId, blockId, value }: Pick<ClickInput, 'actionId' | 'blockId' | 'value'>,
): JsonObject {
  const found = findElement(blocks, actionId, blockId);
  if (!found) throw new Refusal(`There is no ${actionId} to use here.`);
  const { element, block } = found;
  const shared = { action_id: actionId, block_id: block.block_id, action_ts: room.workspace.ids.ts() };
  if (element.type !== 'button') return { ...elementState(room, element, value), ...shared };
  const { text, style, url } = element;
  const optional = { ...(style === undefined ? {} : { style }), ...(url === undefined ? {} : { url }) };
  const carried = element.value === undefined ? {} : { value: element.value };
  return { type: 'button', text, ...carried, ...optional, ...shared };
}

/** `state.values` of a message: each choosable element with its present choice. */
function stateOf(room: Room, blocks: readonly Block[], { actionId, blockId, value }: ClickInput): JsonObject {
  const values: Record<string, Record<string, JsonObject>> = {};
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      if (element.type === 'button' || element.type === 'overflow') continue;
      const isChosen = element.action_id === actionId && (blockId === undefined || block.block_id === blockId);
      const chosen = isChosen ? value : undefined;
      const held = values[String(block.block_id)] ?? {};
      values[String(block.block_id)] = held;
      held[String(element.action_id)] = elementState(room, element, chosen);
    }
  }
  return values;
}
