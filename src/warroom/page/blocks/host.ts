import { createContext, useContext } from 'react';
import type { Input } from '../../interact/element-values.ts';

/** The message or view a block stands in: it remembers what was chosen there, and tells the app. */
export interface Host {
  held(blockId: string, actionId: string): Input | undefined;
  hold(blockId: string, actionId: string, value: Input): void;
  /** Tells the app about a click or a choice. Resolves when it acknowledged, or failed to. */
  tell(blockId: string, actionId: string, value?: Input): Promise<void>;
  /** Words to show under an input, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
}

const deaf: Host = { held: () => undefined, hold: () => undefined, tell: async () => undefined, errors: {} };

export const HostContext = createContext<Host>(deaf);

export function useHost(): Host {
  return useContext(HostContext);
}
