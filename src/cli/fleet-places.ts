import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Environment } from '../config.ts';
import type { Credential, Fleet, Management, SecretPlace } from '../model/fleet.ts';
import type { Problem } from '../model/result.ts';

/** What was found where the fleet file says that secrets and certificates lie. Never what they are. */
export interface Places {
  readonly places: readonly string[];
  readonly warnings: readonly Problem[];
}

interface Found {
  readonly place: string;
  readonly says: string;
  /** What is missing, and what to do; null when nothing is. */
  readonly lacks: readonly [message: string, todo: string] | null;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Looks at each place once. The values are read, held for a moment and thrown away. */
export async function lookAtPlaces(fleet: Fleet, where: string, env: Environment): Promise<Places> {
  const managements = fleet.devices.map(({ management }) => management);
  const secrets = managements.flatMap(({ credential }) => placesOf(credential));
  const found = [
    ...(await Promise.all(unique(secrets, placeText).map((place) => lookAtSecret(place, env)))),
    ...(await Promise.all(unique(managements.flatMap(caFileOf), String).map(lookAtCertificates))),
  ];
  return {
    places: found.map(({ place, says }) => `  ${place}: ${says}`),
    warnings: found.flatMap(({ place, lacks }) => {
      if (lacks === null) return [];
      const [message, todo] = lacks;
      return [{ code: 'fleet-file.place', where, message: `${place} ${message}.`, todo }];
    }),
  };
}

function placesOf(credential: Credential): readonly SecretPlace[] {
  return credential.kind === 'key' ? [credential.key] : [credential.user, credential.password];
}

function caFileOf({ trust }: Management): readonly string[] {
  return trust.kind === 'ca-file' ? [trust.path] : [];
}

function placeText(place: SecretPlace): string {
  return 'env' in place ? `Environment variable ${place.env}` : `File ${place.file}`;
}

async function lookAtSecret(place: SecretPlace, env: Environment): Promise<Found> {
  const named = placeText(place);
  if ('env' in place) {
    const isSet = (env[place.env] ?? '').trim() !== '';
    return isSet
      ? { place: named, says: 'is set', lacks: null }
      : { place: named, says: 'is not set', lacks: ['is not set here', 'Set it where the bot is started.'] };
  }
  const text = await textOf(place.file);
  if (text === null) return { place: named, says: 'cannot be read', lacks: ['cannot be read', FILE_TODO] };
  const isFilled = text.trim() !== '';
  return isFilled
    ? { place: named, says: 'holds something', lacks: null }
    : { place: named, says: 'is empty', lacks: ['is empty', FILE_TODO] };
}

const FILE_TODO = 'Write the secret into it, and let the user that runs the bot read it.';

async function lookAtCertificates(path: string): Promise<Found> {
  const place = `CA file ${path}`;
  const text = await textOf(path);
  if (text === null) {
    return { place, says: 'cannot be read', lacks: ['cannot be read', 'Put the certificate of the authority there.'] };
  }
  const blocks = text.match(CERTIFICATE) ?? [];
  const good = blocks.filter(isCertificate).length;
  if (good > 0 && good === blocks.length) {
    return { place, says: `holds ${good === 1 ? 'a certificate' : `${good} certificates`}`, lacks: null };
  }
  const lacks = ['is no certificate in PEM', 'Export the certificate of the authority as PEM (Base64).'] as const;
  return { place, says: 'holds no certificate that can be read', lacks };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
