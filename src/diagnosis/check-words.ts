import type { FindingValue } from '../model/finding.ts';
import { timeText } from '../model/place.ts';
import type { CheckId, Sign } from '../model/validation.ts';

type Words = (sign: Sign) => string;

/** One sentence on what a reading says of a check, or why it settles nothing. */
export function signSentence(sign: Sign): string {
  return WORDS[sign.check](sign);
}

const WORDS: Readonly<Record<CheckId, Words>> = {
  'broken-flow-noted': ({ observer, values }) =>
    `${session(values)} on ${observer} is noted: it started ${text(values.startTime)}, with ${amount(values.bytesC2s)} from the client and ${amount(values.bytesS2c)} from the server.`,
  'old-session-gone': oldSession,
  'new-session': newSession,
  'both-grow': bothGrow,
  'drops-stop': drops,
  sustained,
  'stale-flows': staleFlows,
};

function oldSession({ observer, holds, values }: Sign): string {
  const which = sessions(values);
  if (holds === true) return `${which} of before the fix ${are(values)} gone from ${observer}.`;
  if (holds === false) return `${which} of before the fix ${are(values)} still there on ${observer}.`;
  return `Nothing shows yet whether ${which.toLowerCase()} of before the fix ${are(values)} gone from ${observer}: list these ends there again.`;
}

function newSession({ observer, holds, values }: Sign): string {
  const which = session(values);
  if (holds === true) return `${which} on ${observer} started ${text(values.startTime)}, after the fix.`;
  if (values.clockWrong === true)
    return `${which} on ${observer} started ${text(values.startTime)} by the device's clock, which is later than it was shown: its clock cannot be held against the fix.`;
  if (values.formed === null) return `Nothing shows when ${which.toLowerCase()} on ${observer} started.`;
  return `${which} on ${observer} started ${text(values.startTime)}, before the fix; a new one has not been shown.`;
}

function bothGrow({ observer, values }: Sign): string {
  const where = `${session(values)} on ${observer}`;
  switch (values.how) {
    case 'no-reply':
      return `${where} formed after the fix and got no reply: ${amount(values.bytesC2s)} from the client, none from the server.`;
    case 'frozen':
      return `${where}: the client's direction grew by ${amount(values.deltaC2s)} and the server's stood still.`;
    case 'grew':
      return `${where}: both directions grew${within(values.seconds)}, by ${amount(values.deltaC2s)} and ${amount(values.deltaS2c)}.`;
    case 'far-apart':
      return `${where}: both directions grew, but the readings are ${duration(values.seconds)} apart: take two within 30 seconds.`;
    case 'one-reading':
      return `${where} was read once: read it again within 30 seconds.`;
    default:
      return `${where} stood still between its last two readings: read it while it is in use.`;
  }
}

function drops({ observer, holds, values }: Sign): string {
  const window = typeof values.elapsedSeconds === 'number' ? ` in ${duration(values.elapsedSeconds)}` : '';
  if (holds === true) return `${observer}: none of the drops of a split path moved${window}.`;
  if (holds === false) return `${observer}: ${text(values.counter)} still moved${window} after the fix.`;
  return values.reachesBack === true
    ? `${observer}: ${text(values.counter)} moved, in a window that may reach back to before the fix: read the counters once more.`
    : `${observer}: the counters were not shown for a stretch of time, or not all of them: read them twice with delta.`;
}

function sustained({ observer, values }: Sign): string {
  const where = `${session(values)} on ${observer}`;
  switch (values.how) {
    case 'grew':
      return `${where}: both directions kept growing over ${duration(values.seconds)}.`;
    case 'frozen':
      return `${where}: the server's direction stood still while the client's grew by ${amount(values.deltaC2s)}.`;
    case 'too-short':
      return `${where} was watched for ${duration(values.seconds)}: two minutes are needed.`;
    default:
      return `${where} did not grow in both directions all the time: watch it while something long runs.`;
  }
}

const BASIS: Readonly<Record<string, string>> = {
  remaining: 'by the time to live that was shown',
  timeout: 'by the timeout that was shown',
  setting: "by this firewall's idle timeout",
  default: 'by the default idle timeout; the time left was not shown',
};

function staleFlows({ observer, holds, values }: Sign): string {
  const which = sessions(values);
  if (holds === true)
    return `No session of these ends that formed before the fix is left on ${observer} (${lower(which)}).`;
  const until =
    typeof values.until === 'string'
      ? ` Left idle, ${values.count === 1 ? 'it ends' : 'they end'} by ${values.count === 1 ? 'itself' : 'themselves'} by ${timeText(values.until)} (${duration(values.seconds)}, ${BASIS[text(values.basis)] ?? ''}); one that still carries packets does not.`
      : '';
  return holds === false
    ? `${which}, formed before the fix, ${are(values)} still there on ${observer}.${until}`
    : `${which} formed before the fix, and nothing shows whether ${values.count === 1 ? 'it is' : 'they are'} still there on ${observer}.${until}`;
}

/** Beyond so many nobody compares numbers. */
const SESSIONS_NAMED = 8;

function sessions(values: Sign['values']): string {
  const names = text(values.sessions).split(',');
  if (names.length === 1) return `Session ${names[0]}`;
  const further = names.length - SESSIONS_NAMED;
  const named = further <= 0 ? names.join(',') : `${names.slice(0, SESSIONS_NAMED).join(',')} and ${further} more`;
  return `${names.length} sessions (${named})`;
}

function are(values: Sign['values']): string {
  return text(values.sessions).includes(',') ? 'are' : 'is';
}

function session({ sessionId }: Sign['values']): string {
  return sessionId === null || sessionId === undefined ? 'The session' : `Session ${sessionId}`;
}

function lower(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function text(value: FindingValue | undefined): string {
  return value === null || value === undefined ? 'at an unknown time' : String(value);
}

function amount(bytes: FindingValue | undefined): string {
  return typeof bytes === 'number' ? `${bytes} bytes` : 'some bytes';
}

/** Readings of one paste have one time. */
function within(seconds: FindingValue | undefined): string {
  return typeof seconds === 'number' && seconds > 0 ? ` within ${duration(seconds)}` : ' between two readings';
}

function duration(seconds: FindingValue | undefined): string {
  if (typeof seconds !== 'number') return 'an unknown time';
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} minutes`;
}
