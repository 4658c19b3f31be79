import { isAbsolute, join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { isIpv4 } from '../../model/address-text.ts';
import type { Credential, Management, SecretPlace, Trust } from '../../model/fleet.ts';
import { asRecord, readShape, type Say, SECRET_PLACE_HINT } from './shape.ts';
import type { Path } from './yaml-text.ts';

/** What a management address is made of, as the file says it. Files count from `folder`, where the fleet file lies. */
export interface GivenManagement {
  readonly address: unknown;
  readonly trust: unknown;
  readonly secret: unknown;
}

const HTTPS = 443;
const NAME = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9][a-z0-9-]{0,62})*\.?$/i;
const IN_BRACKETS = /^\[([^\]]{1,64})\](?::(\d{1,5}))?$/;
const PLAIN = /^([^:[\]]{1,253})(?::(\d{1,5}))?$/;
const ADDRESS_HINT = 'Write a host with or without a port: 192.0.2.10, fw1.example.net:4443 or [2001:db8::1]:443.';
const TRUST_HINT = 'Write trust: system, trust: {ca: FILE} or trust: {sha256: FINGERPRINT}.';

/** Reads where a firewall or Panorama is spoken to, how it is recognized, and where the secret for it lies. */
export function readManagement(given: GivenManagement, at: Path, folder: string, say: Say): Management | null {
  const place = readAddress(given.address, [...at, 'address'], say);
  const trust = readTrust(given.trust, [...at, 'trust'], folder, say);
  const credential = readCredential(given.secret, [...at, 'secret'], folder, say);
  return place === null || trust === null || credential === null ? null : { ...place, trust, credential };
}

function readAddress(given: unknown, at: Path, say: Say): Pick<Management, 'host' | 'port'> | null {
  if (given === undefined || given === null) {
    say(at, '“address” is missing.', ADDRESS_HINT);
    return null;
  }
  const text = typeof given === 'string' ? given : '';
  const [, host = '', port = String(HTTPS)] = IN_BRACKETS.exec(text) ?? PLAIN.exec(text) ?? [];
  // Slack's, browsers' and Node's readers of addresses take 127.1 for one; only four parts are meant here.
  const isNumber = /^[\d.]+$/.test(host);
  const known = isNumber ? isIpv4(host) : NAME.test(host) || isIpv6(host);
  if (known && Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
  say(at, '“address” is no host with a port.', ADDRESS_HINT);
  return null;
}

function isIpv6(host: string): boolean {
  return ipaddr.IPv6.isValid(host) && !host.includes('%');
}

const trustShape = z.strictObject({ ca: z.string().min(1).max(4096), sha256: z.string() }).partial();

/** Nothing given means the certificate authorities of the system. There is no way to trust everything. */
function readTrust(given: unknown, at: Path, folder: string, say: Say): Trust | null {
  if (given === undefined || given === null || given === 'system') return { kind: 'system' };
  if (asRecord(given) === null) {
    say(at, '“trust” cannot be used as it is written; a certificate is always verified.', TRUST_HINT);
    return null;
  }
  const read = readShape(trustShape, given, at, { ca: TRUST_HINT, sha256: TRUST_HINT }, say);
  if (read === null) return null;
  const sha256 = read.sha256?.replaceAll(':', '').toLowerCase();
  if (read.ca !== undefined && sha256 === undefined) return { kind: 'ca-file', path: fileIn(folder, read.ca) };
  if (sha256 !== undefined && read.ca === undefined) {
    if (/^[0-9a-f]{64}$/.test(sha256)) return { kind: 'fingerprint', sha256 };
    say(at, '“sha256” is no SHA-256 fingerprint.', 'It has 64 hexadecimal digits; colons between them may stand.');
    return null;
  }
  say(at, '“trust” needs one of ca and sha256.', TRUST_HINT);
  return null;
}

const placeShape = z
  .strictObject({ env: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/), file: z.string().min(1).max(4096) })
  .partial();
const PLACE_HINTS = {
  env: 'Write the name of an environment variable: letters, digits and underscores.',
  file: 'Write the path of a file that holds it and nothing else.',
};

function readCredential(given: unknown, at: Path, folder: string, say: Say): Credential | null {
  const written = asRecord(given);
  if (given === undefined || given === null) say(at, '“secret” is missing.', SECRET_PLACE_HINT);
  else if (written === null) say(at, 'A secret stands in the file, or is not named as a place.', LITERAL_TODO);
  if (written === null) return null;
  if (!('user' in written || 'password' in written)) {
    const key = readPlace(written, at, folder, say);
    return key === null ? null : { kind: 'key', key };
  }
  for (const key of Object.keys(written).filter((name) => name !== 'user' && name !== 'password')) {
    say([...at, key], `“${key.slice(0, 64)}” is not known beside user and password.`, SECRET_PLACE_HINT);
  }
  const user = readPlace(written.user, [...at, 'user'], folder, say);
  const password = readPlace(written.password, [...at, 'password'], folder, say);
  return user === null || password === null ? null : { kind: 'login', user, password };
}

const LITERAL_TODO = `Take it out of the file and change it where it was valid. ${SECRET_PLACE_HINT}`;

function readPlace(given: unknown, at: Path, folder: string, say: Say): SecretPlace | null {
  const name = String(at.at(-1));
  if (given === undefined || given === null) {
    say(at, `“${name}” is missing.`, SECRET_PLACE_HINT);
    return null;
  }
  if (asRecord(given) === null) {
    say(at, `“${name}” is written out in the file, and nothing that is secret belongs there.`, LITERAL_TODO);
    return null;
  }
  const read = readShape(placeShape, given, at, PLACE_HINTS, say);
  if (read === null) return null;
  const { env, file } = read;
  if (env !== undefined && file === undefined) return { env };
  if (file !== undefined && env === undefined) return { file: fileIn(folder, file) };
  say(at, `“${name}” needs one of env and file.`, SECRET_PLACE_HINT);
  return null;
}

/** The path of a file that the fleet file names: absolute, or counted from the fleet file's own folder. */
function fileIn(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
