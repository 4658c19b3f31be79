interface Event {
  at: number;
  readonly order: number;
  readonly run: (at: number) => void;
}

/** Nobody asked for longer than this: what went on meanwhile is left out. */
const LONGEST_GAP_MS = 10 * 60_000;
const CAUGHT_UP_MS = 2 * 60_000;

/** The modelled network's own time: events in order, computed only when somebody asks. */
export class Timeline {
  private events: Event[] = [];
  private order = 0;
  private time: number;

  constructor(start: number) {
    this.time = start;
  }

  /** Up to where everything has happened. */
  now(): number {
    return this.time;
  }

  at(time: number, run: (at: number) => void): void {
    this.order += 1;
    const event = { at: Math.max(time, this.time), order: this.order, run };
    const place = this.events.findLastIndex((other) => other.at <= event.at);
    this.events.splice(place + 1, 0, event);
  }

  /**
   * Lets everything happen up to a moment. After a long gap the network sleeps through most of it: what was pending
   * then happens two minutes before the moment, and `slept` is told for how long (milliseconds).
   */
  advance(to: number, slept: (ms: number) => void): void {
    const gap = to - this.time;
    if (gap > LONGEST_GAP_MS) {
      const skipped = gap - CAUGHT_UP_MS;
      for (const event of this.events) event.at += skipped;
      this.time += skipped;
      slept(skipped);
    }
    for (let [next] = this.events; next !== undefined && next.at <= to; [next] = this.events) {
      this.events.shift();
      this.time = next.at;
      next.run(next.at);
    }
    this.time = Math.max(this.time, to);
  }
}
