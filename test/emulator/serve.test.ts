import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort, readable } from '../slack/bench.ts';
import { createDriver } from './driver.ts';
import { FLOW, PIECES } from './story.ts';
import { type EmulatedWorkspace, startWorkspace } from './workspace.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = join(ROOT, 'node_modules/.bin/node');
const SECRET = 'a secret of the test';
/** Creating the database takes long on a busy machine, and posts are a second apart. */
const STARTING = 180_000;
const PATIENCE = { timeout: 100_000, interval: 100 };
const PLAYING = 240_000;

let folder = '';
let workspace: EmulatedWorkspace;
let child: ChildProcess | undefined;
let port = '';
let says = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roundtrip-emulator-'));
  workspace = await startWorkspace(SECRET);
  port = String(await freePort());
  says = await serve({
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: workspace.apiUrl,
    ROUNDTRIP_PORT: port,
    ROUNDTRIP_DATA: join(folder, 'data'),
    LOG_LEVEL: 'silent',
  });
}, STARTING);
afterAll(async () => {
  child?.kill('SIGKILL');
  await workspace?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the product with these settings, and resolves to the first line that it says. */
async function serve(env: Readonly<Record<string, string>>): Promise<string> {
  child = spawn(NODE, ['src/main.ts', 'serve'], { cwd: ROOT, env: { PATH: process.env.PATH, ...env } });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error('it has no output');
  const lines = [stdout, stderr].map((stream) => once(createInterface({ input: stream }), 'line'));
  const [line] = await Promise.race(lines);
  return String(line);
}

it(
  'runs in the emulator as a process, by its settings alone, with its database in a folder',
  async () => {
    const driver = createDriver(workspace, `http://127.0.0.1:${port}/slack/events`);
    await driver.command('ana', FLOW);
    const ts = await vi.waitFor(async () => {
      const [card] = await workspace.history(workspace.channel);
      if (card === undefined) throw new Error('no card yet');
      return card.ts;
    }, PATIENCE);
    for (const piece of PIECES) {
      if (piece.kind === 'file') await driver.share('ana', piece, ts);
      else await driver.say('ana', piece.text, ts);
    }
    const card = await vi.waitFor(async () => {
      const said = readable((await workspace.thread(workspace.channel, ts))[0]);
      expect(said).toContain('Confirmed: Return traffic bypasses the firewall');
      return said;
    }, PATIENCE);
    child?.kill('SIGTERM');
    const [status] = child === undefined ? [null] : await once(child, 'exit');

    expect([says, status]).toEqual([`Roundtrip is connected to Slack (HTTP); /healthz answers on port ${port}.`, 0]);
    expect(card).toContain('10.20.30.41:52144');
  },
  PLAYING,
);
