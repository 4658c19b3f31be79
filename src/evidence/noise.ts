import type { Line } from './parser.ts';

/** Lines that terminals, pagers and note-taking add around an output. They hold nothing to understand. */
const NOISE: readonly RegExp[] = [
  /^-{1,3}\s*\(?more.*-{1,3}$/i,
  /^(?:\[\d*m)?lines \d+-\d+(?:\/\d+)?(?:\s*\(END\))?(?:\s+\d+%)?(?:\[\d*m)?(?:\[K)?$/,
  /^\(END\)$/,
  /^[=~]{2,} ?PuTTY log\b[^=~]{0,60}[=~]{2,}$/,
  /^\[edit[^\]]*\]$/,
  /^\{(?:master|backup|primary|secondary)[^{}]{0,30}\}$/,
  /^`{3,}\w*$/,
  /^(?:Entering|Exiting) configuration mode$/,
  /^Script (?:started|done)\b.*$/,
  /^Last login:.*$/,
  /^Number of failed attempts since last successful login: \d+$/,
  /^Welcome \S+\.$/,
  /^(?:login as: ?\S*|Using username "[^"]*"\.|Using keyboard-interactive authentication\.|(?:\S+'s )?password:)$/i,
  /^Session target dp changed to \S+$/,
];

// No banner is longer; the limit keeps a hostile line from costing time.
const LONGEST_NOISE = 500;

export function isNoise(line: Line): boolean {
  if (line.text.length > LONGEST_NOISE) return false;
  const text = line.text.trim();
  return text !== '' && NOISE.some((pattern) => pattern.test(text));
}

/** A place where a person or a pager left lines out (`--truncated--`, `....`, `<snip>`): what is missing is not known. */
export function isOmission(line: Line): boolean {
  if (line.text.length > LONGEST_NOISE) return false;
  return /^\s*(?:[-=<[(]*\s*(?:truncated|snip(?:ped)?|omitted|output omitted|cut)\s*[->\])=]*|\.{3,}|…+|\[\.{3}\])\s*$/i.test(
    line.text,
  );
}
