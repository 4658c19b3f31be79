import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../page/main.tsx', import.meta.url));

export interface PageBundle {
  readonly script: string;
  readonly style: string;
}

let made: Promise<PageBundle> | undefined;

/**
 * The page's script and style sheet, built in memory when they are first asked for and kept for the process. esbuild
 * is loaded only then, so that a war room nobody looks at needs neither it nor the time. Rejects when the page is broken.
 */
export function bundlePage(): Promise<PageBundle> {
  made ??= build();
  return made;
}

async function build(): Promise<PageBundle> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    minify: true,
    legalComments: 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const find = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: find('.js'), style: find('.css') };
}
