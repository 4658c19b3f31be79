/** Where a command reads and writes: the process itself, or a test's stand-in. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person looks at `out` on a terminal, and how wide it is in columns. */
  readonly terminal: boolean;
  readonly columns: number;
  /** The environment variable NO_COLOR is set and not empty (no-color.org). */
  readonly noColour: boolean;
}

/** Exit codes of the commands. */
export const EXIT = { done: 0, unusable: 2 } as const;
