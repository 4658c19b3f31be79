import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutReplies, looksLikeXml, readXml } from '../../../src/evidence/xml/read-xml.ts';
import { blockOf, xmlFixtures } from './fixtures.ts';

const PIECES = [
  '<',
  '>',
  '</',
  '/>',
  '<response',
  '<response status="success">',
  '</response>',
  '<result>',
  '<result/>',
  '</result>',
  '<entry>',
  '<entry name="',
  '</entry>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?xml version="1.0"?>',
  '<!DOCTYPE a [',
  '<!ENTITY a "b">',
  '&amp;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&a;',
  '<__proto__>',
  '</__proto__>',
  '<constructor>',
  '<toString/>',
  '<c2s>',
  '<idx>7</idx>',
  '<json>{"a":',
  '<member>',
  '"',
  '\n',
  '\u0000',
  '\ud800',
  ' ',
  'Bad Key: c2s',
] as const;

const soup = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 30 })
  .map((parts) => parts.join(''));
const damaged = fc
  .tuple(
    fc.constantFrom(...xmlFixtures()),
    fc.nat(),
    fc.nat({ max: 40 }),
    fc.oneof(fc.constantFrom(...PIECES), fc.string()),
  )
  .map(([{ xml, command }, at, length, piece]) => {
    const start = at % xml.length;
    return { text: xml.slice(0, start) + piece + xml.slice(start + length), command };
  });
const pasted = fc.oneof(
  soup.map((text) => ({ text, command: null })),
  damaged,
);

describe('whatever is pasted', () => {
  it('is read without an exception, and only its own lines are called read or cited', () => {
    fc.assert(
      fc.property(pasted, ({ text, command }) => {
        const block = blockOf(text, command);
        const numbers = new Set(block.lines.map((line) => line.number));
        const { read, facts } = readXml(block);

        expect([...read].every((line) => numbers.has(line))).toBe(true);
        expect(facts.every(({ at }) => at.lines.every((line) => numbers.has(line)) && at.lines[0] <= at.lines[1])).toBe(
          true,
        );
      }),
      { numRuns: 1500 },
    );
  });

  it('is cut into replies that hold no line twice, except one that two replies share', () => {
    fc.assert(
      fc.property(pasted, ({ text }) => {
        const numbers = cutReplies(blockOf(text)).flatMap((reply) => reply.lines.map((line) => line.number));

        expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      }),
    );
  });

  it('is called XML only when it has a tag', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(looksLikeXml(blockOf(text)) && !text.includes('<')).toBe(false);
      }),
    );
  });
});
