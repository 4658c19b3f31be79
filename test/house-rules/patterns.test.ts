import { describe, expect, it } from 'vitest';
import type { Pattern } from '../../src/model/pattern.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { WORDS } from '../../src/patterns/words.ts';
import { declarationBreaches, hasScenario, PAGE_HEADINGS, pageBreaches } from './patterns.ts';
import { projectPaths, readProjectFile, shown } from './project.ts';

const paths = projectPaths();

/** The folders of test/scenarios, each with the text of its expectation. */
function scenarios(): ReadonlyMap<string, string> {
  const folders = new Set(paths.flatMap((path) => /^test\/scenarios\/([^/]+)\//.exec(path)?.[1] ?? []));
  return new Map([...folders].map((folder) => [folder, readProjectFile(`test/scenarios/${folder}/expected.json`)]));
}

describe.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))('the pattern %s', (id, pattern) => {
  it('has a page with the fixed headings', () => {
    expect(shown(pageBreaches(id, readProjectFile(`docs/patterns/${id}.md`)))).toEqual([]);
  });

  it('has a file of its name, and words for every finding that it speaks of', () => {
    expect(shown(declarationBreaches(pattern, paths, WORDS))).toEqual([]);
  });

  it('has a scenario', () => {
    expect(hasScenario(id, scenarios())).toBe(true);
  });
});

describe('the rule of patterns', () => {
  const whole = PAGE_HEADINGS.map((heading) => `## ${heading}\n\nText.\n`).join('\n');
  const pattern: Pattern = {
    id: 'no-route',
    title: 'No route',
    axis: 'look-alike',
    mechanism: 'No route.',
    presents: [],
    clues: [{ finding: 'counter.no-route', when: 'seen', role: 'supports', bits: 1, because: 'No route.' }],
    observersNeeded: 1,
    mustBeat: [],
    explains: [],
    remedies: [],
    doNot: [],
    checklist: [],
  };

  it('lets a whole page pass', () => {
    expect(pageBreaches('no-route', `# No route\n\n${whole}`)).toEqual([]);
  });

  it('catches a missing page, a missing heading and an empty part', () => {
    const says = [
      '',
      whole.replace('## The fix', '## A fix'),
      whole.replace('## The fix\n\nText.', '## The fix\n'),
    ].map((page) => pageBreaches('no-route', page)[0]?.says);

    expect(says[0]).toBe('is missing');
    expect(says[1]).toContain('not the fixed ones');
    expect(says[2]).toBe('says nothing under "The fix"');
  });

  it('catches a pattern without a file of its name or words for its findings', () => {
    expect(shown(declarationBreaches(pattern, [], {}))).toEqual([
      'src/patterns/no-route.ts:1 is missing',
      'src/patterns/no-route.ts:1 speaks of counter.no-route, which has no words',
    ]);
  });

  it('catches a pattern that no scenario is about', () => {
    expect(hasScenario('no-route', new Map([['01-other', '{ "rootCause": "policy-deny" }']]))).toBe(false);
    expect(hasScenario('no-route', new Map([['01-no-route', '']]))).toBe(true);
    expect(hasScenario('no-route', new Map([['01-hole', '{ "rootCause": "no-route" }']]))).toBe(true);
  });
});
