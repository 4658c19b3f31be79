import { PATTERN_IDS } from '../../src/model/pattern.ts';
import type { Answer } from './answer.ts';

/** The width of a cell in characters. */
const CELL = 3;

/** All that can be true and be answered, in the order of a matrix's rows and columns. */
export const ANSWERS: readonly Answer[] = [...PATTERN_IDS, 'inconclusive'];

/** One question: what is true, and what was answered. */
export type Asked = readonly [truth: Answer, answer: Answer];

/**
 * A confusion matrix as text: rows are the truth, columns the answers, both by number. `shown` are the rows and columns
 * to print. Narrow enough for a page: the answers have numbers, an empty cell is a dot.
 */
export function confusionMatrix(asked: readonly Asked[], shown: readonly Answer[] = ANSWERS): string {
  const counts = new Map<string, number>();
  for (const [truth, answer] of asked) {
    const cell = `${truth} ${answer}`;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const width = Math.max(...shown.map((answer) => answer.length));
  const number = (index: number): string => String(index + 1).padStart(CELL);
  const rows = shown.map((truth, index) => {
    const cells = shown.map((answer) => String(counts.get(`${truth} ${answer}`) ?? '·').padStart(CELL));
    return `${number(index)} ${truth.padEnd(width)} ${cells.join(' ')}`;
  });
  const head = `${' '.repeat(CELL + width + 2)}${shown.map((_, index) => number(index)).join(' ')}`;
  return [head, ...rows].join('\n');
}

/** The rows and columns that hold something, in their order. */
export function answersIn(asked: readonly Asked[]): readonly Answer[] {
  const there = new Set(asked.flat());
  return ANSWERS.filter((answer) => there.has(answer));
}
