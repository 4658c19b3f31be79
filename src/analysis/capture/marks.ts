import type { CaptureFlow, CaptureHalf } from '../../model/facts.ts';
import { present } from '../observation.ts';

/** Payloads shorter than this are alike by chance: a single byte, an empty keep-alive. */
const TELLING_PAYLOAD = 8;

/** Marks that a conversation keeps when its addresses and ports are rewritten. */
export function marksOf({ protocol, c2s, s2c, echoId }: CaptureFlow): readonly string[] {
  const payloads = [c2s, s2c].flatMap(({ payloads: marks }, side) =>
    marks
      .filter(({ bytes }) => bytes >= TELLING_PAYLOAD)
      .map(({ bytes, hash, sequence }) => `${protocol} data ${side} ${sequence} ${bytes} ${hash}`),
  );
  // An echo identifier is small and used again: with the payload it tells, alone it does not.
  const data = echoId === null ? payloads : payloads.map((mark) => `${mark} ${echoId}`);
  return present([isn(c2s, protocol, 'client'), isn(s2c, protocol, 'server'), ...data]);
}

function isn({ tcp }: CaptureHalf, protocol: string, side: string): string | null {
  return tcp === null || tcp.initialSequence === null ? null : `${protocol} isn ${side} ${tcp.initialSequence}`;
}

/** Conversations by their marks; a mark that two of them bear stands for neither. */
export function byMark(conversations: readonly CaptureFlow[]): ReadonlyMap<string, CaptureFlow> {
  const found = new Map<string, CaptureFlow>();
  const shared = new Set<string>();
  for (const fact of conversations) {
    for (const mark of marksOf(fact)) {
      if (found.has(mark)) shared.add(mark);
      found.set(mark, fact);
    }
  }
  for (const mark of shared) found.delete(mark);
  return found;
}
