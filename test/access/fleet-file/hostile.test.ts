import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFleet } from '../../../src/access/fleet-file/index.ts';

/** Looks like an API key, and is none. */
const KEY = `LUFRPT${'x1'.repeat(20)}`;
const PASSWORD = 'Tr0ub4dor-n0-one';

function problemsOf(text: string): readonly string[] {
  const read = readFleet(text, 'roundtrip.yml');
  if (read.ok) throw new Error('nothing is wrong with it');
  return read.error.map(({ where = '', message, todo = '' }) => `${where}: ${message} ${todo}`);
}

function withSecret(secret: string): string {
  return `devices:\n  - name: FW-A\n    group: edge\n    address: 192.0.2.1\n    ${secret}\n`;
}

const LINE = /^roundtrip\.yml:[1-9]\d*$/;

function changed(lines: readonly string[], at: number, how: string, junk: string): readonly string[] {
  const line = lines[at] ?? '';
  const becomes: Readonly<Record<string, readonly string[]>> = {
    drop: [],
    double: [line, line],
    cut: [line.slice(0, line.length / 2)],
    indent: [`  ${line}`],
    junk: [line + junk],
  };
  return lines.toSpliced(at, 1, ...(becomes[how] ?? []));
}

describe('a secret in the file', () => {
  it.each([
    `secret: ${PASSWORD}`,
    `secret: "${KEY}"`,
    `secret: {env: "${KEY}"}`,
    `secret: {env: "${PASSWORD}"}`,
    `secret: {key: "${PASSWORD}"}`,
    `secret: {user: {env: A}, password: "${PASSWORD}"}`,
    `secret: {user: ${PASSWORD}, password: {env: A}}`,
    `secret: {user: {env: A}, password: {value: "${PASSWORD}"}}`,
    `key: "${PASSWORD}"`,
    `password: "${PASSWORD}"`,
    `secret: [${PASSWORD}]`,
    `tags: [${KEY}]`,
    `tags: ["${PASSWORD} "]`,
    `secret: {env: A}\n    note: "xoxb-1234567890-abcdefgh"`,
    `secret: {env: A}\n    trust: "${PASSWORD}"`,
    `secret: {env: A}\n    trust: {sha256: "${PASSWORD}"}`,
    `secret: "${PASSWORD}`,
    `secret: ${PASSWORD}: ${PASSWORD}: 1`,
    `secret: !${PASSWORD} x`,
    `secret: *${PASSWORD}`,
    `secret: "\\q${PASSWORD}"`,
    `secret: [${PASSWORD}, ]]${PASSWORD}`,
    `secret: {env: A}\n   ${PASSWORD}`,
    `secret: {env: A}\n    secret: ${PASSWORD}`,
  ])('is refused and never repeated: %s', (secret) => {
    const told = problemsOf(withSecret(secret)).join('\n');

    expect(told).toMatch(/^roundtrip\.yml:\d+: /);
    for (const one of [KEY, PASSWORD, 'xoxb-']) expect(told).not.toContain(one);
  });

  it('is told to be changed, and where its place belongs', () => {
    expect(problemsOf(withSecret(`secret: "${PASSWORD}"`))).toEqual([
      expect.stringMatching(/^roundtrip\.yml:5: A secret stands in the file.* Take it out.*\{env: NAME\}/),
    ]);
  });
});

describe('a hostile or broken file', () => {
  it.each([
    ['a key that stands twice', 'devices: []\ndevices: []\n', ':2: The same key stands twice'],
    ['a tab', 'devices:\n\t- name: FW-A\n', ':2: A tab is used to indent.'],
    ['a quote that is not closed', 'devices:\n  - name: "FW-A\n', 'is not closed'],
    ['a second document', 'devices: []\n---\ndevices: []\n', 'A second document begins here.'],
    ['an unknown tag', 'devices: !!js/function x\n', ':1: A tag (!) is not known here.'],
    ['a key that is no text', '? [a]\n: 1\n', 'A key is no text.'],
    ['too much text', `# ${'x'.repeat(300_000)}\ndevices: []\n`, 'too large'],
    ['deep nesting', `devices: ${'['.repeat(50_000)}`, ':1: '],
    ['an alias of itself', 'devices: &a [*a]\n', ':1: '],
    ['an alias of nothing', 'devices: *a\n', ':1: '],
  ])('with %s is refused', (_, text, says) => {
    expect(problemsOf(text).join('\n')).toContain(says);
  });

  it('may use aliases, and not to grow beyond measure', () => {
    const some = 'panoramas: {}\ndevices:\n  - {name: A, group: &g edge, address: 192.0.2.1, secret: &s {env: K}}\n';
    const more = '  - {name: B, group: *g, address: 192.0.2.2, secret: *s}\n';
    const bomb = Array.from({ length: 9 }, (_, at) => `  - &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]\n`);

    expect(readFleet(some + more, 'f.yml').ok).toBe(true);
    expect(problemsOf(`devices:\n  - &a0 [x]\n${bomb.join('')}`)).toEqual([expect.stringContaining('Aliases (*)')]);
  });

  it('knows no keys of objects', () => {
    const text = `${withSecret('secret: {env: A}')}    __proto__: {target: x}\n    constructor: y\n`;

    expect(problemsOf(text).join('\n')).toContain('“constructor” is not known here.');
  });

  it('cut, doubled and mixed anywhere is either read or told with lines and fixes', () => {
    const example = readFileSync(new URL('../../../docs/roundtrip.example.yml', import.meta.url), 'utf8');
    const lines = example.split('\n');
    const changes = fc.array(
      fc.tuple(fc.nat(lines.length - 1), fc.constantFrom('drop', 'double', 'cut', 'indent', 'junk'), fc.string()),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(changes, (made) => {
        const text = made
          .reduce<readonly string[]>((now, [at, how, junk]) => changed(now, at, how, junk), lines)
          .join('\n');

        const read = readFleet(text, 'roundtrip.yml');

        if (read.ok) expect(read.value.devices.length).toBeGreaterThan(0);
        else
          for (const { where, todo } of read.error)
            expect([LINE.test(where ?? ''), todo]).toEqual([true, expect.any(String)]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('that is wrong everywhere is told in a bounded number of problems', () => {
    const text = `devices:\n${'  - x\n'.repeat(900)}`;

    expect(problemsOf(text)).toHaveLength(100);
  });
});
