import { useEffect, useReducer } from 'react';
import { messageKey, type PageEvent, type PageMessage, type PageState } from '../page-state.ts';

/** What the page knows: the state as last sent, and every message by its key. */
export interface Known {
  readonly state: PageState | null;
  readonly messages: ReadonlyMap<string, PageMessage>;
  readonly online: boolean;
}

type Happened = PageEvent | { readonly type: 'online'; readonly online: boolean };

const NOTHING: Known = { state: null, messages: new Map(), online: true };

/** Follows the war room as one person. The browser reconnects by itself; every connection starts with a reset. */
export function useFeed(person: string): Known {
  const [known, happened] = useReducer(apply, NOTHING);
  useEffect(() => {
    const source = new EventSource(`/page/feed?as=${encodeURIComponent(person)}`);
    source.onopen = () => happened({ type: 'online', online: true });
    source.onerror = () => happened({ type: 'online', online: false });
    source.onmessage = (event: MessageEvent<string>) => happened(JSON.parse(event.data));
    return () => source.close();
  }, [person]);
  return known;
}

export function apply(known: Known, event: Happened): Known {
  switch (event.type) {
    case 'online':
      return { ...known, online: event.online };
    case 'reset':
      return { online: true, state: event.state, messages: byKey(new Map(), event.messages) };
    case 'state':
      return { ...known, state: event.state };
    case 'messages': {
      const messages = byKey(new Map(known.messages), event.changed);
      for (const key of event.removed) messages.delete(key);
      return { ...known, messages };
    }
  }
}

function byKey(into: Map<string, PageMessage>, messages: readonly PageMessage[]): Map<string, PageMessage> {
  for (const message of messages) into.set(messageKey(message), message);
  return into;
}

/** The messages of a channel, without the replies that live in threads only. Oldest first. */
export function channelMessages(known: Known, channel: string): PageMessage[] {
  return sorted(known, (one) => one.channel === channel && (one.threadTs === null || one.broadcast));
}

/** A thread: its parent, then its replies. */
export function threadMessages(known: Known, channel: string, threadTs: string): PageMessage[] {
  return sorted(known, (one) => one.channel === channel && (one.ts === threadTs || one.threadTs === threadTs));
}

function sorted(known: Known, keep: (message: PageMessage) => boolean): PageMessage[] {
  return [...known.messages.values()].filter(keep).sort((a, b) => Number(a.ts) - Number(b.ts));
}
