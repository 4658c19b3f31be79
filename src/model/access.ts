import type { Grant } from './fleet.ts';
import type { RiskClass } from './panos-command.ts';

/** Allowed by one rule of the fleet file; or denied, with one sentence why and one on what to do about it. */
export type Decision = Allowed | Denied;

export interface Allowed {
  readonly allowed: true;
  readonly grant: Grant;
}

export interface Denied {
  readonly allowed: false;
  readonly says: string;
  readonly todo: string;
}

/** All that someone may have from firewalls: nothing, and why, or for each device group what they may ask for and approve. */
export interface Access {
  readonly refused: Denied | null;
  readonly groups: readonly GroupAccess[];
}

export interface GroupAccess {
  readonly group: string;
  /** Names of its devices. */
  readonly devices: readonly string[];
  readonly ask: Readonly<Record<RiskClass, Decision>>;
  readonly approve: Readonly<Record<Exclude<RiskClass, 'read'>, Decision>>;
}
