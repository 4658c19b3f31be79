import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { configCommand } from '../../src/cli/config-check.ts';
import { createAuthority } from '../../src/simulator/certificates.ts';
import { systemClock } from '../../src/store/clock.ts';
import { standIn } from './stand-in.ts';

const EXAMPLE = fileURLToPath(new URL('../../docs/roundtrip.example.yml', import.meta.url));
const PASSWORD = 'Tr0ub4dor-n0-one';

const FLEET = [
  'devices:',
  '  - name: FW-A',
  '    group: edge',
  '    address: 192.0.2.1',
  '    trust: {ca: certs/ca.pem}',
  '    secret: {user: {env: FW_USER}, password: {file: password}}',
  'access:',
  '  - {role: viewer, users: [U024BE7LH], groups: all}',
].join('\n');

async function asked(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { io, written } = standIn();
  return { code: await configCommand(words, io, env), ...written };
}

/** A folder with these files in it, gone when the test ends. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'roundtrip-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'certs'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

describe('roundtrip config check', () => {
  it('takes the example, and says that its secrets are not there', async () => {
    const { code, out, err } = await asked(['check', EXAMPLE]);

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('FW-EDGE-B: at 192.0.2.12:4443');
    expect(out).toContain('HA peer FW-EDGE-A');
    expect(out).toContain('serial 001901000042 behind the Panorama at panorama-south.example.net:443');
    expect(out).toContain('whoever asks in channel C0EXAMPLE1 may, as viewer, ask for read, on every group');
    expect(out).toContain('approve observe and change that somebody else asked for');
    expect(out).toContain('Environment variable FW_EDGE_KEY is not set here. Set it');
  });

  it('says each problem in a line of its own with file, line and fix, and exits with 2', async () => {
    const folder = folderOf({ 'fleet.yml': FLEET.replace('group', 'gruop').replace('viewer', 'boss') });
    const path = join(folder, 'fleet.yml');

    const { code, out, err } = await asked(['check', path]);

    expect([code, out]).toEqual([2, '']);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(/:2: “group” is missing\. Name the group/),
      `${path}:3: “gruop” is not known here. Did you mean “group”?`,
      `${path}:8: “role” cannot be used as it is written. Write viewer, operator or approver.`,
      '',
    ]);
  });

  it('looks for secrets and certificates where the file says, and never shows one', async () => {
    const { cert: ca } = createAuthority('Test authority', systemClock);
    const folder = folderOf({ 'fleet.yml': FLEET, password: `${PASSWORD}\n`, 'certs/ca.pem': ca });

    const { code, out, err } = await asked(['check', join(folder, 'fleet.yml')], { FW_USER: PASSWORD });

    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Environment variable FW_USER: is set');
    expect(out).toContain(`File ${join(folder, 'password')}: holds something`);
    expect(out).toContain('holds a certificate');
    expect(out).toContain('No warnings.');
    expect(out).not.toContain(PASSWORD);
  });

  it.each([
    ['not there', {}, ['cannot be read. Write the secret', 'cannot be read. Put the certificate']],
    ['empty', { password: ' \n', 'certs/ca.pem': '' }, ['is empty.', 'is no certificate in PEM.']],
    [
      'something else',
      { password: 'x', 'certs/ca.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' },
      ['is no certificate in PEM.'],
    ],
  ])('warns of what is %s', async (_, files, warnings) => {
    const folder = folderOf({ 'fleet.yml': FLEET, ...files });

    const { code, out } = await asked(['check', join(folder, 'fleet.yml')]);

    expect(code).toBe(0);
    for (const warning of ['FW_USER is not set here.', ...warnings]) expect(out).toContain(warning);
  });

  it('without a file takes the one that ROUNDTRIP_FLEET names', async () => {
    expect(await asked(['check'], { ROUNDTRIP_FLEET: EXAMPLE })).toMatchObject({ code: 0 });
    expect(await asked(['check'], { ROUNDTRIP_FLEET: '/nowhere/fleet.yml' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('/nowhere/fleet.yml: there is no such file'),
    });
  });

  it.each([[[]], [['chekc']], [['check', 'a', 'b']], [['check', '--all']]])('refuses %j in one line', async (words) => {
    const { code, out, err } = await asked(words);

    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^roundtrip: .*\n$/);
  });
});
