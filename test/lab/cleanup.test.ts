import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { namespaceName, namespacesOf } from '../../lab/ground/names.ts';
import { deleteNamespaces, namedNamespaces, reap } from '../../lab/ground/reaper.ts';
import { missingForTheGround } from '../support/proving-ground.ts';

const LAB = fileURLToPath(new URL('../../lab/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'roundtrip-lab-cleanup-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What this machine's own network is. */
function ownNetwork(): string {
  const lines = ['ip -br addr', 'ip rule', 'ip route show table all', 'ip -6 route show table all', 'nft list ruleset'];
  return lines.map((line) => spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8' }).stdout).join('\n');
}

const lacking = await missingForTheGround();

describe('a run that is killed', () => {
  it('leaves namespaces to the next one, which removes them and no others, and the machine’s network is as it was', async () => {
    const before = ownNetwork();
    const killed = spawn(process.execPath, [LAB, '--count', '1', '--only', 'healthy', '--keep', folder], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => killed.once('close', resolve));
    const pid = killed.pid ?? 0;
    if (lacking.length > 0) {
      // It ends by itself where namespaces cannot be made, and has made none.
      expect(await ended).toBe(2);
      expect(namespacesOf(namedNamespaces(), pid)).toEqual([]);
      return;
    }
    const made = (): readonly string[] => namespacesOf(namedNamespaces(), pid).filter((name) => name.includes('-1-'));
    await vi.waitFor(() => expect(made().length).toBeGreaterThan(2), { timeout: 30_000, interval: 20 });
    killed.kill('SIGKILL');
    await ended;
    const left = made();
    const ours = namespaceName(process.pid, 99, 'pc1');
    spawnSync('ip', ['netns', 'add', ours]);
    expect(left.length).toBeGreaterThan(0);
    expect(await reap()).toEqual(expect.arrayContaining([...left]));
    expect(namespacesOf(namedNamespaces(), pid)).toEqual([]);
    expect(namedNamespaces()).toContain(ours);
    await deleteNamespaces([ours]);
    expect(ownNetwork()).toBe(before);
  });
});
