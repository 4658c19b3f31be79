import type { Citation, EvidenceKind } from '../model/evidence.ts';
import type { Fact } from '../model/facts.ts';

/** One line of a source, counted from 1, without its line end. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** One command and what it printed, cut out of a source. The prompt line is not among `lines`. */
export interface Block {
  readonly source: string;
  readonly observer: string | null;
  readonly command: string | null;
  /** The dataplane that answers, when a command before this one chose it (`set system setting target-dp s1dp0`). */
  readonly dataplane?: string;
  readonly lines: readonly Line[];
}

/** What a parser made of a block. `read` holds the numbers of the lines it understood; blank lines need no mention. */
export interface Reading {
  readonly facts: readonly Fact[];
  readonly read: ReadonlySet<number>;
  /** When nothing or not all could be understood: what was wrong and what to do, in a sentence. */
  readonly problem?: string;
}

/**
 * One command or format. `commands` matches the command as typed (already trimmed, spaces folded);
 * `looksLike` recognises the output alone, for pastes without a prompt. A parser never guesses:
 * a line that it does not know stays out of `read`.
 */
export interface TextParser {
  readonly kind: EvidenceKind;
  readonly commands: RegExp;
  /** The format may stand on one long line, so the parser bounds its own work and gets every line. */
  readonly unbounded?: true;
  looksLike(block: Block): boolean;
  read(block: Block): Reading;
}

const QUOTE_LIMIT = 160;

/** Cites lines of a block; the quote is their text, folded to single spaces and cut at 160 characters. */
export function cite(source: string, lines: readonly Line[]): Citation {
  const first = lines[0]?.number ?? 1;
  const last = lines.at(-1)?.number ?? first;
  const text = lines.map((line) => line.text.trim().replace(/\s+/g, ' ')).join(' ⏎ ');
  return {
    source,
    lines: [first, last],
    quote: text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT - 1)}…` : text,
  };
}
