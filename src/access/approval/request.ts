import { createHash } from 'node:crypto';
import type { Approval, LiveAction } from '../../model/approval.ts';
import type { Case } from '../../model/case.ts';
import type { Device } from '../../model/fleet.ts';

/** Long enough to find a second person, short enough that the fault has not become another one. */
export const APPROVAL_MS = 15 * 60_000;
/** 128 bits: what a button carries cannot be guessed. */
export const ID_BYTES = 16;

/** What decides whether a request still means what it meant: the case as far as it matters here. */
export type CaseBasis = Pick<Case, 'id' | 'flow' | 'status' | 'fixedAt'>;

export interface Requesting {
  readonly about: CaseBasis;
  readonly action: LiveAction;
  /** The entries of its devices in the fleet file; one that has none (any more) is not among them. */
  readonly devices: readonly Device[];
  readonly commands: readonly string[];
  readonly requestedBy: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A new request that waits for a second person. `random` gives as many random bytes as it is asked for. */
export function makeRequest(requesting: Requesting, random: (bytes: number) => Uint8Array): Approval {
  const { about, action, devices, commands, requestedBy, now } = requesting;
  return {
    id: Buffer.from(random(ID_BYTES)).toString('base64url'),
    caseId: about.id,
    action,
    risk: action.kind === 'capture' ? 'observe' : 'change',
    commands,
    requestedBy,
    requestedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + APPROVAL_MS).toISOString(),
    basis: basisOf(about, action, devices),
    state: 'pending',
    decidedBy: null,
    decidedAt: null,
  };
}

/**
 * Digest of what a request is made on: the conversation, whether the case is open and fixed, what is to be done, and
 * the whole entries of its devices in the fleet file. SHA-256 in hexadecimal, whatever order the fields of these have.
 */
export function basisOf(about: CaseBasis, action: LiveAction, devices: readonly Device[]): string {
  const { id, flow, status, fixedAt } = about;
  return createHash('sha256').update(ordered({ id, flow, status, fixedAt, action, devices })).digest('hex');
}

/** JSON with the fields of every object in alphabetical order: a database may give them back in another one. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
