import { describe, expect, it } from 'vitest';
import { importsOf, masked, packageOf } from './source.ts';

describe('importsOf', () => {
  it('reads imports, re-exports, side effects and dynamic imports with their lines', () => {
    const source = [
      "import { a } from './a.ts';",
      'import type {',
      '  B,',
      "} from 'pkg/sub';",
      "export * from '../c.ts';",
      "import 'd';",
      "const e = await import('./e.ts');",
      "const f = import.meta.resolve('./f.ttf');",
    ].join('\n');

    expect(importsOf(source)).toEqual([
      { specifier: './a.ts', line: 1, typeOnly: false, dynamic: false },
      { specifier: 'pkg/sub', line: 2, typeOnly: true, dynamic: false },
      { specifier: '../c.ts', line: 5, typeOnly: false, dynamic: false },
      { specifier: 'd', line: 6, typeOnly: false, dynamic: false },
      { specifier: './e.ts', line: 7, typeOnly: false, dynamic: true },
      { specifier: './f.ttf', line: 8, typeOnly: false, dynamic: true },
    ]);
  });

  it('counts a list of names as types only when every one is a type', () => {
    expect(importsOf("import { type A, type B } from 'x';")[0]?.typeOnly).toBe(true);
    expect(importsOf("import { type A, b } from 'x';")[0]?.typeOnly).toBe(false);
  });

  it('does not take an import in a comment for one', () => {
    expect(importsOf("// import { a } from './a.ts';\n/*\nimport 'b';\n*/")).toEqual([]);
  });
});

describe('packageOf', () => {
  it.each([
    ['@scope/name/deep', '@scope/name'],
    ['name/deep.js', 'name'],
    ['./near.ts', null],
    ['node:fs', null],
  ])('takes %s for the package %s', (specifier, expected) => {
    expect(packageOf(specifier)).toBe(expected);
  });
});

describe('masked', () => {
  it('blanks comments and strings, and keeps lines and columns', () => {
    const source = "const a = 'text'; // says\nconst b = 1; /* over\ntwo */ const c = 2;";

    const code = masked(source, 'comments-and-strings');

    expect(code).toBe('const a =       ;        \nconst b = 1;        \n       const c = 2;');
  });

  it('keeps the code inside a template and blanks its text', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source under test is a template.
    const code = masked('const a = `Date.now ${b({ c: `in ${d}` })} over`; e();', 'comments-and-strings');

    expect(code).not.toContain('Date.now');
    expect(code).not.toContain('over');
    expect(code).toContain('b({ c:');
    expect(code).toContain('d');
    expect(code).toContain('e();');
  });

  it('is not led astray by quotes and slashes in a regular expression, or by a division', () => {
    const code = masked(
      "const a = /['\"/[/]]/.test(b); const c = d / 2; const e = 'gone'; // gone",
      'comments-and-strings',
    );

    expect(code).toContain('const c = d / 2;');
    expect(code).not.toContain('gone');
  });
});
