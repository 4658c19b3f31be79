import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';

/**
 * What an administrator may do through the API: everything, only `show` and `test`, or nothing but ask for a key (a role
 * whose XML API switches are off).
 */
export const API_ROLES = ['superuser', 'superreader', 'no-api'] as const;
export type ApiRole = (typeof API_ROLES)[number];

export interface Account {
  readonly user: string;
  readonly password: string;
  readonly role: ApiRole;
}

/** Administrators and the API keys that were made for them. */
export interface Accounts {
  /** Whose name and password these are; null: nobody's. */
  login(user: string, password: string): Account | null;
  /** Whose key this is; null when it was never made, was revoked or has expired. */
  holder(key: string): Account | null;
  /** Makes a key, as keygen does. Throws when there is no such administrator. */
  keyFor(user: string): string;
  /** Ends the keys of one administrator, or of all; a key made afterwards is another one. */
  revoke(user?: string): void;
}

export interface AccountsOptions {
  readonly accounts: readonly Account[];
  readonly clock: Clock;
  /** How long a key holds, in milliseconds; null: for ever. */
  readonly keyLifetime: number | null;
  /** What tells the keys of one device from those of the next. */
  readonly salt: string;
}

/**
 * Keys without a lifetime are the same each time they are made; with one, each is new (vendor: "Configure API key
 * lifetime").
 */
export function createAccounts({ accounts, clock, keyLifetime, salt }: AccountsOptions): Accounts {
  const keys = new Map<string, { readonly account: Account; readonly until: number }>();
  let made = 0;
  let revoked = 0;
  return {
    login: (user, password) => accounts.find((one) => one.user === user && one.password === password) ?? null,
    holder(key) {
      const known = keys.get(key);
      return known !== undefined && clock.now() < known.until ? known.account : null;
    },
    keyFor(user) {
      const account = accounts.find((one) => one.user === user);
      if (account === undefined) throw new Error(`No administrator ${user}`);
      made += 1;
      const turn = keyLifetime === null ? revoked : `${revoked}.${made}`;
      const key = derive([salt, account.user, account.password, String(turn)]);
      keys.set(key, { account, until: keyLifetime === null ? Number.POSITIVE_INFINITY : clock.now() + keyLifetime });
      return key;
    },
    revoke(user) {
      revoked += 1;
      for (const [key, { account }] of keys) {
        if (user === undefined || account.user === user) keys.delete(key);
      }
    },
  };
}

function derive(parts: readonly string[]): string {
  return createHash('sha512').update(JSON.stringify(parts)).digest('base64');
}
