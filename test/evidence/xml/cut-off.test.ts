import { describe, expect, it } from 'vitest';
import { repairCutOff } from '../../../src/evidence/xml/cut-off.ts';
import { readXml } from '../../../src/evidence/xml/read-xml.ts';
import type { Fact } from '../../../src/model/facts.ts';
import { blockOf, xmlFixtures } from './fixtures.ts';

describe('a reply that was cut off', () => {
  for (const { name, xml, command } of xmlFixtures()) {
    it(`${name} never says, wherever it is cut, what the whole reply does not say`, () => {
      const whole = readXml(blockOf(xml, command)).facts;
      const end = xml.trimEnd().length;
      const invented: (readonly [number, Fact])[] = [];
      for (let cut = 1; cut < end; cut += stepOver(xml)) {
        for (const fact of readXml(blockOf(xml.slice(0, cut), command)).facts) {
          if (!whole.some((complete) => saysNoMore(fact, complete))) invented.push([cut, fact]);
        }
      }

      expect(invented.slice(0, 3)).toEqual([]);
    });

    it(`${name} is called incomplete, wherever it is cut`, () => {
      const end = xml.trimEnd().length;
      const silent: number[] = [];
      for (let cut = 1; cut < end; cut += stepOver(xml)) {
        const block = blockOf(xml.slice(0, cut), command);
        if (readXml(block).problem === undefined) silent.push(cut);
      }

      expect(silent).toEqual([]);
    });
  }

  it('names the line of the cut and what is open there', () => {
    const { problem } = readXml(blockOf('<response status="success">\n<result>\n<entry>\n<idx>12', 'show session all'));

    expect(problem).toContain('cut off at line 4: <response>, <result>, <entry>, <idx> not closed');
  });
});

describe('closing a reply that was cut off', () => {
  it('drops the row that the cut went through and keeps those before it', () => {
    const text = '<result><entry><a>1</a></entry><entry><a>2</a><b>';

    expect(repairCutOff(text)?.text).toBe('<result><entry><a>1</a></entry></result>');
  });

  it('keeps the rows of a table whose own entry is open', () => {
    const text = '<fibs><entry><vr>Edge</vr><entries><entry><dst>10.0.0.0/8</dst></entry><entry><dst>1';

    expect(repairCutOff(text)?.text).toBe(
      '<fibs><entry><vr>Edge</vr><entries><entry><dst>10.0.0.0/8</dst></entry></entries></entry></fibs>',
    );
  });

  it('drops a value that may not be complete', () => {
    expect(repairCutOff('<result><num-max>2048</num-max><num-active>20')?.text).toBe(
      '<result><num-max>2048</num-max></result>',
    );
  });

  it('keeps the complete lines of a text', () => {
    expect(repairCutOff('<result><member>first;\nsecond;\nthi')?.text).toBe(
      '<result><member>first;\nsecond;</member></result>',
    );
  });

  it('leaves alone what is not cut off, and what is broken in another way', () => {
    expect(repairCutOff('<result><a>1</a></result>')).toBeNull();
    expect(repairCutOff('<result><a>1</b><c>')).toBeNull();
    expect(repairCutOff('no markup')).toBeNull();
  });
});

/** Some 150 places, in steps that are odd so that they fall on all kinds of them. */
function stepOver(xml: string): number {
  return 1 + 2 * Math.floor(xml.length / 300);
}

/** True when every value that `part` has is the one of `whole`; null and an empty list say nothing. */
function saysNoMore(part: unknown, whole: unknown): boolean {
  if (part === null || Object.is(part, whole)) return true;
  if (Array.isArray(part)) return Array.isArray(whole) && part.every((item) => whole.includes(item));
  if (typeof part !== 'object' || typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(
    ([key, value]) => PLACES.has(key) || saysNoMore(value, Object.entries(whole).find(([name]) => name === key)?.[1]),
  );
}

/** Where a fact stands; a cut element is shorter. */
const PLACES: ReadonlySet<string> = new Set(['at', 'quotes']);
