import { createContext, useContext } from 'react';
import type { JsonObject } from '../model.ts';
import type { ActAnswer, PageState } from '../page-state.ts';
import type { PageAction } from '../server/page-actions.ts';

type WithoutPerson<T> = T extends unknown ? Omit<T, 'as'> : never;
export type Action = WithoutPerson<PageAction>;

/** What every part of the page may use: who is here, doing things as the chosen person, and moving about. */
export interface Page {
  readonly state: PageState;
  /** Does something. A refusal is shown to the person, and the answer is then undefined. */
  act(action: Action): Promise<JsonObject | undefined>;
  /** Uploads a file and returns its id, to be sent with a message; undefined when it was refused. */
  upload(file: File): Promise<string | undefined>;
  openThread(channel: string, threadTs: string): void;
  openChannel(channel: string): void;
  tell(words: string): void;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('This part of the page stands outside of it.');
  return page;
}

export async function postAction(action: object): Promise<ActAnswer> {
  const headers = { 'content-type': 'application/json' };
  return answer(() => fetch('/page/act', { method: 'POST', headers, body: JSON.stringify(action) }));
}

export async function postFile(person: string, file: File): Promise<ActAnswer> {
  const query = new URLSearchParams({ as: person, name: file.name });
  const headers = { 'content-type': 'application/octet-stream' };
  return answer(() => fetch(`/page/upload?${query}`, { method: 'POST', headers, body: file }));
}

async function answer(ask: () => Promise<Response>): Promise<ActAnswer> {
  try {
    const response = await ask();
    if (response.ok) return await response.json();
    return { ok: false, refusal: await response.text() };
  } catch {
    return { ok: false, refusal: 'The war room cannot be reached. Is it still running?' };
  }
}
