import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, isDivider, toLines } from '../../src/evidence/lines.ts';
import { isNoise } from '../../src/evidence/noise.ts';
import { readPrompt } from '../../src/evidence/prompt.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { ABSENT, COUNTERS, HA_OFF, LOOKUP, pasted, SESSION, TRACE } from './outputs.ts';

const PROMPTS = [
  'admin@PA-A(active)> show session id 4711',
  '[root@web1 ~]# traceroute 10.1.1.5',
  'admin@PA-B> show clock',
  '> show counter global',
  'admin@PA-A#',
];
const STRANGE = [
  '<response status="success">',
  '<result>',
  '</response>',
  '"rule" {',
  '\u001b]0;title',
  'x\b\b\by',
  '--more--\rrow',
  '\u200b',
  '....',
  'Invalid syntax.',
  '```',
  '&lt;a&gt;',
];
const LINES = [SESSION, COUNTERS, LOOKUP, ABSENT, TRACE, HA_OFF].flatMap((output) => output.split('\n'));

const line = fc.oneof(
  fc.constantFrom(...LINES),
  fc.constantFrom(...PROMPTS),
  fc.constantFrom(...STRANGE),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const output = fc.constantFrom(SESSION, COUNTERS, LOOKUP, ABSENT, TRACE, HA_OFF, ...PROMPTS);
const text = fc
  .oneof(fc.array(line, { maxLength: 60 }), fc.array(output, { maxLength: 8 }))
  .map((parts) => parts.join('\n'));

describe('any input at all', () => {
  it('is read without an exception, and each of its lines is accounted for exactly once', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('paste' as const, 'file' as const), (input, obtained) => {
        const evidence = readEvidence([pasted(input, { obtained })]);
        expect(evidence.length).toBeGreaterThan(0);
        expectOrdered(evidence);
        for (const { number, text: shown } of obtained === 'file' ? toLines(input) : []) {
          const holders = evidence.filter(({ lines }) => lines.from <= number && number <= lines.to);
          const silent =
            isBlank({ number, text: shown }) || isDivider({ number, text: shown }) || isNoise({ number, text: shown });
          const allowed = silent || readPrompt(shown) !== null ? [0, 1] : [1];
          expect(allowed, `line ${number}: ${shown}`).toContain(holders.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same evidence for the same text', () => {
    fc.assert(
      fc.property(text, (input) => {
        expect(readEvidence([pasted(input)])).toEqual(readEvidence([pasted(input)]));
      }),
      { numRuns: 50 },
    );
  });
});

/** Ranges inside of their evidence, in order, and none twice; a fact never without a line that was read. */
function expectOrdered(evidence: readonly Evidence[]): void {
  let before = 0;
  for (const { lines, unread, parsed, problem, facts } of evidence) {
    expect(lines.to).toBeGreaterThanOrEqual(lines.from);
    expect(lines.from).toBeGreaterThan(before);
    let last = lines.from - 1;
    for (const { from, to } of unread) {
      expect(from).toBeGreaterThan(last);
      expect(to).toBeGreaterThanOrEqual(from);
      last = to;
    }
    expect(last).toBeLessThanOrEqual(lines.to);
    before = lines.to;
    expect(problem === null).toBe(parsed === 'whole');
    if (parsed === 'whole') expect(unread).toEqual([]);
    if (parsed === 'none') expect(facts).toEqual([]);
  }
}

describe('hostile input', () => {
  it.each([
    ['one line of five million characters', 'x'.repeat(5_000_000)],
    ['a ruler that never ends', `${'-'.repeat(1_000_000)}x`],
    ['a prompt that never ends', `admin@${'a'.repeat(1_000_000)}`],
    ['beginnings of replies without an end', '<result>\n'.repeat(50_000)],
    ['many prompts', 'admin@PA-A> show session id 1\n'.repeat(20_000)],
    ['a terminal title that is not closed', `\u001b]${'0'.repeat(1_000_000)}`],
    ['backspaces', 'a\b'.repeat(300_000)],
    ['deep elements', '<response>'.repeat(50_000)],
    ['links that are not closed', '<http://a|'.repeat(50_000)],
  ])(
    'ends soon for %s',
    (_what, input) => {
      expect(readEvidence([pasted(input)]).length).toBeGreaterThan(0);
    },
    20_000,
  );
});
