/** What a person asks for on live firewalls. `on` names devices, groups or tags as it was written; empty: what the case is about. */
export type LiveOrder =
  | { readonly kind: 'live'; readonly act: 'ask' | 'watch' | 'clear'; readonly on: string }
  | { readonly kind: 'live'; readonly act: 'capture'; readonly on: string; readonly seconds: number }
  | { readonly kind: 'live'; readonly act: 'stop' };

const CAPTURE_SECONDS = 30;
/** People also say “capture attached, see the file”: an order names a few devices and nothing else. */
const NAME = /^[\w.-]{1,63}$/;
const BETWEEN = /[ ,]+/;
const NAMES_AT_MOST = 6;
const LONGEST = 400;
const STOPPED = /^(?:it|that|all|everything|live|run|asking|watch|watching|capture|capturing)?$/i;
const SECONDS = /\b(\d{1,3})\s*(?:s|sec|seconds?)\b/i;

/**
 * Reads `live on edge`, `run live`, `watch`, `capture PA-A 20 s`, `clear on PA-A`, `stop`. Null for other words. What is
 * done is always of the case's own flow: there is nothing else to say.
 */
export function readLiveOrder(verb: string, rest: string): LiveOrder | null {
  if (!isNames(rest)) return null;
  switch (verb) {
    case 'live':
      return { kind: 'live', act: 'ask', on: rest };
    case 'run':
      return /^live\b/i.test(rest) ? { kind: 'live', act: 'ask', on: rest.slice('live'.length) } : null;
    case 'watch':
    case 'clear':
      return { kind: 'live', act: verb, on: rest };
    case 'capture': {
      const seconds = Number(SECONDS.exec(rest)?.[1] ?? CAPTURE_SECONDS);
      return { kind: 'live', act: 'capture', on: rest.replace(SECONDS, ' '), seconds };
    }
    case 'stop':
    case 'cancel':
      return STOPPED.test(rest) ? { kind: 'live', act: 'stop' } : null;
    default:
      return null;
  }
}

/** Word by word and within a length: one pattern for all of it would take minutes over a long word that fits none. */
function isNames(text: string): boolean {
  if (text.length > LONGEST) return false;
  const words = text.split(BETWEEN).filter((word) => word !== '');
  return words.length <= NAMES_AT_MOST && words.every((word) => NAME.test(word));
}
