import { expect } from 'vitest';
import { isBlank, isDivider, toLines } from '../../src/evidence/lines.ts';
import { isNoise } from '../../src/evidence/noise.ts';
import { readPrompt } from '../../src/evidence/prompt.ts';
import type { Evidence } from '../../src/model/evidence.ts';

/** What a device leaves below its last output, which is a prompt only beside others of the same device. */
const BARE_PROMPT = /^\s*[\w.@:/()~-]{1,60}[>#$%]\s*$/;

/**
 * What must hold of the evidence of one file, whatever is in it: every line that says something is in exactly one
 * evidence or is a prompt; unread ranges are in order and inside of theirs; what was not read whole says why.
 */
export function expectAccounted(text: string, evidence: readonly Evidence[]): void {
  expect(evidence.length).toBeGreaterThan(0);
  const lines = toLines(text);
  const holders = new Map<number, number>();
  let before = 0;
  for (const one of evidence) {
    expect(one.lines.from).toBeGreaterThan(before);
    expect(one.lines.to).toBeGreaterThanOrEqual(one.lines.from);
    for (let number = one.lines.from; number <= one.lines.to; number += 1) holders.set(number, 1);
    expectConsistent(one);
    before = one.lines.to;
  }
  const lost = lines.filter(
    (line) =>
      !holders.has(line.number) &&
      !isBlank(line) &&
      !isDivider(line) &&
      !isNoise(line) &&
      readPrompt(line.text.slice(0, 2_000)) === null &&
      !BARE_PROMPT.test(line.text.slice(0, 200)),
  );
  expect(lost.map(({ number, text: shown }) => [number, shown.slice(0, 80)])).toEqual([]);
}

function expectConsistent({ lines, unread, parsed, problem, facts }: Evidence): void {
  let last = lines.from - 1;
  for (const { from, to } of unread) {
    expect(from).toBeGreaterThan(last);
    expect(to).toBeGreaterThanOrEqual(from);
    last = to;
  }
  expect(last).toBeLessThanOrEqual(lines.to);
  expect(problem === null).toBe(parsed === 'whole');
  expect(problem).not.toBe('');
  if (parsed === 'whole') expect(unread).toEqual([]);
  if (parsed === 'none') expect(facts).toEqual([]);
}
