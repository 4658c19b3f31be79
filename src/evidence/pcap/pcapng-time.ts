const TWO_32 = 0x1_0000_0000;

/** How one interface counts time: `if_tsresol` and `if_tsoffset` of pcapng. */
export interface TimeScale {
  readonly unitsPerSecond: number;
  readonly offsetSeconds: number;
}

export const MICROSECONDS: TimeScale = { unitsPerSecond: 1_000_000, offsetSeconds: 0 };

/** `if_tsresol`: a negative power of ten, or of two when the highest bit is set. */
export function unitsPerSecond(resolution: number): number {
  return (resolution & 0x80) === 0 ? 10 ** resolution : 2 ** (resolution & 0x7f);
}

/**
 * Whole microseconds since 1970 of a 64-bit timestamp in two halves. Nanoseconds since 1970 are beyond what a number
 * holds exactly, so they are divided in two steps.
 */
export function microseconds(high: number, low: number, { unitsPerSecond: units, offsetSeconds }: TimeScale): number {
  const offset = offsetSeconds * 1_000_000;
  const each = units / 1_000_000;
  if (each >= 1 && Number.isInteger(each) && each <= 1_000_000) {
    const rest = (high % each) * TWO_32 + low;
    return Math.floor(high / each) * TWO_32 + Math.floor(rest / each) + offset;
  }
  const whole = high * TWO_32 + low;
  const seconds = Math.floor(whole / units);
  return seconds * 1_000_000 + Math.floor(((whole - seconds * units) * 1_000_000) / units) + offset;
}
