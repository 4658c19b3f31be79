import { ApiError } from './errors.ts';
import { VIEWS } from './limits.ts';
import type { View } from './model.ts';

/** The modals each person has open, as a stack of at most three, and the Home tab each was given. */
export interface ViewStore {
  stack(user: string): readonly View[];
  /** Puts a view on top. Throws ApiError `push_limit_reached` when three are open. */
  push(view: View): void;
  /** Puts a new version in the place of the view with the same id. */
  replace(view: View): void;
  /** Takes a view, and all above it, off the stack. */
  remove(user: string, viewId: string): void;
  clear(user: string): void;
  find(viewId: string): View | undefined;
  findExternal(externalId: string): View | undefined;
  setHome(view: View): void;
  home(user: string): View | undefined;
}

export function createViewStore(changed: () => void): ViewStore {
  const stacks = new Map<string, readonly View[]>();
  const homes = new Map<string, View>();
  const everyView = () => [...stacks.values()].flat();

  function set(user: string, stack: readonly View[]): void {
    stacks.set(user, stack);
    changed();
  }

  return {
    stack: (user) => stacks.get(user) ?? [],
    push(view) {
      const stack = stacks.get(view.user) ?? [];
      if (stack.length >= VIEWS.stack) throw new ApiError('push_limit_reached');
      set(view.user, [...stack, view]);
    },
    replace(view) {
      const stack = stacks.get(view.user) ?? [];
      set(
        view.user,
        stack.map((known) => (known.id === view.id ? view : known)),
      );
    },
    remove(user, viewId) {
      const stack = stacks.get(user) ?? [];
      const at = stack.findIndex((view) => view.id === viewId);
      if (at >= 0) set(user, stack.slice(0, at));
    },
    clear: (user) => set(user, []),
    find: (viewId) => everyView().find((view) => view.id === viewId),
    findExternal: (externalId) => everyView().find((view) => view.externalId === externalId && externalId !== ''),
    setHome(view) {
      homes.set(view.user, view);
      changed();
    },
    home: (user) => homes.get(user),
  };
}
