import { describe, expect, it } from 'vitest';
import { patternChecks } from '../../../src/diagnosis/pattern-checks.ts';
import { PATTERNS } from '../../../src/patterns/index.ts';
import { pageParts } from '../../../src/report/page-parts.ts';
import { patternPage } from '../../../src/report/pattern-page.ts';
import { explainMessages } from '../../../src/report/slack/explain.ts';
import { secretsMessage } from '../../../src/report/slack/secrets.ts';
import { BYPASS_CONFIRMED } from '../../support/triage-sample.ts';
import { readable, refusalOf } from './accepted.ts';

const HEADINGS = [
  'What it is',
  'How it presents',
  'How it is proved',
  'What is mistaken for it',
  'What people try first and why it fails',
  'The fix',
  'The validation',
];
/** What a response address takes. */
const ANSWERS = 5;

describe('the page of a cause in Slack', () => {
  it.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))('%s has every heading, whole', (id, pattern) => {
    const messages = explainMessages(null, id, patternChecks) ?? [];
    const shown = messages.flatMap(({ blocks }) => readable(blocks));

    expect(shown.filter((text) => HEADINGS.includes(text))).toEqual(HEADINGS);
    expect(messages.map(refusalOf).filter((refusal) => refusal !== null)).toEqual([]);
    expect(messages.length).toBeLessThanOrEqual(ANSWERS);
    const text = shown.join('');
    const checks = patternChecks(pattern, null);
    for (const block of pageParts(pattern, checks).flatMap(({ blocks }) => blocks)) {
      for (const words of block.kind === 'list' ? block.items.map((item) => item.text) : [block.text]) {
        expect(text).toContain(words);
        expect(patternPage(pattern, checks)).toContain(words);
      }
    }
  });

  it('says in a case how the cause stands there, and without a case nothing of it', () => {
    const text = (about: Parameters<typeof explainMessages>[0]) =>
      (explainMessages(about, 'return-path-bypass', patternChecks) ?? [])
        .flatMap(({ blocks }) => readable(blocks))
        .join('\n');

    expect(text(BYPASS_CONFIRMED)).toMatch(/The validation[\s\S]*How it stands in this case\n+confirmed/);
    expect(text(null)).not.toContain('in this case');
  });

  it('lists every name when none is given, and knows no name that is none', () => {
    const text = (explainMessages(null, '', patternChecks) ?? []).flatMap(({ blocks }) => readable(blocks)).join('\n');

    expect(PATTERNS.filter(({ id }) => !text.includes(id))).toEqual([]);
    expect(explainMessages(null, 'gremlins', patternChecks)).toBeNull();
    expect(explainMessages(null, 'f1', patternChecks)).toBeNull();
  });
});

describe('the warning of a secret', () => {
  it('tells what kind stood where, for as many as can be read', () => {
    const secrets = Array.from({ length: 40 }, (_, index) => ({ kind: 'a password', line: index + 1 }));
    const warning = secretsMessage([{ place: 'edge.txt', secrets }]);
    const text = readable(warning.blocks).join('\n');

    expect(refusalOf(warning)).toBeNull();
    expect(text).toContain('edge.txt, line 1: a password');
    expect(text).toContain('and 30 more');
  });
});
