import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True when packages may be installed here: as root on Debian. */
export function mayInstallDebianPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Installs Debian packages, all in one go, from the mirror that the machine already trusts. Setups and test files run at
 * the same time, and apt waits for no other one that brings its lists up to date, so they take turns. Throws when apt
 * fails.
 */
export function installDebianPackages(...names: readonly string[]): void {
  const inTurn = join(tmpdir(), 'roundtrip-apt.lock');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...words: readonly string[]): void => {
    execFileSync('flock', [inTurn, 'apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...names);
}
