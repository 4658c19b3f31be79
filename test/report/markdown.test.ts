import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { codeBlock, codeSpan, inline } from '../../src/report/markdown-text.ts';
import { HOSTILE_TRIAGE } from '../support/hostile-triage.ts';
import { BYPASS_CONFIRMED, EMPTY } from '../support/triage-sample.ts';

describe('the report for a ticket', () => {
  it('has the parts in reading order', () => {
    const titles = renderMarkdown(BYPASS_CONFIRMED).match(/^## .*$/gm);
    expect(titles).toEqual([
      '## Mind',
      '## Steps',
      '## Leading cause: Return traffic bypasses the firewall',
      '## Next',
      '## Fix',
      '## Do not',
      '## Checklist',
      '## Other causes',
      '## Evidence',
    ]);
  });

  it('shows commands in boxes and done items ticked', () => {
    const text = renderMarkdown(BYPASS_CONFIRMED);
    expect(text).toContain('   ```text\n   traceroute -n 10.20.0.15\n   ```');
    expect(text).toContain('- [x] _before_ Write down the broken session');
  });

  it('keeps the lines of a command that takes several', () => {
    const [test] = BYPASS_CONFIRMED.diagnosis.nextTests;
    const nextTests = test === undefined ? [] : [{ ...test, command: 'first command\nsecond command' }];
    const text = renderMarkdown({ ...BYPASS_CONFIRMED, diagnosis: { ...BYPASS_CONFIRMED.diagnosis, nextTests } });
    expect(text).toContain('   ```text\n   first command\n   second command\n   ```');
  });

  it('ends with one line end, and has no part without content', () => {
    const text = renderMarkdown(EMPTY);
    expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
    expect(text).not.toContain('## Fix');
  });

  it('makes no link, picture or HTML of what a device printed', () => {
    const text = renderMarkdown(HOSTILE_TRIAGE).replace(/^ *(`{3,})text\n[\s\S]*?\n *\1$/gm, '');
    const outside = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/https?:\/\//);
    expect(outside).not.toMatch(/(?<!\\)<[a-z!@]/i);
    expect(outside).not.toMatch(/(?<!\\)\[x\]\(/);
  });
});

describe('device text in Markdown', () => {
  it.each([
    ['a | b', 'a \\| b'],
    ['# no heading', '\\# no heading'],
    ['1. no list', '1\\. no list'],
    ['- no list', '\\- no list'],
    ['*x* _y_', '\\*x\\* \\_y\\_'],
    ['see https://evil.example now', 'see `https://evil.example` now'],
    ['a & b', 'a &amp; b'],
  ])('%j becomes %j', (given, shown) => {
    expect(inline(given)).toBe(shown);
  });

  it('never leaves its line, its code span or its box', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(inline(text)).not.toContain('\n');
        const span = codeSpan(text);
        const fence = /^`+/.exec(span)?.[0] ?? '';
        expect(span.slice(fence.length, -fence.length)).not.toMatch(new RegExp(`(?<!\`)${fence}(?!\`)`));
        const [open, ...rest] = codeBlock([text]);
        expect(rest.slice(0, -1).some((line) => line.trim().startsWith(rest.at(-1) ?? ''))).toBe(false);
        expect(open).toMatch(/^`{3,}text$/);
      }),
    );
  });
});
