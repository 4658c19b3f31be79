import type { LabDesk } from '../lab.ts';
import { PAGE_STREAMS } from '../limits.ts';
import type { Sample } from '../model.ts';
import type { PageEvent } from '../page-state.ts';
import type { Room } from '../room.ts';
import { pageMessages, pageState } from './page-snapshot.ts';

/** Live updates for open pages. */
export interface PageFeed {
  /** Whether there is such a person, and room for one more page. */
  accepts(user: string): boolean;
  /** Calls `send` with a reset at once, then with what changed, and `ended` on close. Returns how to stop. */
  follow(user: string, send: (event: PageEvent) => void, ended: () => void): () => void;
  close(): void;
}

export function createPageFeed(room: Room, samples: readonly Sample[], lab: LabDesk | null): PageFeed {
  const { workspace } = room;
  const followers = new Map<() => void, () => void>();
  let due: NodeJS.Immediate | undefined;

  /** Many things change in one turn of the event loop; pages hear of them together. */
  const stop = workspace.onChange(() => {
    due ??= setImmediate(() => {
      due = undefined;
      for (const update of [...followers.keys()]) update();
    });
  });

  return {
    accepts: (user) => followers.size < PAGE_STREAMS && workspace.users.get(user)?.isBot === false,
    follow(user, send, ended) {
      const update = createDiff(room, samples, lab, user, send);
      followers.set(update, ended);
      return () => followers.delete(update);
    },
    close() {
      stop();
      clearImmediate(due);
      for (const ended of followers.values()) ended();
      followers.clear();
    },
  };
}

/** Sends everything once; then, each time it is called, only what is not as it was sent last. */
function createDiff(
  room: Room,
  samples: readonly Sample[],
  lab: LabDesk | null,
  user: string,
  send: (event: PageEvent) => void,
): () => void {
  const state = pageState(room, samples, lab, user);
  const messages = pageMessages(room, user);
  let sentState = JSON.stringify(state);
  let sent = new Map([...messages].map(([key, { version }]) => [key, version]));
  send({ type: 'reset', state, messages: [...messages.values()].map(({ read }) => read()) });
  return () => {
    const now = pageState(room, samples, lab, user);
    const text = JSON.stringify(now);
    if (text !== sentState) send({ type: 'state', state: now });
    sentState = text;
    const present = pageMessages(room, user);
    const changed = [...present].filter(([key, { version }]) => sent.get(key) !== version);
    const removed = [...sent.keys()].filter((key) => !present.has(key));
    sent = new Map([...present].map(([key, { version }]) => [key, version]));
    if (changed.length + removed.length === 0) return;
    send({ type: 'messages', changed: changed.map(([, { read }]) => read()), removed });
  };
}
