import { describe, expect, it } from 'vitest';
import { parseCaseFile } from '../../src/cli/case-file.ts';

function problemOf(content: string): string {
  const read = parseCaseFile('inc/case.yml', content);
  return read.ok ? 'read' : `${read.error.where}: ${read.error.message}`;
}

describe('case.yml', () => {
  it('gives flow, symptoms, the time of the fix, and what was said of each file', () => {
    const content = [
      'flow: "10.1.1.5:51000 > 10.2.2.10:443/tcp"',
      'symptoms: [ping-works, tcp-fails]',
      'fixedAt: 2026-11-10T12:00:00Z',
      'files:',
      '  fw.txt: { observer: FW-1, point: ethernet1/1, takenAt: 2026-11-10T11:00:00+01:00 }',
      '  web.txt: { observer: web1 }',
    ].join('\n');
    expect(parseCaseFile('case.yml', content)).toEqual({
      ok: true,
      value: {
        flow: {
          protocol: 'tcp',
          client: { address: '10.1.1.5', port: 51_000 },
          server: { address: '10.2.2.10', port: 443 },
        },
        symptoms: ['ping-works', 'tcp-fails'],
        fixedAt: '2026-11-10T12:00:00Z',
        files: new Map([
          ['fw.txt', { observer: 'FW-1', point: 'ethernet1/1', takenAt: '2026-11-10T11:00:00+01:00' }],
          ['web.txt', { observer: 'web1' }],
        ]),
        warnings: [],
      },
    });
  });

  it('takes the files as a list, too', () => {
    const read = parseCaseFile('case.yml', 'files:\n  - file: fw.txt\n    observer: FW-1\n');
    expect(read.ok && read.value.files).toEqual(new Map([['fw.txt', { observer: 'FW-1' }]]));
  });

  it.each(['', '# nothing yet\n', 'symptoms:\n'])('may say nothing: %j', (content) => {
    expect(parseCaseFile('case.yml', content)).toMatchObject({
      ok: true,
      value: { flow: null, symptoms: [], warnings: [] },
    });
  });

  it.each([
    ['symptoms: [ping-works]\nflow: 10.1.1.5\n', /^inc\/case\.yml:2: flow: .*does not name two addresses/],
    ['\n\nfixedAt: yesterday\n', /^inc\/case\.yml:3: fixedAt: write a time with its zone/],
    ['fixedAt: 2026-11-10 12:00:00\n', /^inc\/case\.yml:1: fixedAt: write a time with its zone/],
    ['flow:\n  client: 10.1.1.5\n', /^inc\/case\.yml:\d: flow: /],
    ['symptoms: ping-works\n', /^inc\/case\.yml:1: symptoms: /],
    ['files:\n  a.txt:\n    who: FW\n', /^inc\/case\.yml:\d: files/],
    ['- a\n- b\n', /^inc\/case\.yml:1: /],
    ['flow: "10.1.1.5\n', /^inc\/case\.yml:\d: this is no YAML/],
    ['flow: [\n', /^inc\/case\.yml:\d: this is no YAML/],
    ['a: 1\na: 2\n', /^inc\/case\.yml:2: this is no YAML/],
  ])('says file, line and what is wrong: %j', (content, says) => {
    expect(problemOf(content)).toMatch(says);
  });

  it('passes over unknown keys and symptoms, and says so with their lines', () => {
    const read = parseCaseFile('case.yml', 'title: x\nsymptoms:\n  - ping-works\n  - gremlins\n');
    expect(read).toMatchObject({
      ok: true,
      value: {
        symptoms: ['ping-works'],
        warnings: [
          'case.yml:4: the symptom "gremlins" is not known and was passed over',
          'case.yml:1: the key "title" is not known and was passed over',
        ],
      },
    });
  });
});
