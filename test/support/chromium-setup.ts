import { accessSync, constants } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { installDebianPackages, mayInstallDebianPackages } from './debian-package.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Chromium that browser tests drive. */
    readonly chromiumPath: string;
  }
}

const KNOWN_PLACES: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Finds a Chromium for the browser tests, or installs Debian's when it may; tests read it with `inject('chromiumPath')`. */
export default function setup(project: TestProject): void {
  project.provide('chromiumPath', findChromium() ?? installChromium());
}

function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no program there that can be run.`);
  }
  return KNOWN_PLACES.find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own download is not used: Debian's package comes from the mirror that the machine already trusts. */
function installChromium(): string {
  if (!mayInstallDebianPackages()) {
    throw new Error(
      'Browser tests need Chromium: install it, or set CHROMIUM_PATH to a Chromium or Chrome that is there.',
    );
  }
  installDebianPackages('chromium');
  const installed = findChromium();
  if (installed === null) throw new Error('The Debian package chromium was installed and left no program to run.');
  return installed;
}
