/** Where time comes from. Tests give one that they turn by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  readonly setTimeout: (fn: () => void, ms: number) => { cancel(): void };
}
