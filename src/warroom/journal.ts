import type { Clock } from './clock.ts';
import { JOURNAL_ENTRIES } from './limits.ts';
import type { JsonObject } from './model.ts';

export type JournalEntry = { readonly at: number } & (
  | {
      readonly kind: 'api';
      readonly method: string;
      readonly args: JsonObject;
      readonly status: number;
      readonly ok: boolean;
      readonly error: string | null;
    }
  | {
      readonly kind: 'delivery';
      readonly envelope: string;
      readonly what: string;
      readonly retryNum: number;
      readonly retryReason: string | null;
      readonly outcome: string;
      readonly payload: JsonObject;
    }
  | { readonly kind: 'respond'; readonly ok: boolean; readonly error: string | null; readonly body: JsonObject }
);

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

/** Everything that passed between the bot and the war room, oldest first. Tokens are never written into it. */
export interface Journal {
  add(entry: Unstamped<JournalEntry>): void;
  entries(): readonly JournalEntry[];
}

export function createJournal(clock: Clock, added: () => void): Journal {
  const entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push({ at: clock.now(), ...entry });
      if (entries.length > JOURNAL_ENTRIES) entries.splice(0, entries.length - JOURNAL_ENTRIES);
      added();
    },
    entries: () => [...entries],
  };
}
