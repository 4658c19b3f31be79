import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** How near its end a list has to be for the reader to count as reading the newest. */
const NEAR_END_PX = 120;
/** What stays visible above a message that is taller than the list. */
const ABOVE_PX = 12;

interface Following {
  readonly frame: RefObject<HTMLDivElement | null>;
  /** Whether something came that the reader has not been taken to. */
  readonly behind: boolean;
  onScroll(): void;
  /** The reader did something here and will want to see what comes of it. */
  onActed(): void;
  toNewest(): void;
}

/**
 * Keeps a list of messages at its newest one, unless the reader has scrolled back. A message taller than the list is
 * shown from its beginning: a report is read from the top.
 */
export function useFollowing(newest: string): Following {
  const frame = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const placedAt = useRef(-1);
  const seen = useRef(newest);
  const actedAt = useRef<string | null>(null);
  const [behind, setBehind] = useState(false);

  const place = useCallback(() => {
    const list = frame.current;
    if (!list) return;
    const rows = list.querySelectorAll<HTMLElement>(':scope > article');
    const end = list.scrollHeight - list.clientHeight;
    const top = (rows.item(rows.length - 1)?.offsetTop ?? end) - ABOVE_PX;
    placedAt.current = Math.max(0, Math.min(end, top));
    list.scrollTop = placedAt.current;
  }, []);

  useLayoutEffect(() => {
    const isNew = newest !== seen.current;
    seen.current = newest;
    if (isNew && actedAt.current !== null && actedAt.current !== newest) {
      following.current = true;
      actedAt.current = null;
    }
    if (following.current) place();
    else if (isNew) setBehind(true);
  });

  return {
    frame,
    behind,
    onScroll() {
      const list = frame.current;
      if (!list || Math.abs(list.scrollTop - placedAt.current) < 2) return;
      following.current = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;
      if (following.current) setBehind(false);
    },
    onActed() {
      actedAt.current = newest;
    },
    toNewest() {
      following.current = true;
      setBehind(false);
      place();
    },
  };
}
