import type { RiskClass } from './panos-command.ts';
import type { Result } from './result.ts';

/** Where a secret lies; never the secret itself. */
export type SecretPlace = { readonly env: string } | { readonly file: string };

/** Reads a secret anew each time: what was rotated counts from the next reading on. Nothing keeps it. */
export type Secrets = (place: SecretPlace) => Promise<Result<string>>;

/** An API key as it is, or a name and password to have one made. */
export type Credential =
  | { readonly kind: 'key'; readonly key: SecretPlace }
  | { readonly kind: 'login'; readonly user: SecretPlace; readonly password: SecretPlace };

/** What a device's certificate is held against. There is no way to say "anything". */
export type Trust =
  | { readonly kind: 'system' }
  | { readonly kind: 'ca-file'; readonly path: string }
  /** SHA-256 of the certificate: 64 hexadecimal digits, lower case. */
  | { readonly kind: 'fingerprint'; readonly sha256: string };

/** A management address that is spoken to over HTTPS: a firewall's own, or that of a Panorama. */
export interface Management {
  readonly host: string;
  readonly port: number;
  readonly trust: Trust;
  readonly credential: Credential;
}

/** One firewall. `target` is its serial when a Panorama stands between. */
export interface Device {
  /** As people and evidence call it: its hostname. */
  readonly name: string;
  readonly group: string;
  readonly management: Management;
  readonly target: string | null;
  readonly vsys: string | null;
  /** The other unit of its HA pair. */
  readonly peer: string | null;
  /** Its virtual or logical routers, when they are named; else they are asked for. */
  readonly routers: readonly string[];
  readonly tags: readonly string[];
}

/**
 * A viewer may have read what changes nothing; an operator may also ask for what needs approval; an approver may approve
 * what others asked for.
 */
export const ROLES = ['viewer', 'operator', 'approver'] as const;
export type Role = (typeof ROLES)[number];

/** One line of who may do what. It holds for whoever is any of `users`, `usergroups`, `channels`. */
export interface Grant {
  readonly role: Role;
  readonly users: readonly string[];
  readonly usergroups: readonly string[];
  readonly channels: readonly string[];
  /** Device groups; `all` is every one. */
  readonly groups: 'all' | readonly string[];
  readonly risks: readonly RiskClass[];
  /** The line of the file that says so. */
  readonly line: number;
}

/** All firewalls that may be asked, and by whom. What no grant allows is denied. */
export interface Fleet {
  /** In the order of the file. */
  readonly devices: readonly Device[];
  readonly grants: readonly Grant[];
}
