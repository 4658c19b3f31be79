import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeWorkFolder, removeAbandonedFolders } from '../../lab/work-folder.ts';

const within = mkdtempSync(join(tmpdir(), 'roundtrip-folders-'));
afterAll(() => rmSync(within, { recursive: true }));

describe('the folder of a run', () => {
  it('is removed by the next run when its own was killed, and nobody else’s is', () => {
    const [dead, alive] = [makeWorkFolder(within, 100), makeWorkFolder(within, 200)];
    writeFileSync(join(dead, 'fw1.txt'), 'left behind');
    mkdirSync(join(within, 'roundtrip-lab-compiled'));
    expect(removeAbandonedFolders(within, (pid) => pid === 200)).toEqual([basename(dead)]);
    expect(existsSync(alive)).toBe(true);
    expect(readdirSync(within).sort()).toEqual([basename(alive), 'roundtrip-lab-compiled'].sort());
  });
});
