import { fail, ok, type Problem, type Result } from '../model/result.ts';

/** How far a person's clock may be ahead of Slack's. */
const TOLERANCE_MS = 5 * 60_000;
const DAY_MS = 24 * 3_600_000;

const SAID = /\b(?:fix(?:ed)?|fix (?:is|went|was) in)\b[^.\n]{0,20}?\bat\s+(\S+)(?:\s*(utc|gmt|z|[+-]\d\d:?\d\d)\b)?/i;
const CLOCK = /^(\d{1,2})[:.h](\d{2})(?::\d{2})?(z|utc|[+-]\d\d:?\d\d)?[.,;!)]*$/i;

/**
 * The moment that a message says the fix went in, as ISO 8601: `fixed at 14:05`, `fix went in at 2026-03-02T14:05Z`.
 * A time of day is UTC unless an offset stands behind it, and is the last such time before the message. Null when the
 * message says nothing of the kind; a Problem when it cannot be told which moment is meant.
 */
export function readFixedAt(words: string, saidAt: number): Result<string> | null {
  const match = SAID.exec(words);
  if (match === null) return null;
  const [, when = '', zone = null] = match;
  return readMoment({ when, zone }, saidAt);
}

/** A time that stands by itself, with its offset or none: `14:05`, `14:05 +02:00`, `2026-03-02T14:05Z`. Null when it is none. */
export function readTime(words: string, saidAt: number): Result<string> | null {
  const [when = '', zone = null, more] = words.trim().split(/\s+/);
  return more === undefined ? readMoment({ when, zone }, saidAt) : null;
}

function readMoment(
  { when, zone }: { readonly when: string; readonly zone: string | null },
  saidAt: number,
): Result<string> | null {
  const clock = CLOCK.exec(when);
  if (clock === null) return readFullTime(when, saidAt);
  const [, hour = '', minute = '', attached] = clock;
  if (Number(hour) > 23 || Number(minute) > 59) return fail(unclear(when));
  const offset = offsetMs(attached ?? zone ?? '');
  const day = Math.floor((saidAt + offset) / DAY_MS) * DAY_MS;
  const moment = day + (Number(hour) * 60 + Number(minute)) * 60_000 - offset;
  if (moment <= saidAt + TOLERANCE_MS) return ok(new Date(moment).toISOString());
  // Without a zone a time in the future is somebody's local time: yesterday's would be a guess.
  return attached === undefined && zone === null ? fail(notYet(when)) : ok(new Date(moment - DAY_MS).toISOString());
}

function readFullTime(when: string, saidAt: number): Result<string> | null {
  const iso = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?[.,;!)]*$/i.exec(when);
  if (iso === null) return null;
  const moment = Date.parse(`${iso[1]}${iso[2] ?? 'Z'}`);
  if (Number.isNaN(moment)) return fail(unclear(when));
  return moment > saidAt + TOLERANCE_MS ? fail(notYet(when)) : ok(new Date(moment).toISOString());
}

function offsetMs(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -minutes : minutes) * 60_000;
}

function notYet(when: string): Problem {
  return {
    code: 'fixed-in-future',
    message: `${when} UTC has not come yet, so it is not clear when the fix went in.`,
    todo: 'Say it with its offset, for example: fixed at 14:05 +02:00.',
  };
}

function unclear(when: string): Problem {
  return {
    code: 'fixed-unclear',
    message: `${when} is no time of day.`,
    todo: 'Say it like this: fixed at 14:05, or with an offset: fixed at 14:05 +02:00.',
  };
}
