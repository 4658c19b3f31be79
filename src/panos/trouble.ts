import type { DeviceFailure } from '../model/device-reply.ts';

/** Why a call came to nothing, before it is known for which command it was made. No field holds a secret. */
export interface Trouble {
  readonly why: DeviceFailure['why'];
  /** One sentence for people. */
  readonly says: string;
  readonly todo: string;
  /** The XML that the device answered with, when it did. */
  readonly text: string | null;
  /** The error code of the API. */
  readonly code: string | null;
  /** True when a new key may help. */
  readonly keyRefused: boolean;
  /** True for trouble of the network or of the management web server, which may be over at the next try. */
  readonly passing: boolean;
  /** True when the request may have reached the device. */
  readonly sent: boolean;
}

type Parts = Pick<Trouble, 'why' | 'says' | 'todo'> & Partial<Trouble>;

/** A trouble with what is usual where nothing is said. */
export function trouble(parts: Parts): Trouble {
  return { text: null, code: null, keyRefused: false, passing: false, sent: false, ...parts };
}

export function cancelled(who: string): Trouble {
  return trouble({
    why: 'cancelled',
    says: `The question to ${who} was cancelled.`,
    todo: 'Ask again if the answer is still wanted.',
  });
}

export function tooLarge(who: string, bytes: number): Trouble {
  return trouble({
    why: 'too-large',
    says: `${who} answered with more than ${Math.round(bytes / 1_000_000)} MB, so the rest was not read.`,
    todo: 'Ask for less, with a filter on the addresses of the flow.',
  });
}

/** Milliseconds as people say them. */
export function span(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`;
}
