import { posix } from 'node:path';
import type { Breach, SourceFile } from './project.ts';

const ARCHITECTURE = 'docs/architecture.md';

/** docs/architecture.md names every folder of src as `src/<folder>/`, and no folder that is not there. */
export function architectureBreaches(page: string, folders: readonly string[]): readonly Breach[] {
  const named = new Set([...page.matchAll(/`src\/([a-z-]+)\/`/g)].flatMap((match) => match[1] ?? []));
  const forgotten = folders.filter((folder) => !named.has(folder)).map((folder) => `does not name src/${folder}/`);
  const invented = [...named]
    .filter((name) => !folders.includes(name))
    .map((name) => `names src/${name}/, which is not there`);
  return [...forgotten, ...invented].map((says) => ({ path: ARCHITECTURE, line: 1, says }));
}

/** Links and pictures of a Markdown page that point at a file of the project that does not exist. */
export function linkBreaches(file: SourceFile, paths: readonly string[]): readonly Breach[] {
  const known = new Set(paths.flatMap((path) => [path, ...parentsOf(path)]));
  return outsideFences(file.text).flatMap(({ line, text }) =>
    [...text.matchAll(/\]\(<?([^)>\s]+)/g)].flatMap((match) => {
      const target = (match[1] ?? '').split('#')[0] ?? '';
      if (target === '' || /^[a-z][a-z+.-]*:/i.test(target)) return [];
      const path = posix.normalize(posix.join(posix.dirname(file.path), target)).replace(/\/$/, '');
      return known.has(path) ? [] : [{ path: file.path, line, says: `points at ${target}, which does not exist` }];
    }),
  );
}

/** `npm run x` in a page where package.json has no script `x`. */
export function scriptBreaches(file: SourceFile, scripts: readonly string[]): readonly Breach[] {
  return file.text
    .split('\n')
    .flatMap((text, index) =>
      [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
        .filter((match) => !scripts.includes(match[1] ?? ''))
        .map((match) => ({ path: file.path, line: index + 1, says: `tells to run ${match[1]}, which is no script` })),
    );
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function outsideFences(text: string): readonly { readonly line: number; readonly text: string }[] {
  let inside = false;
  return text.split('\n').flatMap((content, index) => {
    if (/^\s*(?:```|~~~)/.test(content)) inside = !inside;
    return inside ? [] : [{ line: index + 1, text: content.replace(/`[^`]*`/g, '') }];
  });
}
