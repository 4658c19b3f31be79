import { describe, expect, it } from 'vitest';
import { shown, typescriptFiles } from './project.ts';
import { purityBreaches } from './purity.ts';

describe('pure rooms', () => {
  it('do no I/O, read no clock and draw nothing at random', () => {
    expect(shown(typescriptFiles('src').flatMap(purityBreaches))).toEqual([]);
  });
});

describe('the rule of purity', () => {
  it.each([
    ["import { readFileSync } from 'node:fs';", 'is pure and imports node:fs'],
    ["import pino from 'pino';", 'is pure and imports pino'],
    ["import { WebClient } from '@slack/web-api';", 'is pure and imports @slack/web-api'],
    ["import { KnownBlock } from '@slack/types';", 'is pure and imports @slack/types'],
    ['const now = Date.now();', 'reads the clock'],
    ['const now = new Date();', 'reads the clock'],
    ['const id = Math.random();', 'draws at random'],
    ['const home = process.env.HOME;', 'looks at the process'],
    ['setTimeout(() => {}, 10);', 'waits'],
    ["await fetch('http://192.0.2.1/');", 'goes to the network'],
  ])('catches %s', (text, says) => {
    expect(purityBreaches({ path: 'src/report/a.ts', text }).map((breach) => breach.says)).toEqual([says]);
  });

  it.each([
    "import type { KnownBlock } from '@slack/types';",
    "import { XMLParser } from 'fast-xml-parser';",
    'const at = new Date(takenAt);',
    '// Date.now() is not for us',
    "const says = 'process.exit(1)';",
    'const reply = client.fetch(1);',
  ])('lets pass %s', (text) => {
    expect(purityBreaches({ path: 'src/report/a.ts', text })).toEqual([]);
  });

  it('says nothing of rooms that talk to the world', () => {
    expect(purityBreaches({ path: 'src/store/a.ts', text: 'const now = Date.now();' })).toEqual([]);
  });
});
