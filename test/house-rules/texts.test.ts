import { describe, expect, it } from 'vitest';
import { projectTexts, shown } from './project.ts';
import { textBreaches } from './texts.ts';

describe('every text', () => {
  it('says nothing of machines, registries, its making or secrets', () => {
    expect(shown(projectTexts().flatMap(textBreaches))).toEqual([]);
  });
});

describe('the rule of texts', () => {
  it.each([
    ["const sample = '/work/samples/a.txt';", 'names a path of one machine'],
    ['cp /home/ana/a.txt .', 'names a path of one machine'],
    ['registry=https://registry.npmjs.org/', 'names a package registry’s host'],
    ['This page is AI-generated.', 'speaks of how the text was made'],
    ['<<<<<<< HEAD', 'holds a merge conflict'],
    [`token: xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${'a'.repeat(24)}`, 'holds a secret'],
    ['-----BEGIN RSA PRIVATE KEY-----', 'holds a secret'],
  ])('catches %s', (text, says) => {
    expect(textBreaches({ path: 'docs/a.md', text }).map((breach) => breach.says)).toEqual([says]);
  });

  it.each(['see docs/work/plan.md', '[root@web1 ~]# ip route get 192.0.2.1', 'SLACK_BOT_TOKEN=xoxb-…', '======'])(
    'lets pass %s',
    (text) => {
      expect(textBreaches({ path: 'docs/a.md', text })).toEqual([]);
    },
  );
});
