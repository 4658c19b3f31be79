import { z } from 'zod';
import type { WarRoomControl } from '../control.ts';

const as = z.string();
const channel = z.string();
const messageTs = z.string();
const threadTs = z.string().optional();
const input = z.union([z.string(), z.array(z.string())]);
const values = z.record(z.string(), z.record(z.string(), input)).optional();
const element = { actionId: z.string(), blockId: z.string().optional(), value: input.optional() };

/** Everything the page may ask for. `as` is the person who does it. */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    as,
    channel,
    threadTs,
    text: z.string(),
    preformatted: z.boolean().optional(),
    fileIds: z.array(z.string()).optional(),
  }),
  z.object({ do: z.literal('command'), as, channel, threadTs, command: z.string(), text: z.string() }),
  z.object({ do: z.literal('edit'), as, channel, messageTs, text: z.string() }),
  z.object({ do: z.literal('remove'), as, channel, messageTs }),
  z.object({ do: z.literal('react'), as, channel, messageTs, name: z.string().regex(/^[a-z0-9_+-]+$/) }),
  z.object({
    do: z.literal('shortcut'),
    as,
    callbackId: z.string(),
    channel: channel.optional(),
    messageTs: messageTs.optional(),
  }),
  z.object({ do: z.literal('click'), as, channel, messageTs, ...element }),
  z.object({ do: z.literal('click-view'), as, viewId: z.string(), values, ...element }),
  z.object({ do: z.literal('submit-view'), as, viewId: z.string(), values }),
  z.object({ do: z.literal('close-view'), as }),
  z.object({ do: z.literal('open-home'), as }),
  z.object({ do: z.literal('play-step'), as, channel, sampleId: z.string(), step: z.number().int().min(0) }),
  z.object({ do: z.literal('play-all'), as, channel, sampleId: z.string() }),
  z.object({ do: z.literal('play-lab'), as, breakageId: z.string() }),
]);

export type PageAction = z.input<typeof actionSchema>;

/** Carries an action out through the same control that tests use. Throws Refusal in words for the person. */
export async function act(control: WarRoomControl, action: z.output<typeof actionSchema>): Promise<object> {
  const { as: user, ...rest } = action;
  const asked = { ...rest, user };
  switch (asked.do) {
    case 'say':
      return { ts: control.say(asked).ts };
    case 'command':
      return control.command(asked);
    case 'edit':
      return { ts: control.edit(asked).ts };
    case 'remove':
      control.remove(asked);
      return {};
    case 'react':
      control.react(asked);
      return {};
    case 'shortcut':
      return control.shortcut(asked);
    case 'click':
      return control.click(asked);
    case 'click-view':
      return control.clickView(asked);
    case 'submit-view':
      return control.submitView(asked);
    case 'close-view':
      await control.closeView(asked);
      return {};
    case 'open-home':
      control.openHome(user);
      return {};
    case 'play-step':
      return control.playStep(asked);
    case 'play-all':
      await control.playAll(asked);
      return {};
    case 'play-lab':
      return { says: await control.playLab(asked) };
  }
}
