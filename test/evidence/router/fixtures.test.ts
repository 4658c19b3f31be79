import { describe, expect, it } from 'vitest';
import { fixtureExpectation, fixtureNames, fixtureText, readOne, shownOf } from './router-fixtures.ts';

describe('every router output among the fixtures', () => {
  it.each(fixtureNames())('%s is read as its expectation says', (name) => {
    expect(shownOf(readOne(fixtureText(name)))).toEqual(fixtureExpectation(name));
  });

  it.each(fixtureNames().filter((name) => !/no-route|not-found|nothing-set|routing-hash/.test(name)))(
    '%s is known by its look when it comes without its command',
    (name) => {
      const lines = fixtureText(name).split('\n');
      const bare = lines.slice(1).filter((line) => !/^[\w@-]+[>#]\w*$/.test(line));

      expect(readOne(bare.join('\n'))).toMatchObject({ kind: readOne(fixtureText(name)).kind, observer: null });
    },
  );
});
