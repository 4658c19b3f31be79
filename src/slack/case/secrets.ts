import { secretsMessage } from '../../report/slack/secrets.ts';
import { redact, type SecretTaken, secretsTakenFrom } from '../../store/redact.ts';
import { tell } from '../letter.ts';
import type { Gathered } from './gather.ts';
import type { Showing } from './show.ts';

/**
 * Tells whoever posted a secret, and nobody else, that it was masked: what kind, where, and that it has to be changed.
 * What it was is not said: it is not known any more.
 */
export async function warnOfSecrets({ tx, about, now }: Showing, { author, pieces }: Gathered): Promise<void> {
  const places = pieces
    .map(({ name, obtained, text }) => ({
      place: name ?? (obtained === 'upload' ? 'your file' : 'your message'),
      secrets: secretsOf(text),
    }))
    .filter(({ secrets }) => secrets.length > 0);
  if (places.length === 0 || author === '') return;
  const to = { channel: about.channel, user: author, responseUrl: null, thread: about.thread };
  await tell(tx, to, [secretsMessage(places)], now);
}

/** What a message says was masked when it came in; a file is masked only where it is kept. */
function secretsOf(text: string): readonly SecretTaken[] {
  return secretsTakenFrom(redact(text).text);
}
