import { useCallback, useEffect, useState } from 'react';

/** Where the person looks: a channel, and a thread in it. Kept in the address, as `#channel/message/thread`. */
export interface Place {
  readonly channel: string;
  readonly thread: string | null;
}

/** The place in the address, and how to go elsewhere. A permalink opens the thread of its message. */
export function usePlace(): readonly [Place, (channel: string, thread: string | null) => void] {
  const [place, setPlace] = useState(() => readPlace(location.hash));
  useEffect(() => {
    const follow = () => setPlace(readPlace(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const go = useCallback((channel: string, thread: string | null) => {
    location.hash = thread === null ? channel : `${channel}//${thread}`;
    setPlace({ channel, thread });
  }, []);
  return [place, go];
}

export function readPlace(hash: string): Place {
  const [channel = '', message = '', thread = ''] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  const opened = thread === '' ? message : thread;
  return { channel, thread: opened === '' ? null : opened };
}
