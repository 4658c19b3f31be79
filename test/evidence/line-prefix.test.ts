import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLinePrefixes } from '../../src/evidence/line-prefix.ts';
import { ALL_FIXTURES, readFile, understood } from './all-fixtures.ts';

const FIXTURES = ALL_FIXTURES.filter(({ name }) => /show-(?:session-id|counter-global|arp)\//.test(name));

/** What stands before a line, by its number. */
const PREFIXES: readonly (readonly [string, (number: number) => string])[] = [
  ['the numbers of an editor', (number) => `${String(number).padStart(4)}  `],
  ['numbers and colons', (number) => `${number}: `],
  ['the quote marks of a mail', () => '> '],
  ['two levels of quote marks', () => '>> '],
  ['the time stamps of a terminal', (number) => `[2026-11-10 10:02:${String(number % 60).padStart(2, '0')}.120] `],
  ['times without a date', () => '10:02:44 | '],
];

function withPrefix(text: string, prefix: (number: number) => string): string {
  return text
    .split('\n')
    .map((line, index) => `${prefix(index + 1)}${line}`)
    .join('\n');
}

describe('text with something before all of its lines', () => {
  it.each(PREFIXES)('is read without %s', (_what, prefix) => {
    for (const { name, text } of FIXTURES.filter((fixture) => fixture.text.split('\n').length > 5)) {
      expect([name, understood(readFile(withPrefix(text, prefix)))]).toEqual([name, understood(readFile(text))]);
    }
  });

  it('may have a sentence above', () => {
    const text = withPrefix('admin@FW1> show arp all\n\na\nb\nc\nd\ne\nf\ng\nh\ni', () => '> ');
    expect(withoutLinePrefixes(`Anna wrote:\n${text}`)).toContain('\nadmin@FW1> show arp all\n');
  });

  it.each([
    ['hops', '1  10.50.60.1  0.5 ms\n2  10.74.0.2  0.6 ms\n3  10.74.0.1  0.7 ms\n4  10.20.30.41  0.8 ms'],
    ['commands without their device', '> show arp all\n> show clock\n> show session info\n> show jobs all'],
    ['packets', '10:02:44.1 IP 10.1.1.1.5 > 10.1.1.2.6: UDP, length 1\n'.repeat(6)],
    ['numbers that do not count up', '7 a\n3 admin@FW1> show clock\n9 b\n2 c\n5 d\n1 e'],
    ['prose', '1. look\n2. think\n3. try\n4. write it down\n5. go home'],
  ])('stays as it is when the prefix belongs to it: %s', (_what, text) => {
    expect(withoutLinePrefixes(text)).toBe(text);
  });

  it('keeps its number of lines, whatever it is', () => {
    const line = fc.oneof(
      fc.constantFrom('admin@FW1> show clock', '> a', '  1  b', '[10:00:00] c', '', '2: {'),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(line),
        fc.constantFrom(...PREFIXES),
        fc.constantFrom('\n', '\r\n'),
        (lines, [, prefix], end) => {
          const text = lines.map((one, index) => prefix(index + 1) + one).join(end);
          expect(withoutLinePrefixes(text).split('\n')).toHaveLength(text.split('\n').length);
        },
      ),
    );
  });
});
