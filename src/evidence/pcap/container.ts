import type { CaptureFormat } from '../../model/facts/capture.ts';

/** An interface that a file declares. `NOT_SHOWN` and null where it says nothing. */
export interface FileInterface {
  name: string | null;
  readonly linkType: number;
  readonly snapLength: number | null;
  filter: string | null;
  packets: number;
  received: number | null;
  dropped: number | null;
}

/** One packet as the file frames it. The record is filled again for each; `at` and `end` are places in `bytes`. */
export interface Frame {
  time: number;
  interface: number;
  linkType: number;
  bytes: Uint8Array;
  at: number;
  end: number;
  wireLength: number;
  taken: 'in' | 'out' | null;
}

/**
 * Takes a file's structures one after the other out of bytes that arrive in pieces. `take` reads one structure that
 * begins at `at`: it returns how many bytes it was long, 0 when `bytes` do not hold all of it yet, or what is wrong.
 */
export interface Container {
  readonly format: CaptureFormat;
  readonly interfaces: readonly FileInterface[];
  readonly comments: readonly string[];
  /** Bytes to be passed over without looking, from the end of the structure that was taken last. */
  skip(): number;
  take(bytes: Uint8Array, at: number, end: number): number | string;
}

/** The largest packet that is believed. Capture programs stop at 256 KiB; a length beyond this is damage. */
export const LARGEST_PACKET = 1024 * 1024;
