import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { packageOf, placeOfDebianTool } from '../../test/support/debian-tool.ts';
import { comparedText, compareFile } from './compare.ts';
import { compareConntrack } from './conntrack.ts';
import type { Difference } from './differences.ts';

const PROGRAMS = ['tshark', 'tcptrace', 'argus', 'ra'] as const;

/**
 * Holds the digest of every capture below some folders against tshark, tcptrace and Argus, and the kernel's
 * connection tables that were read beside captures against those: `node lab/compare/main.ts FOLDER…`. Exits 1 when a
 * difference is of no known kind, 2 when none of the programs is there.
 */
async function main(folders: readonly string[]): Promise<number> {
  const lacking = PROGRAMS.filter((name) => placeOfDebianTool(name) === null);
  for (const name of lacking) process.stderr.write(`${name} is not installed (Debian package ${packageOf(name)}).\n`);
  if (lacking.length === PROGRAMS.length) return 2;
  let [files, connections, open] = [0, 0, 0];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of names.filter((name) => /\.pcap(?:ng)?$/.test(name)).sort()) {
      const differences = await compareFile(path);
      if (differences === null) continue;
      files += 1;
      open += notExplained(differences);
      process.stdout.write(comparedText(path, differences));
    }
    for (const path of entries.filter(({ name }) => name === 'case.yml').map(({ parentPath }) => parentPath)) {
      const tables = await compareConntrack(path);
      if (tables === null) continue;
      connections += tables.compared;
      open += notExplained(tables.differences);
      process.stdout.write(comparedText(`${path}: conntrack`, tables.differences));
    }
  }
  process.stdout.write(
    `${files} captures and ${connections} connections of kernels compared; differences not explained: ${open}\n`,
  );
  return open > 0 ? 1 : 0;
}

function notExplained(differences: readonly Difference[]): number {
  return differences.filter(({ because }) => because === null).length;
}

process.exitCode = await main(process.argv.slice(2));
