import { toLines } from '../../../src/evidence/lines.ts';
import type { Block } from '../../../src/evidence/parser.ts';

/** What a command printed, as its parser gets it. */
export function block(command: string | null, text: string): Block {
  return { source: 'paste-1', observer: null, command, lines: toLines(text) };
}
