import type { Clock } from '../model/clock.ts';
import type { Credential, SecretPlace, Secrets } from '../model/fleet.ts';
import { fail, ok, type Result } from '../model/result.ts';
import { type Trouble, trouble } from './trouble.ts';

/** An API key. Each reading or generating makes a new one, even when the characters are the same. */
export interface Key {
  readonly value: string;
}

/** Secrets that were in use: keys and passwords, and the user names that go with them. */
export interface Known {
  readonly credentials: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
}

/** The key of one management address, in memory only. */
export interface KeyRing {
  /** The key there is; read or generated when there is none yet. */
  current(): Promise<Result<Key, Trouble>>;
  /** A key after `used` was refused. Calls that meet a refusal at once share one reading or generating. */
  renew(used: Key): Promise<Result<Key, Trouble>>;
  /** Every secret that was in use here, so that it can be kept out of texts. */
  readonly known: Known;
}

interface Options {
  readonly credential: Credential;
  readonly secrets: Secrets;
  /** Has the device make a key. */
  readonly generate: (user: string, password: string) => Promise<Result<string, Trouble>>;
  readonly clock: Clock;
  /** How long no login is tried after a refused one. */
  readonly loginPause: number;
}

export function createKeyRing({ credential, secrets, generate, clock, loginPause }: Options): KeyRing {
  const credentials = new Set<string>();
  const users = new Set<string>();
  let key: Key | null = null;
  let underWay: Promise<Result<Key, Trouble>> | null = null;
  let refused: { readonly trouble: Trouble; readonly until: number } | null = null;

  async function secretAt(place: SecretPlace, known: Set<string>): Promise<Result<string, Trouble>> {
    const found = await secrets(place);
    if (!found.ok) return fail(noSecret(found.error.message, found.error.todo));
    known.add(found.value);
    return found;
  }

  async function login(places: Extract<Credential, { readonly kind: 'login' }>): Promise<Result<string, Trouble>> {
    if (refused !== null && clock.now() < refused.until) return fail(refused.trouble);
    const user = await secretAt(places.user, users);
    if (!user.ok) return user;
    const password = await secretAt(places.password, credentials);
    if (!password.ok) return password;
    const made = await generate(user.value, password.value);
    refused = made.ok || !made.error.keyRefused ? null : { trouble: made.error, until: clock.now() + loginPause };
    return made;
  }

  async function obtain(): Promise<Result<Key, Trouble>> {
    const value = credential.kind === 'key' ? await secretAt(credential.key, credentials) : await login(credential);
    if (!value.ok) return value;
    credentials.add(value.value);
    key = { value: value.value };
    return ok(key);
  }

  function once(): Promise<Result<Key, Trouble>> {
    underWay ??= obtain().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    current: () => (key === null ? once() : Promise.resolve(ok(key))),
    renew: (used) => (key === null || key === used ? once() : Promise.resolve(ok(key))),
    known: { credentials, users },
  };
}

function noSecret(message: string, todo: string | undefined): Trouble {
  return trouble({
    why: 'no-secret',
    says: message,
    todo: todo ?? 'Put the secret where the fleet file says that it lies.',
  });
}
