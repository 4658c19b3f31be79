/** How long and how often; all times in milliseconds. */
export interface Timings {
  /** For TCP and TLS together. */
  readonly connect: number;
  /** From the request to the first line of the reply. */
  readonly headers: number;
  /** Between two pieces of the reply. */
  readonly body: number;
  /** One request and its whole reply. */
  readonly call: number;
  /** The same for the export of a capture. */
  readonly capture: number;
  /** How long a call waits until one of those under way to the same address is done. */
  readonly queue: number;
  /** How often a call that may be repeated is repeated, and the bounds of the pause before: it doubles, with full jitter. */
  readonly retries: number;
  readonly retryFirst: number;
  readonly retryMost: number;
  /** So many failures in a row open the circuit, for so long. */
  readonly breakerFailures: number;
  readonly breakerPause: number;
  /** Between two looks at a job, and how many there are at most. */
  readonly jobPause: number;
  readonly jobLooks: number;
  /** After a refused login none is tried for so long: PAN-OS locks an administrator out who fails too often. */
  readonly loginPause: number;
}

export const TIMINGS: Timings = {
  connect: 5_000,
  headers: 20_000,
  body: 10_000,
  call: 45_000,
  capture: 120_000,
  queue: 60_000,
  retries: 2,
  retryFirst: 500,
  retryMost: 4_000,
  breakerFailures: 5,
  breakerPause: 30_000,
  jobPause: 1_000,
  jobLooks: 30,
  loginPause: 60_000,
};

/** PAN-OS XML API documentation: "Limit the number of concurrent API calls to five"; the GUI shares that web server. */
export const CALLS_AT_A_TIME = 5;
/** The first step reads no more of a reply than this. */
export const REPLY_BYTES = 8_000_000;
export const CAPTURE_BYTES = 64_000_000;
