import { isBlank } from '../lines.ts';
import type { Line } from '../parser.ts';

const LONGEST_LINE = 8_000;
/** A capture as text is longer than other pastes: some minutes of one conversation. */
const MOST_LINES = 60_000;
const MOST_CHARACTERS = 8_000_000;
const TRIED = 40;

/** The lines that are looked at, so that reading always ends soon; what is beyond stays unread. */
export function inReach(lines: readonly Line[]): readonly Line[] {
  let characters = 0;
  return lines.slice(0, MOST_LINES).filter(({ text }) => {
    if (text.length > LONGEST_LINE) return false;
    characters += text.length;
    return characters <= MOST_CHARACTERS;
  });
}

/** The first lines with words, by which an output is known without its command. */
export function firstLines(lines: readonly Line[]): readonly Line[] {
  return inReach(
    lines
      .slice(0, TRIED * 4)
      .filter((line) => !isBlank(line))
      .slice(0, TRIED),
  );
}
