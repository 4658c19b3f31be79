import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toLines } from '../../../src/evidence/lines.ts';
import type { Block } from '../../../src/evidence/parser.ts';
import { readPrompt } from '../../../src/evidence/prompt.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/linux/', import.meta.url));

/** A fixture such as `traceroute/tracepath` as the block that its command's parser gets, the prompt line cut off. */
export function fixtureBlock(name: string): Block {
  const lines = toLines(readFileSync(`${FIXTURES}${name}.txt`, 'utf8'));
  const prompt = readPrompt(lines[0]?.text ?? '');
  return {
    source: name,
    observer: prompt?.host ?? null,
    command: prompt?.command ?? null,
    lines: prompt === null ? lines : lines.slice(1),
  };
}

/** The numbers of the lines that say something and were not read. */
export function unreadIn(block: Block, read: ReadonlySet<number>): readonly number[] {
  return block.lines.filter((line) => line.text.trim() !== '' && !read.has(line.number)).map((line) => line.number);
}
