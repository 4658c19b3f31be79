import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages, mayInstallDebianPackages } from './debian-package.ts';

/** Programs that others wrote for captures, and the Debian package that each is in. */
const PACKAGES = {
  argus: 'argus-server',
  ra: 'argus-client',
  tcpdump: 'tcpdump',
  tcptrace: 'tcptrace',
  tshark: 'tshark',
} as const;
export type DebianTool = keyof typeof PACKAGES;

/** The Debian package that a program is in. */
export function packageOf(name: DebianTool): string {
  return PACKAGES[name];
}

const FOLDERS: readonly string[] = ['/usr/bin', '/usr/sbin'];

/** Where a program stands as Debian installs it; null when it is not there. */
export function placeOfDebianTool(name: DebianTool): string | null {
  return FOLDERS.map((folder) => join(folder, name)).find((place) => existsSync(place)) ?? null;
}

/** A program that tests compare with; Debian's package is installed when it may be. Throws when there is none to run. */
export function findDebianTool(name: DebianTool): string {
  const known = placeOfDebianTool(name);
  if (known !== null) return known;
  install(name);
  const installed = placeOfDebianTool(name);
  if (installed === null)
    throw new Error(`The Debian package ${PACKAGES[name]} was installed and left no ${name} to run.`);
  return installed;
}

function install(name: DebianTool): void {
  if (!mayInstallDebianPackages()) {
    throw new Error(`These tests compare with ${name}: install it (Debian package ${PACKAGES[name]}).`);
  }
  try {
    installDebianPackages(PACKAGES[name]);
  } catch (cause) {
    throw new Error(`These tests compare with ${name}, and its Debian package could not be installed.`, { cause });
  }
}
