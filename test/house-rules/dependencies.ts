import { posix } from 'node:path';
import type { Breach, SourceFile } from './project.ts';
import { importsOf, packageOf } from './source.ts';

/** What these rules read of package.json. */
export interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What these rules read of package-lock.json. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages that are run and not imported, with the command that runs them in a script of package.json. */
const RUN_NOT_IMPORTED: ReadonlyMap<string, RegExp> = new Map([
  ['@biomejs/biome', /\bbiome\b/],
  ['typescript', /\btsc\b/],
  ['node', /\bnode\b/],
]);

const MANIFEST = 'package.json';
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Every dependency is pinned exactly, used somewhere, and named with its version in the decision about dependencies. */
export function dependencyBreaches(
  manifest: Manifest,
  sources: readonly SourceFile[],
  decision: string,
): readonly Breach[] {
  const used = new Set(sources.flatMap((file) => importsOf(file.text).map(({ specifier }) => packageOf(specifier))));
  const scripts = Object.values(manifest.scripts ?? {}).join('\n');
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  return Object.entries(all).flatMap(([name, version]) => {
    const says: string[] = [];
    if (!EXACT.test(version)) says.push(`pins ${name} loosely: ${version}`);
    if (!isUsed(name, used, scripts)) says.push(`lists ${name}, which nothing imports`);
    if (!decision.split('\n').some((line) => line.includes(`\`${name}\``) && line.includes(version))) {
      says.push(`lists ${name} ${version}, which 0002-dependencies.md does not name with that version`);
    }
    return says.map((text) => ({ path: MANIFEST, line: 1, says: text }));
  });
}

function isUsed(name: string, used: ReadonlySet<string | null>, scripts: string): boolean {
  const run = RUN_NOT_IMPORTED.get(name);
  if (run !== undefined) return run.test(scripts);
  if (!name.startsWith('@types/')) return used.has(name);
  const typed = name.slice('@types/'.length);
  return typed === 'node' || used.has(typed);
}

/** Packages that a source imports and package.json does not list: they came along with another one by chance. */
export function unlistedBreaches(manifest: Manifest, sources: readonly SourceFile[]): readonly Breach[] {
  const listed = new Set([...Object.keys(manifest.dependencies ?? {}), ...Object.keys(manifest.devDependencies ?? {})]);
  return sources.flatMap((file) =>
    importsOf(file.text).flatMap(({ specifier, line }) => {
      const name = packageOf(specifier);
      const known = name === null || listed.has(name) || listed.has(`@types/${name}`);
      return known ? [] : [{ path: file.path, line, says: `imports ${name}, which package.json does not list` }];
    }),
  );
}

/**
 * Packages for development that a production start would load: all that the entry reaches by static imports,
 * types aside. A dynamic import is a choice made at run time and is not followed.
 */
export function productionBreaches(
  entry: string,
  sources: readonly SourceFile[],
  manifest: Manifest,
): readonly Breach[] {
  const byPath = new Map(sources.map((file) => [file.path, file]));
  const development = new Set(Object.keys(manifest.devDependencies ?? {}));
  const seen = new Set<string>();
  const breaches: Breach[] = [];
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) continue;
    seen.add(path);
    for (const { specifier, line, typeOnly, dynamic } of importsOf(file.text)) {
      if (typeOnly || dynamic) continue;
      const name = packageOf(specifier);
      if (specifier.startsWith('.')) waiting.push(posix.join(posix.dirname(path), specifier));
      else if (name !== null && development.has(name)) {
        breaches.push({ path, line, says: `loads ${name} at start, which production does not have` });
      }
    }
  }
  return breaches;
}

/** A lock that `npm ci` accepts anywhere: no download addresses, and an entry for every package that is asked for. */
export function lockBreaches(text: string, lock: Lock): readonly Breach[] {
  const path = 'package-lock.json';
  const addresses = text
    .split('\n')
    .flatMap((line, index) =>
      line.includes('"resolved"') ? [{ path, line: index + 1, says: 'names a download address' }] : [],
    );
  const absent = Object.entries(lock.packages).flatMap(([owner, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !isLocked(owner, name, lock))
      .map((name) => ({ path, line: 1, says: `has no entry for ${name}, which ${owner || 'the project'} asks for` })),
  );
  return [...addresses, ...absent];
}

/** Node's own look-up: the nearest `node_modules` on the way up from the owner. */
function isLocked(owner: string, name: string, lock: Lock): boolean {
  for (let from = owner; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const place = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
    if (lock.packages[place] !== undefined) return true;
    if (from === '') return false;
  }
}
