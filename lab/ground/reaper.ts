import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { isAlive } from '../../src/store/lock.ts';
import { run } from './inside.ts';
import { abandoned, namespacesOf } from './names.ts';

const NAMED = '/run/netns';

/** All namespaces that have a name on this machine. */
export function namedNamespaces(): readonly string[] {
  try {
    return readdirSync(NAMED);
  } catch {
    // The folder comes with the first of them.
    return [];
  }
}

/** Removes namespaces in which nothing of ours runs any more. */
export async function deleteNamespaces(names: readonly string[]): Promise<void> {
  await run(['ip', '-force', '-batch', '-'], deletion(names));
}

/** Ends what still runs in namespaces of ours and removes them. */
export async function removeNamespaces(names: readonly string[]): Promise<void> {
  const pids = await Promise.all(names.map(async (name) => pidsIn((await run(['ip', 'netns', 'pids', name])).out)));
  for (const pid of pids.flat()) end(pid);
  await deleteNamespaces(names);
}

/** Removes what runs left behind that are no more; says which. */
export async function reap(): Promise<readonly string[]> {
  const left = abandoned(namedNamespaces(), isAlive);
  await removeNamespaces(left);
  return left;
}

/** The same for this run, at once and without waiting: for the moment in which it is told to end. */
export function removeOursNow(): void {
  const names = namespacesOf(namedNamespaces(), process.pid);
  for (const name of names) {
    for (const pid of pidsIn(spawnSync('ip', ['netns', 'pids', name], { encoding: 'utf8' }).stdout ?? '')) end(pid);
  }
  spawnSync('ip', ['-force', '-batch', '-'], { input: deletion(names) });
}

/** Cleans up when the run is told to end (`also`: what else is to go), then ends as it was told. */
export function cleanUpOnSignals(also: () => void): void {
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => {
      removeOursNow();
      also();
      process.exit(128 + number);
    });
  }
}

function deletion(names: readonly string[]): string {
  return names.map((name) => `netns del ${name}\n`).join('');
}

function pidsIn(out: string): readonly number[] {
  return out.split('\n').flatMap((line) => (/^\d+$/.test(line.trim()) ? [Number(line)] : []));
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
