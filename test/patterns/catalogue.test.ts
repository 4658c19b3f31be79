import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patternChecks } from '../../src/diagnosis/pattern-checks.ts';
import { bestSeparator } from '../../src/diagnosis/separation.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { patternPage } from '../../src/report/pattern-page.ts';

describe('every pattern', () => {
  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    '%s has a signature and can say what to do',
    (_, pattern) => {
      expect(pattern.clues.some((clue) => clue.role === 'signature' && clue.bits === 4)).toBe(true);
      expect(pattern.doNot.length).toBeGreaterThan(0);
      expect(pattern.checklist.length).toBeGreaterThan(0);
      if (pattern.axis !== 'control') expect(pattern.remedies.length).toBeGreaterThan(0);
    },
  );

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    '%s has its page, made from its declaration',
    (id, pattern) => {
      expect(readFileSync(`docs/patterns/${id}.md`, 'utf8')).toBe(patternPage(pattern, patternChecks(pattern, null)));
    },
  );

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    '%s names only look-alikes and effects that exist',
    (_, pattern) => {
      const ids = PATTERNS.map((other) => other.id);
      expect(ids).toEqual(expect.arrayContaining([...pattern.mustBeat, ...pattern.explains]));
    },
  );

  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))('%s has no clue twice', (_, pattern) => {
    const keys = pattern.clues.map((clue) => JSON.stringify([clue.finding, clue.when, clue.where ?? null]));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('every checklist item', () => {
  // People tick items by their ids, and a tick stays when another cause takes the lead.
  it('asks the same as every other of its id, and an id of its own asks something else', () => {
    const items = PATTERNS.flatMap(({ checklist }) => checklist);
    const asked = new Map(items.map(({ id, stage, action }) => [id, `${stage}: ${action}`]));
    const others = items.filter(({ id, stage, action }) => asked.get(id) !== `${stage}: ${action}`);

    expect(others.map(({ id, action }) => `${id}: ${action}`)).toEqual([]);
    expect(new Set(asked.values()).size).toBe(asked.size);
  });
});

describe('every pair of causes', () => {
  it('is separated by some test of the catalogue', () => {
    const unseparated = PATTERNS.flatMap((a, index) =>
      PATTERNS.slice(index + 1)
        .filter((b) => bestSeparator(a, b, 'network') === null)
        .map((b) => `${a.id} ~ ${b.id}`),
    );
    expect(unseparated).toEqual([]);
  });
});
