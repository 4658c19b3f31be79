import { z } from 'zod';
import { checkView } from '../blocks/check-view.ts';
import { fillIds } from '../blocks/fill-ids.ts';
import { ApiError } from '../errors.ts';
import { secret } from '../ids.ts';
import type { JsonObject, View } from '../model.ts';
import type { Room } from '../room.ts';
import { wireView } from '../wire-view.ts';
import { method, nested } from './method.ts';

export const viewMethods = [
  method({
    name: 'views.open',
    args: z.object({ trigger_id: z.string(), view: nested }),
    run(room, args) {
      const checked = checkView(args.view, 'modal');
      const user = room.triggers.spend(args.trigger_id);
      room.views.clear(user);
      return { view: wireView(room.workspace, pushView(room, user, checked)) };
    },
  }),
  method({
    name: 'views.push',
    args: z.object({ trigger_id: z.string(), view: nested }),
    run(room, args) {
      const checked = checkView(args.view, 'modal');
      const user = room.triggers.spend(args.trigger_id);
      if (room.views.stack(user).length === 0) throw new ApiError('not_found');
      return { view: wireView(room.workspace, pushView(room, user, checked)) };
    },
  }),
  method({
    name: 'views.update',
    args: z.object({
      view: nested,
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
    }),
    run(room, args) {
      const checked = checkView(args.view, 'modal');
      const before =
        args.view_id === undefined ? room.views.findExternal(args.external_id ?? '') : room.views.find(args.view_id);
      if (!before) throw new ApiError('not_found');
      if (args.hash !== undefined && args.hash !== before.hash) throw new ApiError('hash_conflict');
      return { view: wireView(room.workspace, replaceView(room, before, checked)) };
    },
  }),
  method({
    name: 'views.publish',
    args: z.object({ user_id: z.string(), view: nested, hash: z.string().optional() }),
    run(room, args) {
      if (!room.manifest.features.app_home.home_tab_enabled) throw new ApiError('not_enabled');
      const checked = checkView(args.view, 'home');
      if (!room.workspace.users.has(args.user_id)) throw new ApiError('user_not_found');
      const known = room.views.home(args.user_id);
      if (args.hash !== undefined && known && args.hash !== known.hash) throw new ApiError('hash_conflict');
      const view = makeView(room, args.user_id, checked, 'home', known?.id);
      room.views.setHome(view);
      return { view: wireView(room.workspace, view) };
    },
  }),
];

type Checked = ReturnType<typeof checkView>;

/** Opens a checked view on top of the person's stack. Throws `push_limit_reached`. */
export function pushView(room: Room, user: string, checked: Checked): View {
  const stack = room.views.stack(user);
  const below = stack.at(-1);
  const made = makeView(room, user, checked, 'modal');
  const view = { ...made, rootId: stack[0]?.id ?? made.id, previousId: below?.id ?? null };
  room.views.push(view);
  return view;
}

/** Puts a checked view in the place of an open one; it keeps its id and gets a new hash. */
export function replaceView(room: Room, before: View, checked: Checked): View {
  const made = makeView(room, before.user, checked, 'modal', before.id);
  const view = { ...made, rootId: before.rootId, previousId: before.previousId };
  room.views.replace(view);
  return view;
}

function makeView(room: Room, user: string, { body, blocks }: Checked, type: 'modal' | 'home', id?: string): View {
  const viewId = id ?? room.workspace.ids.next('V');
  const hash = `${Math.floor(room.clock.now() / 1000)}.${secret(4)}`;
  const externalId = typeof body.external_id === 'string' ? body.external_id : '';
  const frame: JsonObject = body;
  return {
    id: viewId,
    type,
    user,
    hash,
    rootId: viewId,
    previousId: null,
    externalId,
    body: frame,
    blocks: fillIds(blocks),
  };
}
