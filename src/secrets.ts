import { readFile } from 'node:fs/promises';
import type { Environment } from './config.ts';
import type { SecretPlace, Secrets } from './model/fleet.ts';
import { fail, ok, type Problem, type Result } from './model/result.ts';

/** A key or a password; what is longer is another file. */
const CHARACTERS_AT_MOST = 4096;

/**
 * Secrets from environment variables and files. White space around one is not part of it. Fails with a Problem that
 * names the place, never its content.
 */
export function createSecrets(env: Environment): Secrets {
  return async (place) => {
    const found = 'env' in place ? ok(env[place.env] ?? '') : await readSecretFile(place.file);
    if (!found.ok) return found;
    const secret = found.value.trim();
    if (secret === '') return fail(problemOf(place, 'is empty or not there'));
    if (secret.length > CHARACTERS_AT_MOST) return fail(problemOf(place, 'is too long to be a secret'));
    return ok(secret);
  };
}

async function readSecretFile(path: string): Promise<Result<string>> {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'EACCES' ? 'may not be read' : 'cannot be read';
    return fail(problemOf({ file: path }, why));
  }
}

function problemOf(place: SecretPlace, why: string): Problem {
  const name = 'env' in place ? `The environment variable ${place.env}` : `The file ${place.file}`;
  return {
    code: 'no-secret',
    message: `${name} ${why}.`,
    todo: 'Put the secret there; it is read again at the next try.',
  };
}
