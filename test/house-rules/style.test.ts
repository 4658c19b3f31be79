import { describe, expect, it } from 'vitest';
import { shown, typescriptFiles } from './project.ts';
import { LINE_LIMIT, styleBreaches } from './style.ts';

describe('every TypeScript file', () => {
  it('keeps to the form of the house', () => {
    expect(shown(typescriptFiles('src', 'test', 'bench').flatMap(styleBreaches))).toEqual([]);
  });
});

describe('the rule of form', () => {
  it.each([
    ['src/model/Flow.ts', '', 'has a name that is not kebab-case'],
    ['src/model/utils.ts', '', 'is a drawer; name it after the one idea that it holds'],
    ['src/model/flow.ts', 'const a = b as any;', 'says `as any`'],
    ['src/model/flow.ts', '// @ts-ignore', 'silences the compiler'],
    ['src/model/flow.ts', '/* @ts-expect-error later */', 'silences the compiler'],
    ['src/model/flow.ts', 'export default function flow() {}', 'has a default export'],
    ['test/model/flow.test.ts', "it.skip('later', () => {});", 'does not run every test'],
    ['test/model/flow.test.ts', "it.only.each([1])('alone', () => {});", 'does not run every test'],
    ['test/model/flow.test.ts', "describe.skipIf(true)('elsewhere', () => {});", 'does not run every test'],
    ['test/model/flow.test.ts', "it.todo('some day');", 'does not run every test'],
    ['src/store/open.ts', 'const dir = process.env.DATA;', 'reads the environment; only main.ts and config.ts do'],
  ])('catches %s with %j', (path, text, says) => {
    expect(styleBreaches({ path, text }).map((breach) => breach.says)).toEqual([says]);
  });

  it.each([
    ['src/config.ts', 'const dir = process.env.DATA;'],
    ['test/support/chromium-setup.ts', 'export default function setup() {}'],
    ['src/model/flow.ts', "const says = 'as any other'; // as any of them"],
    ['test/model/flow.test.ts', 'list.only = 1;'],
  ])('lets pass %s with %j', (path, text) => {
    expect(styleBreaches({ path, text })).toEqual([]);
  });

  it('lets a file have 400 lines and no more', () => {
    const lines = (count: number) => styleBreaches({ path: 'src/model/flow.ts', text: 'a;\n'.repeat(count) });

    expect(lines(LINE_LIMIT)).toEqual([]);
    expect(lines(LINE_LIMIT + 1).map((breach) => breach.says)).toEqual(['has 401 lines; past 400 it is split']);
  });
});
