/** A time as a line shows it, in whole microseconds. `day` counts days since 1970-01-01 for stamps that name a date. */
export interface Stamp {
  readonly form: 'epoch' | 'date' | 'clock' | 'elapsed';
  readonly day: number | null;
  /** Since 1970 for `epoch`, since midnight for `date` and `clock`; `elapsed` counts from the first or the last packet. */
  readonly micros: number;
}

/** A beginning of a line that was understood, and what follows it. */
export interface Stamped {
  readonly stamp: Stamp | null;
  readonly rest: string;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)[ T](?=\d\d:)/;
const CLOCK = /^(\d\d):([0-5]\d):([0-5]\d)\.(\d{6})(?:\d{3})?Z?(?= |$)/;
const EPOCH = /^(\d{9,10})\.(\d{6})(?:\d{3})?(?= |$)/;
const MICROS = 1_000_000;
const MILLISECONDS_A_DAY = 86_400_000;

/** Reads the time at the beginning of a line of tcpdump (`-tt`, `-tttt` or none of them); `stamp` is null with `-t`. */
export function readStamp(text: string): Stamped {
  const line = text.trimStart();
  const epoch = EPOCH.exec(line);
  if (epoch !== null) {
    const micros = Number(epoch[1]) * MICROS + Number(epoch[2]);
    return { stamp: { form: 'epoch', day: null, micros }, rest: line.slice(epoch[0].length).trimStart() };
  }
  const date = DATE.exec(line);
  const clock = CLOCK.exec(line.slice(date?.[0].length ?? 0));
  if (clock === null) return { stamp: null, rest: line };
  const seconds = Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const rest = line.slice((date?.[0].length ?? 0) + clock[0].length).trimStart();
  const day = date === null ? null : Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  return {
    stamp: {
      form: date === null ? 'clock' : 'date',
      day: day === null ? null : day / MILLISECONDS_A_DAY,
      micros: seconds * MICROS + Number(clock[4]),
    },
    rest,
  };
}

const SECONDS = /^(?<whole>\d{1,10})\.(?<parts>\d{1,9})$/;

/** Reads seconds with their fraction, as tshark prints them; null for anything else. */
export function readSeconds(text: string, form: 'epoch' | 'elapsed'): Stamp | null {
  const cells = SECONDS.exec(text)?.groups;
  if (cells === undefined) return null;
  const micros = Number(cells.whole) * MICROS + Number((cells.parts ?? '').padEnd(6, '0').slice(0, 6));
  return { form, day: null, micros };
}
