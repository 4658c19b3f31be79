import { fail, ok, type Problem, type Result } from '../model/result.ts';

/** How far a person's clock may be ahead of Slack's. */
const TOLERANCE_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** Behind a time: an offset, or a zone by its name, of which only UTC's are the same all year and everywhere. */
const ZONE = String.raw`utc|gmt|z|[+-]\d\d:?\d\d|ces?t|ees?t|west|[ecmp][sd]t|bst|ist|jst`;
const SAID = new RegExp(
  String.raw`\b(?:fix(?:ed)?|fix (?:is|went|was) in)\b[^.\n]{0,20}?\bat\s+(\S+)(?:\s*(${ZONE})(?![\w:]))?`,
  'i',
);
/** `fixed 14:05`: without “at” only a time itself can follow. */
const SAID_SHORT = new RegExp(String.raw`\bfixed\s+(\d\S*)(?:\s*(${ZONE})(?![\w:]))?`, 'i');
const ALONE = new RegExp(String.raw`^(\S+)(?:\s+(${ZONE}))?$`, 'i');
const CLOCK = new RegExp(String.raw`^(\d{1,2})[:.h](\d{2})(?::(\d{2}))?(${ZONE})?[.,;!)]*$`, 'i');
const FULL = new RegExp(String.raw`^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(${ZONE})?[.,;!)]*$`, 'i');
const FARTHEST_ZONE_MS = 14 * 3_600_000;

/**
 * The moment that a message says the fix went in, as ISO 8601: `fixed at 14:05`, `fixed 14:05`, `fix went in at 2026-03-02T14:05Z`.
 * A time of day is UTC unless an offset stands behind it, and is the last such time before the message. Null when the
 * message says nothing of the kind; a Problem when it cannot be told which moment is meant.
 */
export function readFixedAt(words: string, saidAt: number): Result<string> | null {
  const match = SAID.exec(words) ?? SAID_SHORT.exec(words);
  if (match === null) return null;
  const [, when = '', zone = null] = match;
  return readMoment({ when, zone }, saidAt);
}

/** A time that stands by itself, with its offset or none: `14:05`, `14:05 +02:00`, `2026-03-02T14:05Z`. Null when it is none. */
export function readTime(words: string, saidAt: number): Result<string> | null {
  const match = ALONE.exec(words.trim());
  if (match === null) return null;
  const [, when = '', zone = null] = match;
  return readMoment({ when, zone }, saidAt);
}

function readMoment(
  { when, zone }: { readonly when: string; readonly zone: string | null },
  saidAt: number,
): Result<string> | null {
  const clock = CLOCK.exec(when);
  if (clock === null) return readFullTime(when, zone, saidAt);
  const [, hour = '', minute = '', second = '0', attached] = clock;
  const named = attached ?? zone;
  const offset = offsetMs(named ?? '');
  if (offset === null) return fail(unknownZone(named ?? ''));
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return fail(unclear(when));
  const day = Math.floor((saidAt + offset) / DAY_MS) * DAY_MS;
  const moment = day + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 - offset;
  if (moment <= saidAt + TOLERANCE_MS) return ok(new Date(moment).toISOString());
  // Without a zone a time in the future is somebody's local time: yesterday's would be a guess.
  return named === null ? fail(notYet(when)) : ok(new Date(moment - DAY_MS).toISOString());
}

function readFullTime(when: string, zone: string | null, saidAt: number): Result<string> | null {
  const iso = FULL.exec(when);
  if (iso === null) return null;
  const named = iso[2] ?? zone ?? '';
  const offset = offsetMs(named);
  if (offset === null) return fail(unknownZone(named));
  const moment = Date.parse(`${iso[1]}Z`) - offset;
  if (Number.isNaN(moment)) return fail(unclear(when));
  return moment > saidAt + TOLERANCE_MS ? fail(notYet(when)) : ok(new Date(moment).toISOString());
}

/** Null for a zone whose offset is not certain: its name is another time in summer, or in another country. */
function offsetMs(zone: string): number | null {
  if (/^(?:utc|gmt|z|)$/i.test(zone)) return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (match === null) return null;
  const ms = (Number(match[2]) * 60 + Number(match[3])) * 60_000;
  return ms > FARTHEST_ZONE_MS ? null : match[1] === '-' ? -ms : ms;
}

function notYet(when: string): Problem {
  return {
    code: 'fixed-in-future',
    message: `${when} UTC has not come yet, so it is not clear when the fix went in.`,
    todo: 'Say it with its offset, for example: fixed at 14:05 +02:00.',
  };
}

function unknownZone(zone: string): Problem {
  return {
    code: 'fixed-zone',
    message: `How far ${zone} is from UTC is not certain.`,
    todo: 'Say the time with its offset, for example: 14:05 +02:00.',
  };
}

function unclear(when: string): Problem {
  return {
    code: 'fixed-unclear',
    message: `${when} is no time of day.`,
    todo: 'Say it like this: fixed at 14:05, or with an offset: fixed at 14:05 +02:00.',
  };
}
