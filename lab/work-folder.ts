import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../src/store/lock.ts';

const OURS = /^roundtrip-lab-(\d+)-/;

/** A folder for what a run makes and does not keep: `roundtrip-lab-<pid>-…` where temporary files go. */
export function makeWorkFolder(within = tmpdir(), pid = process.pid): string {
  return mkdtempSync(join(within, `roundtrip-lab-${pid}-`));
}

/** Removes the folders of this user's runs that are no more; says which. */
export function removeAbandonedFolders(within = tmpdir(), alive = isAlive): readonly string[] {
  const left = readdirSync(within).filter((name) => {
    const pid = OURS.exec(name)?.[1];
    return pid !== undefined && !alive(Number(pid)) && isOwn(join(within, name));
  });
  for (const name of left) rmSync(join(within, name), { recursive: true, force: true });
  return left;
}

function isOwn(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.();
}
