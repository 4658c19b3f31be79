import type { Picture } from '../picture/index.ts';
import type { SlackMessage } from './message.ts';
import { bold, bullets, message, rich, section } from './rich.ts';
import { shorten } from './text.ts';

const LONGEST_LINE = 900;
const MOST_LINES = 10;

/** A picture in words, for where it cannot be posted. */
export function pictureTwinMessage({ title, twin }: Pick<Picture, 'title' | 'twin'>): SlackMessage {
  const [, ...lines] = twin;
  const shown = lines.slice(0, MOST_LINES).map((line) => section(shorten(line, LONGEST_LINE)));
  const more = lines.length > MOST_LINES ? [section(`… ${lines.length - MOST_LINES} more`)] : [];
  return message(title, [rich([section(bold(title)), bullets([...shown, ...more])])]);
}
