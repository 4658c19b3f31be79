import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSecrets } from '../src/secrets.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'roundtrip-secrets-'));

test('a secret is read from the variable or the file that the fleet file names, without the line end', async () => {
  writeFileSync(join(FOLDER, 'key'), 'from-a-file\n');
  const secrets = createSecrets({ EDGE_KEY: ' from-a-variable ' });
  expect(await secrets({ env: 'EDGE_KEY' })).toEqual({ ok: true, value: 'from-a-variable' });
  expect(await secrets({ file: join(FOLDER, 'key') })).toEqual({ ok: true, value: 'from-a-file' });
});

test('a secret that was rotated counts from the next reading on', async () => {
  const secrets = createSecrets({});
  writeFileSync(join(FOLDER, 'rotated'), 'old');
  await secrets({ file: join(FOLDER, 'rotated') });
  writeFileSync(join(FOLDER, 'rotated'), 'new');
  expect(await secrets({ file: join(FOLDER, 'rotated') })).toEqual({ ok: true, value: 'new' });
});

test('a place with nothing in it is named, and what is in a wrong one is not repeated', async () => {
  writeFileSync(join(FOLDER, 'long'), 'x'.repeat(5000));
  const secrets = createSecrets({ EMPTY: '  ' });
  const problems = await Promise.all(
    [{ env: 'EMPTY' }, { env: 'MISSING' }, { file: join(FOLDER, 'none') }, { file: join(FOLDER, 'long') }].map(secrets),
  );
  expect(problems.map((one) => (one.ok ? '' : one.error.message.replace(FOLDER, '')))).toEqual([
    'The environment variable EMPTY is empty or not there.',
    'The environment variable MISSING is empty or not there.',
    'The file /none cannot be read.',
    'The file /long is too long to be a secret.',
  ]);
});
