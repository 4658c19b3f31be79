import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { lackText } from '../../lab/need.ts';
import { missingForTheGround } from '../support/proving-ground.ts';

const LAB = fileURLToPath(new URL('../../lab/main.ts', import.meta.url));
const NO_RIGHTS = ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all'];
const empty = mkdtempSync(join(tmpdir(), 'roundtrip-no-programs-'));
afterAll(() => rmSync(empty, { recursive: true }));

/** Starts the lab as from a terminal, by way of a program that takes something from it first. */
function started(before: readonly string[], path = process.env.PATH ?? ''): { status: number | null; said: string } {
  const [program = '', ...words] = [...before, process.execPath, LAB, '--count', '1'];
  const { status, stderr } = spawnSync(program, words, { env: { ...process.env, PATH: path }, encoding: 'utf8' });
  return { status, said: stderr };
}

describe('what the proving ground lacks', () => {
  it('is told in one line each, with how to get it', () => {
    const text = lackText([{ what: 'the program nft', how: 'apt-get install nftables' }]);
    expect(text).toBe('lab: not entered, it lacks the program nft; to get it: apt-get install nftables\n');
  });

  it('is told of programs that are not installed, in one line for all', () => {
    const { status, said } = started([], empty);
    expect(status).toBe(2);
    expect(said).toMatch(/^lab: not entered, it lacks the programs ip, .*nft, conntrack, /m);
    expect(said).toMatch(/; to get it: apt-get install iproute2 .*nftables conntrack .* \(Debian, Ubuntu\)$/m);
  });

  it('is told of rights, of a user who has none', async () => {
    await missingForTheGround();
    // Root without a single capability may read the project, and may do no more than others.
    const mayDrop = spawnSync('setpriv', [...NO_RIGHTS.slice(1), 'true']).status === 0;
    const { status, said } = started(mayDrop ? NO_RIGHTS : []);
    expect(status).toBe(2);
    expect(said).toMatch(
      /^lab: not entered, it lacks .*; to get it: .*(?:CAP_SYS_ADMIN|run it as root|apt-get install)/,
    );
  });
});
