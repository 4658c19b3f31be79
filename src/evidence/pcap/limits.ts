/** How much reading a capture may keep. All are numbers of things, so that memory does not grow with the file. */
export interface CaptureLimits {
  /** Conversations that are followed at one time. */
  readonly followed: number;
  /** Conversations that the digest holds. */
  readonly kept: number;
  readonly rungs: number;
  readonly comments: number;
  readonly arp: number;
  /** Addresses that a person asks about: their conversations are kept before all others. */
  readonly wanted: readonly string[];
}

export const CAPTURE_LIMITS: CaptureLimits = {
  followed: 4000,
  kept: 1000,
  rungs: 40,
  comments: 20,
  arp: 64,
  wanted: [],
};
