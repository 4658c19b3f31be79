import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { analyze } from '../../src/cli/analyze.ts';
import { standIn } from './stand-in.ts';

const CAPTURES = fileURLToPath(new URL('../scenarios/return-path-bypass-captures', import.meta.url));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'pictures-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test('--pictures writes each picture as SVG and PNG and says so beside the report', async () => {
  const into = join(folder(), 'new');
  const { io, written } = standIn();

  const code = await analyze([CAPTURES, '--json', '--pictures', into], io);

  expect(code).toBe(0);
  expect(readdirSync(into).sort()).toEqual(['handshake.png', 'handshake.svg', 'paths.png', 'paths.svg']);
  expect(readFileSync(join(into, 'paths.svg'), 'utf8')).toContain('<title>Requests pass FW-EDGE;');
  expect(written.err).toContain('paths.png: Requests pass FW-EDGE; replies come back by FW-BRANCH');
  expect(JSON.parse(written.out)).toMatchObject({ verdict: 'asymmetric' });
});

test('without anything to draw it says so and writes nothing', async () => {
  const into = join(folder(), 'empty');
  const { io, written } = standIn({ input: 'hello\n' });

  const code = await analyze(['-', '--pictures', into], io);

  expect(code).toBe(0);
  expect(written.err).toContain('there is nothing to draw yet');
});

test('a folder that cannot be made is named, and the report is there all the same', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const { io, written } = standIn();

  const code = await analyze([CAPTURES, '--pictures', file], io);

  expect(code).toBe(2);
  expect(written.err).toContain(file);
  expect(written.out).toContain('Return traffic bypasses the firewall');
});
