import { describe, expect, it } from 'vitest';
import { shown, typescriptFiles } from './project.ts';
import { roomBreaches } from './rooms.ts';

describe('rooms', () => {
  it('import only what the table lets them', () => {
    expect(shown(typescriptFiles('src').flatMap((file) => roomBreaches(file)))).toEqual([]);
  });
});

describe('the rule of rooms', () => {
  it.each([
    ['src/model/a.ts', "import { b } from '../evidence/b.ts';", 'model may not import evidence/b.ts'],
    ['src/evidence/cli/a.ts', "import type { b } from '../../analysis/b.ts';", 'evidence may not import analysis/b.ts'],
    ['src/diagnosis/a.ts', "import { b } from '../report/b.ts';", 'diagnosis may not import report/b.ts'],
    ['src/slack/actions/a.ts', "import { b } from '../../evidence/read.ts';", 'slack may not import evidence/read.ts'],
    ['src/warroom/a.ts', "import { b } from '../model/b.ts';", 'warroom may not import model/b.ts'],
    ['src/store/a.ts', "const b = await import('../slack/b.ts');", 'store may not import slack/b.ts'],
    ['src/main.ts', "import b from '../test/b.ts';", 'reaches out of src to ../test/b.ts'],
    ['src/attic/a.ts', '', 'is in "attic", which is not in the table of rooms'],
  ])('catches %s with %s', (path, text, says) => {
    expect(roomBreaches({ path, text }).map((breach) => breach.says)).toEqual([says]);
  });

  it.each([
    ['src/analysis/a.ts', "import type { b } from '../model/b.ts';"],
    ['src/slack/a.ts', "import { b } from '../evidence/flow-text.ts';"],
    ['src/main.ts', "import { b } from './warroom/b.ts';"],
    ['src/report/blocks/a.ts', "import { b } from '../words.ts';"],
  ])('lets %s say %s', (path, text) => {
    expect(roomBreaches({ path, text })).toEqual([]);
  });
});
