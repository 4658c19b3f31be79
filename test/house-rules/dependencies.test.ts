import { describe, expect, it } from 'vitest';
import type { Lock, Manifest } from './dependencies.ts';
import { dependencyBreaches, lockBreaches, productionBreaches, unlistedBreaches } from './dependencies.ts';
import { readProjectFile, shown, typescriptFiles } from './project.ts';

const manifest: Manifest = JSON.parse(readProjectFile('package.json'));
const decision = readProjectFile('docs/decisions/0002-dependencies.md');
const everything = typescriptFiles();

describe('dependencies', () => {
  it('are pinned, used and explained', () => {
    expect(shown(dependencyBreaches(manifest, everything, decision))).toEqual([]);
  });

  it('are all listed in package.json', () => {
    expect(shown(unlistedBreaches(manifest, everything))).toEqual([]);
  });

  it('for development are not needed to start in production', () => {
    expect(shown(productionBreaches('src/main.ts', typescriptFiles('src'), manifest))).toEqual([]);
  });

  it('are locked whole and without addresses', () => {
    const text = readProjectFile('package-lock.json');

    expect(shown(lockBreaches(text, JSON.parse(text)))).toEqual([]);
  });
});

describe('the rule of dependencies', () => {
  const user = { path: 'src/a.ts', text: "import { z } from 'zod';" };

  it.each([
    [{ dependencies: { zod: '^4.0.0' } }, '`zod` ^4.0.0', 'pins zod loosely: ^4.0.0'],
    [
      { dependencies: { zod: '4.0.0', left: '1.0.0' } },
      '`zod` 4.0.0\n`left` 1.0.0',
      'lists left, which nothing imports',
    ],
    [
      { dependencies: { zod: '4.0.1' } },
      '`zod` 4.0.0',
      'lists zod 4.0.1, which 0002-dependencies.md does not name with that version',
    ],
    [{ devDependencies: { typescript: '7.0.0' } }, '`typescript` 7.0.0', 'lists typescript, which nothing imports'],
  ])('catches a bad entry in %j', (bad, named, says) => {
    expect(dependencyBreaches(bad, [user], named).map((breach) => breach.says)).toEqual([says]);
  });

  it('takes a tool that a script runs, and types of what is imported, for used', () => {
    const good = {
      scripts: { check: 'tsc --noEmit' },
      devDependencies: { typescript: '7.0.0', '@types/zod': '1.0.0' },
    };

    expect(dependencyBreaches(good, [user], '`typescript` 7.0.0\n`@types/zod` 1.0.0')).toEqual([]);
  });

  it('catches an import of a package that is not listed', () => {
    expect(unlistedBreaches({}, [user]).map((breach) => breach.says)).toEqual([
      'imports zod, which package.json does not list',
    ]);
  });

  it('catches a development package on the way of a production start, and follows no dynamic import', () => {
    const sources = [
      { path: 'src/main.ts', text: "import { b } from './b/b.ts';\nawait import('./c.ts');" },
      { path: 'src/b/b.ts', text: "import type { C } from 'zod';\nimport { build } from 'zod';" },
      { path: 'src/c.ts', text: "import { build } from 'zod';" },
    ];

    const breaches = productionBreaches('src/main.ts', sources, { devDependencies: { zod: '4.0.0' } });

    expect(shown(breaches)).toEqual(['src/b/b.ts:2 loads zod at start, which production does not have']);
  });
});

describe('the rule of the lock', () => {
  it('catches a download address', () => {
    const text = '{\n"resolved": "there"\n}';

    expect(shown(lockBreaches(text, { packages: {} }))).toEqual(['package-lock.json:2 names a download address']);
  });

  it('catches a package of another platform that has no entry', () => {
    const lock: Lock = {
      packages: {
        'node_modules/a': { optionalDependencies: { 'a-mac': '1.0.0', 'a-linux': '1.0.0' } },
        'node_modules/a/node_modules/a-linux': {},
      },
    };

    expect(lockBreaches('', lock).map((breach) => breach.says)).toEqual([
      'has no entry for a-mac, which node_modules/a asks for',
    ]);
  });
});
