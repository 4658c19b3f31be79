const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const SESSION_CLOCK =
  /^(?:[a-z]{3},?\s+)?([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:[a-z]{2,5}\s+)?(\d{4})$/i;
const LOG_CLOCK =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

function seconds(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  const inRange = month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
  return inRange ? Date.UTC(year, month - 1, day, hour, minute, second) / 1000 : null;
}

/**
 * Reads a time at face value, its zone ignored: PAN-OS prints `Sat May  6 09:58:41 2023` for a session and
 * `2023/05/06 09:58:41` in a log, both in the device's local time and without naming it. ISO 8601 is read too.
 * The result is in seconds and only good for comparing; null when the text is no such time.
 */
export function deviceTime(text: string | null): number | null {
  if (text === null) return null;
  const session = SESSION_CLOCK.exec(text.trim());
  if (session !== null) {
    const month = MONTHS.indexOf((session[1] ?? '').toLowerCase()) + 1;
    return seconds(
      Number(session[6]),
      month,
      Number(session[2]),
      Number(session[3]),
      Number(session[4]),
      Number(session[5]),
    );
  }
  const log = LOG_CLOCK.exec(text.trim());
  if (log === null) return null;
  const part = (index: number): number => Number(log[index] ?? 0);
  return seconds(part(1), part(2), part(3), part(4), part(5), part(6));
}

/** An ISO 8601 time in seconds with its offset taken into account; without one it is read as UTC. Null when unreadable. */
export function instant(text: string | null): number | null {
  const face = deviceTime(text);
  if (text === null || face === null) return null;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(text.trim());
  if (offset === null || !/[T ]/.test(text.trim())) return face;
  const shift = (Number(offset[2]) * 60 + Number(offset[3])) * 60;
  return offset[1] === '+' ? face - shift : face + shift;
}

/** An ISO 8601 time in milliseconds since 1970, fractions of a second with it; null when there is none or it is unreadable. */
export function milliseconds(time: string | null): number | null {
  const told = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(told) ? null : told;
}
