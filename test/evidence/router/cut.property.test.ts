import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { claimsOf, fixtureNames, fixtureText } from './router-fixtures.ts';

const TEXTS = fixtureNames().map(fixtureText);
/** The heading that names the VRF, the family or the interface of all lines below it: without it they are of another one. */
const NAMES_TABLE =
  /VRF|Routing [Tt]able|inet6?\.0|mpls|^[Ii]nterface |Routing entry|Known via|^Codes|K - kernel|candidate default/;
const FAST_ENOUGH_MS = 2_000;

function claims(text: string): readonly string[] {
  return readEvidence([{ source: 'paste-1', text, obtained: 'file' }]).flatMap(({ facts }) => claimsOf(facts));
}

describe('a router output', () => {
  it('that is cut at the end of any line says nothing that the whole does not say', () => {
    for (const text of TEXTS) {
      const lines = text.split('\n');
      const whole = new Set(claims(text));
      for (let kept = 1; kept < lines.length; kept += 1) {
        const more = claims(lines.slice(0, kept).join('\n')).filter((claim) => !whole.has(claim));
        expect(more).toEqual([]);
      }
    }
  });

  it('in which one line is unreadable gives nothing of that line to another one', () => {
    for (const text of TEXTS) {
      const lines = text.split('\n');
      const whole = new Set(claims(text));
      for (let at = 1; at < lines.length; at += 1) {
        if (NAMES_TABLE.test(lines[at] ?? '')) continue;
        const garbled = lines.with(at, '?!? 10.1.1.1 via ~ nonsense').join('\n');
        expect(claims(garbled).filter((claim) => !whole.has(claim))).toEqual([]);
      }
    }
  });

  it('that is cut or torn anywhere is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TEXTS),
        fc.nat(3000),
        fc.nat(40),
        fc.string({ maxLength: 5 }),
        (text, at, gone, put) => {
          const torn = text.slice(0, at) + put + text.slice(at + gone);
          expect(readEvidence([{ source: 'paste-1', text: torn, obtained: 'paste' }]).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each([
    ['spaces', ' '],
    ['digits', '1'],
    ['words', 'via 192.0.2.1, '],
    ['codes', 'O E2 '],
    ['marks', '>*'],
    ['brackets', '[1/1] '],
    ['meanings', 'C - c, '],
  ])('with very long lines of %s is read in bounded time', (_, piece) => {
    const hostile = piece.repeat(60_000 / piece.length);
    const rows = ['O>* 198.51.100.0/24', 'O 198.51.100.0/24', '198.51.100.0/24', '*via 192.0.2.1', 'Codes:', 'R1#'];
    const started = process.hrtime.bigint();
    for (const command of [
      'show ip route',
      'show route',
      'show ip cef',
      'show route forwarding-table',
      'show ip load-sharing',
    ]) {
      readEvidence([
        {
          source: 'a',
          text: [`R1#${command}`, ...rows.map((row) => `${row} ${hostile}`)].join('\n'),
          obtained: 'file',
        },
        {
          source: 'b',
          text: [`R1#${command}`, ...rows.map((row) => `${row} ${hostile.slice(0, 7_000)}`)].join('\n'),
          obtained: 'file',
        },
      ]);
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(FAST_ENOUGH_MS);
  });
});
