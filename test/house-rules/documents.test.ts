import { describe, expect, it } from 'vitest';
import { architectureBreaches, linkBreaches, scriptBreaches } from './documents.ts';
import { projectPaths, projectTexts, readProjectFile, shown } from './project.ts';

const paths = projectPaths();
const pages = projectTexts().filter((file) => file.path.endsWith('.md') && !file.path.startsWith('test/scenarios/'));

describe('the documents', () => {
  it('name every folder of src, and only those', () => {
    const folders = [...new Set(paths.flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []))];

    expect(shown(architectureBreaches(readProjectFile('docs/architecture.md'), folders))).toEqual([]);
  });

  it('point only at files that exist', () => {
    expect(shown(pages.flatMap((page) => linkBreaches(page, paths)))).toEqual([]);
  });

  it('tell to run only scripts that exist', () => {
    const scripts = Object.keys(JSON.parse(readProjectFile('package.json')).scripts);

    expect(shown(pages.flatMap((page) => scriptBreaches(page, scripts)))).toEqual([]);
  });
});

describe('the rule of documents', () => {
  it('catches a folder that is not named and one that is not there', () => {
    expect(architectureBreaches('Rooms: `src/model/`, `src/attic/`.', ['model', 'store']).map((b) => b.says)).toEqual([
      'does not name src/store/',
      'names src/attic/, which is not there',
    ]);
  });

  it('catches a link to nowhere, and leaves addresses, anchors and code alone', () => {
    const text = [
      '[a](b.md) ![c](../c.png)',
      '[d](https://example.com/) [e](#e) `[f](g)`',
      '```',
      '[h](i.md)',
      '```',
    ].join('\n');

    expect(shown(linkBreaches({ path: 'docs/a.md', text }, ['docs/b.md']))).toEqual([
      'docs/a.md:1 points at ../c.png, which does not exist',
    ]);
  });

  it('catches a script that package.json does not have', () => {
    expect(
      shown(scriptBreaches({ path: 'README.md', text: 'Run `npm run check`\nor `npm run fly`.' }, ['check'])),
    ).toEqual(['README.md:2 tells to run fly, which is no script']);
  });
});
