import type { Clue } from '../model/pattern.ts';

/** The server's own socket: it took the request and answered, so what is lost is lost on the way back. */
export const ANSWER_NOT_ACKNOWLEDGED = {
  finding: 'host.handshake-waits',
  when: 'seen',
  where: { side: 'server', answered: true },
  role: 'signature',
  slot: 'half-missing',
  bits: 4,
  because: 'The server took the request and answered it, and nothing acknowledges the answer.',
} as const satisfies Clue;

/** The client's own socket: its request was sent, and nothing answers it. */
export const REQUEST_UNANSWERED = {
  finding: 'host.handshake-waits',
  when: 'seen',
  where: { side: 'client', answered: false },
  role: 'supports',
  bits: 1,
  because: 'The client’s request stands unanswered.',
} as const satisfies Clue;
