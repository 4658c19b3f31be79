import { count } from '../sentences.ts';
import type { SlackMessage } from './message.ts';
import { bold, bullets, message, rich, section } from './rich.ts';

/** What was masked in one piece: what kinds of secrets, and in which lines. */
export interface MaskedPlace {
  readonly place: string;
  readonly secrets: readonly { readonly kind: string; readonly line: number }[];
}

const TOLD_AT_MOST = 10;

/** To the person who posted secrets: that they were masked here, and what is left to do. Never what they were. */
export function secretsMessage(places: readonly MaskedPlace[]): SlackMessage {
  const all = places.flatMap(({ place, secrets }) =>
    secrets.map(({ kind, line }) => `${place}, line ${line}: ${kind}`),
  );
  const left = all.length - TOLD_AT_MOST;
  const what = count(all.length, 'secret');
  const [was, it] = all.length === 1 ? ['was', 'it'] : ['were', 'them'];
  return message(`What you posted held ${what}`, [
    rich([
      section(
        bold(`What you posted held ${what}. `),
        `Here ${it === 'it' ? 'it' : 'they'} ${was} masked and not kept:`,
      ),
      bullets([...all.slice(0, TOLD_AT_MOST), ...(left > 0 ? [`and ${left} more`] : [])].map((line) => section(line))),
      section(`Slack still has your message. Change ${it}, and delete or edit the message. Only you see this.`),
    ]),
  ]);
}
