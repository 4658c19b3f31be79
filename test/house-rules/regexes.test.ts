import { describe, expect, it, vi } from 'vitest';
import { shown, typescriptFiles } from './project.ts';
import { ambiguityOfRegex, regexBreaches, slowestRun } from './regexes.ts';
import { type RegexLiteral, regexesOf } from './source.ts';

/** A slash in the markup of a page begins no expression, so pages are left out: they run in the reader's browser. */
const sources = typescriptFiles('src')
  .filter((file) => file.path.endsWith('.ts'))
  .map((file) => ({ ...file, text: file.text.replace(/^#!.*/, '') }));
/** Far above what a slow machine under load needs, far below what a runaway expression takes. */
const MOST_MILLISECONDS = 5_000;

describe('every regular expression', () => {
  it('backtracks at worst with the square of a text', () => {
    expect(shown(sources.flatMap(regexBreaches))).toEqual([]);
  });

  it('withstands the texts that its own structure suggests', () => {
    const slow = sources.flatMap((file) =>
      regexesOf(file.text)
        .map((regex) => ({ regex, milliseconds: slowestRun(regex) }))
        .filter(({ milliseconds }) => milliseconds > MOST_MILLISECONDS)
        .map(({ regex }) => `${file.path}:${regex.line} /${regex.pattern}/`),
    );

    expect(slow).toEqual([]);
  }, 120_000);
});

describe('every regular expression that is put together', () => {
  it('backtracks at worst with the square of a text', async () => {
    const built: RegexLiteral[] = [];
    vi.stubGlobal(
      'RegExp',
      new Proxy(RegExp, {
        construct(target, [source, flags]: [RegExp | string, string?]) {
          const regex = new target(source, flags);
          const builder = new Error().stack?.split('\n')[2] ?? '';
          if (!builder.includes('node_modules')) built.push({ pattern: regex.source, flags: regex.flags, line: 1 });
          return regex;
        },
      }),
    );
    vi.resetModules();

    await import('../../src/evidence/read.ts');

    vi.unstubAllGlobals();
    expect(built.length).toBeGreaterThan(5);
    expect(built.filter((regex) => ambiguityOfRegex(regex).degree > 2).map(({ pattern }) => pattern)).toEqual([]);
    expect(Math.max(...built.map(slowestRun))).toBeLessThan(MOST_MILLISECONDS);
  }, 60_000);
});

describe('the rule of regular expressions', () => {
  const degreeOf = (regex: RegExp): number =>
    ambiguityOfRegex({ pattern: regex.source, flags: regex.flags, line: 1 }).degree;

  it.each([
    /^(?:a+)+$/,
    /^(?:a*)*$/,
    /^(?:a|a)*b/,
    /^(?:a|ab|b)*c/,
    /^(?:\w+\s?)*$/,
    /(?:\d+|[0-9a-f]+)+z/,
    /^(?:[a-z]{1,20})*!/,
    /x(?=(?:a+)+b)/,
  ])('finds that %s can run exponentially', (regex) => {
    expect(degreeOf(regex)).toBe(Infinity);
  });

  it.each([
    [/^a*a*a*$/, 3],
    [/a*a*b/, 3],
    [/^\S+\/\S+\/\S+ $/, 3],
    [/\s+$/, 2],
    [/^.*,.*,x/, 2],
  ])('counts the loops that share a text in %s', (regex, degree) => {
    expect(degreeOf(regex)).toBe(degree);
  });

  it.each([
    /^\s+\S+\s+\d+$/,
    /^(?:\w+ )*\w+$/,
    /^(?:a|b)*c$/,
    /^(\s*)(.*)$/,
    /^[^,]*,[^,]*,[^,]*$/,
    /^(?<key>[\w-]+)\s*:\s*(?<value>\S.*)$/,
    /^(?:[A-Z] - [\w ]+(?:,|$))+$/,
    /\d\d:\d\d/,
    /[\]/(]{2}/u,
    /\p{Lu}\u{1f600}?/u,
  ])('lets pass %s', (regex) => {
    expect(degreeOf(regex)).toBe(1);
  });

  it('reads literals and nothing that only looks like one', () => {
    const source = "const a = b / c / d; // /x/\nconst e = '/y/';\nreturn /[/]z\\//gi.test(e) && f.match(/w/);";

    expect(regexesOf(source)).toEqual([
      { pattern: '[/]z\\/', flags: 'gi', line: 3 },
      { pattern: 'w', flags: '', line: 3 },
    ]);
  });

  it('names the file, the line and the expression', () => {
    const file = { path: 'src/a.ts', text: 'const a = 1;\nconst b = /^(?:a+)+$/;' };

    expect(shown(regexBreaches(file))).toEqual(['src/a.ts:2 backtracks exponentially: /^(?:a+)+$/']);
  });
});
