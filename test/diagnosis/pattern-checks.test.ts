import { describe, expect, it } from 'vitest';
import { patternChecks } from '../../src/diagnosis/pattern-checks.ts';
import { TESTS } from '../../src/diagnosis/tests/index.ts';
import type { Pattern } from '../../src/model/pattern.ts';
import { PATTERNS } from '../../src/patterns/index.ts';
import { pageParts } from '../../src/report/page-parts.ts';
import { BYPASS_CONFIRMED } from '../support/triage-sample.ts';

const EACH = PATTERNS.map((pattern) => [pattern.id, pattern] as const);

function patternNamed(id: Pattern['id']): Pattern {
  const found = PATTERNS.find((pattern) => pattern.id === id);
  if (found === undefined) throw new Error(`no pattern ${id}`);
  return found;
}

function commandsOf(...about: Parameters<typeof patternChecks>): string {
  return patternChecks(...about)
    .flatMap(({ commands }) => commands.map(({ text }) => text))
    .join('\n');
}

describe('what to run to prove a cause', () => {
  it.each(EACH)('%s has checks for signatures of its own, few enough to read', (_, pattern) => {
    const signatures = pattern.clues.filter(({ role }) => role === 'signature').map(({ finding }) => finding);
    const checks = patternChecks(pattern, null);
    const telling = TESTS.filter(({ settles }) => settles.some((code) => signatures.includes(code)));

    expect(checks.length).toBeGreaterThan(0);
    expect(checks.length).toBeLessThanOrEqual(7);
    const useful = checks.filter(({ tells }) => telling.some((test) => tells.includes(test.tells)));
    // The listing, from which the id of a session is read, is the only other one.
    expect(checks.length - useful.length).toBeLessThanOrEqual(1);
  });

  it('bears the addresses of a case, and placeholders without one', () => {
    const pattern = patternNamed('return-path-bypass');

    expect(commandsOf(pattern, null)).toContain('traceroute -n <client>');
    const here = commandsOf(pattern, BYPASS_CONFIRMED);
    expect(here).toContain('traceroute -n 10.20.0.15');
    expect(here).not.toMatch(/<client>|<server>/);
  });

  it('asks a load balancer about its own fault only, and no cloud in a case where none was heard', () => {
    const asked = PATTERNS.filter((pattern) =>
      patternChecks(pattern, null).some(({ who }) => who === 'A load balancer'),
    );

    expect(asked.map(({ id }) => id)).toEqual(['one-arm-load-balancer']);
    expect(commandsOf(patternNamed('return-path-bypass'), null)).toContain('aws ec2');
    expect(commandsOf(patternNamed('return-path-bypass'), BYPASS_CONFIRMED)).not.toContain('aws ');
  });
});

describe('the lines of a page', () => {
  it.each(EACH)('of %s are sentences, none of them twice, with nothing left to fill in', (_, pattern) => {
    const items = pageParts(pattern, [])
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) => (block.kind === 'list' ? block.items : []))
      .map(({ tag, lead, text }) => `${tag ?? ''} ${lead ?? ''} ${text}`);

    const words = items.map((item) => item.replace(/`[^`]*`/g, 'code'));
    expect(
      words.filter((item) => !/\.$/.test(item) || /[{}[\]]|\(unknown\)|looked for and not found/.test(item)),
    ).toEqual([]);
    expect(new Set(items).size).toBe(items.length);
  });
});
