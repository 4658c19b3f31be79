import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOfDebianTool } from '../../test/support/debian-tool.ts';
import { comparedText, compareFile } from './compare.ts';

/**
 * Holds the digest of every capture below some folders against tshark and tcptrace:
 * `node lab/compare/main.ts FOLDER…`. Exits 1 when a difference is of no known kind, 2 when neither program is there.
 */
async function main(folders: readonly string[]): Promise<number> {
  const lacking = (['tshark', 'tcptrace'] as const).filter((name) => placeOfDebianTool(name) === null);
  for (const name of lacking) process.stderr.write(`${name} is not installed (Debian package ${name}).\n`);
  if (lacking.length === 2) return 2;
  let [files, open] = [0, 0];
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const path of names.filter((name) => /\.pcap(?:ng)?$/.test(name)).sort()) {
      const differences = await compareFile(path);
      if (differences === null) continue;
      files += 1;
      open += differences.filter(({ because }) => because === null).length;
      process.stdout.write(comparedText(path, differences));
    }
  }
  process.stdout.write(`${files} captures compared; differences not explained: ${open}\n`);
  return open > 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
