import type { Citation } from '../evidence.ts';

/** Address and port as a device printed them. */
export interface Socket {
  readonly address: string;
  readonly port: number;
}

/**
 * What every fact carries. `zone`, `interface` and router names are as the device prints them.
 * A value that the output did not show is `null`, never a guess.
 */
export interface At {
  readonly at: Citation;
}
