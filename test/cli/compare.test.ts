import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareCommand } from '../../src/cli/compare.ts';
import { explainCommand } from '../../src/cli/explain.ts';
import { standIn } from './stand-in.ts';

const SCENARIOS = fileURLToPath(new URL('../scenarios/', import.meta.url));
const BEFORE = join(SCENARIOS, 'fixed-everything-ticks/1-before.txt');
const AFTER = join(SCENARIOS, 'fixed-everything-ticks/6-session-1212.txt');

async function compared(words: readonly string[]) {
  const { io, written } = standIn();
  return { code: await compareCommand(words, io), ...written };
}

describe('roundtrip compare', () => {
  it('says what differs between two files', async () => {
    const { code, out, err } = await compared([BEFORE, AFTER]);

    expect([code, err]).toEqual([0, '']);
    expect(out.replace(/\s+/g, ' ')).toContain('was bytes from the client only; is now bytes in both directions');
    expect(out).toMatch(/before \S+1-before\.txt:\d+/);
  });

  it('finds nothing between a folder and itself', async () => {
    const folder = join(SCENARIOS, 'return-zone-change');

    expect((await compared([folder, folder])).out).toMatch(/^Nothing that matters differs/);
  });

  it('takes the conversation over to a moment that does not name one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'roundtrip-compare-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      join(folder, 'now.txt'),
      'admin@FW-CORE1> show session all filter source 10.30.8.24 destination 10.80.4.15\n\nNo Active Sessions\n',
    );

    const { out } = await compared([join(SCENARIOS, 'fixed-everything-ticks'), folder, '--json']);

    expect(JSON.parse(out)).toMatchObject({
      schema: 'roundtrip.comparison/1',
      after: { flow: { client: { address: '10.30.8.24', port: null }, server: { port: 8443 } } },
    });
  });

  it('prints one JSON object with every difference, or Markdown', async () => {
    const { out } = await compared([BEFORE, AFTER, '--json']);

    expect(JSON.parse(out).differences.map(({ state }: { readonly state: string }) => state)).toEqual(
      expect.arrayContaining(['updated', 'unchanged']),
    );
    expect((await compared([BEFORE, AFTER, '--markdown'])).out).toMatch(/^# \d+ differences that matter\n/);
  });

  it.each([
    [[BEFORE], 'name two files or folders'],
    [[BEFORE, AFTER, AFTER], 'name two files or folders'],
    [['-', '-'], 'only once'],
    [[BEFORE, AFTER, '--json', '--markdown'], 'choose --json or --markdown'],
    [[BEFORE, AFTER, '--jsn'], '--jsn'],
    [[BEFORE, AFTER, '--flow', 'nonsense'], '--flow'],
    [[BEFORE, '/does/not/exist'], '/does/not/exist'],
    [['/does/not/exist', AFTER], '/does/not/exist'],
  ])('refuses %j in one line', async (words, says) => {
    const { code, out, err } = await compared(words);

    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('roundtrip explain', () => {
  async function explained(...words: readonly string[]) {
    const { io, written } = standIn();
    return { code: await explainCommand(words, io), ...written };
  }

  it('prints the page of a cause', async () => {
    expect(await explained('Return-Path-Bypass')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^# Return traffic bypasses[\s\S]*## The validation/),
      err: '',
    });
  });

  it('without a name lists all, and refuses a name that is none', async () => {
    expect((await explained()).out).toMatch(/^stale-session +\S/m);
    expect(await explained('gremlins')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('"gremlins"') });
    expect((await explained('healthy', 'more')).code).toBe(2);
  });
});
