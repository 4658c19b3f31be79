import { describe, expect, it } from 'vitest';
import { linuxParsers } from '../../../src/evidence/linux/index.ts';
import { readFixture } from '../cli/fixture-reading.ts';
import { linuxFixtures } from './fixtures.ts';

const fixtures = linuxFixtures();

describe('every output of a Linux host among the fixtures', () => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    '%s is read as its expectation says',
    (name, { text, expected }) => {
      const wanted: unknown = JSON.parse(expected ?? 'null');
      const reading = readFixture(`${name.split('/')[1] ?? name}.txt`, text);

      expect({ ...reading, problem: undefined }).toEqual({ ...Object(wanted), problem: undefined });
      if (reading.parsed === 'none') expect(Object(wanted).problem).toBe(reading.problem);
    },
  );

  it('shows each kind that is read', () => {
    const shown = new Set(fixtures.map(({ expected }) => Object(JSON.parse(expected ?? '{}')).kind));

    expect(linuxParsers.map(({ kind }) => kind).filter((kind) => !shown.has(kind))).toEqual([]);
  });
});
