import type { CaptureStage, RiskClass } from './panos-command.ts';

/** What can be approved: packets of the case's flow captured for a while, or the case's own sessions cleared. */
export type LiveAction =
  | {
      readonly kind: 'capture';
      readonly device: string;
      /** Source and destination of each filter, both directions and the translated ones. At most four (PAN-OS). */
      readonly filters: readonly { readonly source: string; readonly destination: string }[];
      readonly stages: readonly CaptureStage[];
      readonly seconds: number;
    }
  | {
      readonly kind: 'clear-sessions';
      /** All firewalls that hold sessions of the flow, at once: one that is left out keeps it broken. */
      readonly devices: readonly string[];
      readonly source: string;
      readonly destination: string;
      readonly destinationPort: number | null;
    }
  /** `startedAt` is the session's start as the device printed it: numbers are used again. */
  | { readonly kind: 'clear-session'; readonly device: string; readonly id: number; readonly startedAt: string };

/** The firewalls that an action is done on. */
export function devicesOf(action: LiveAction): readonly string[] {
  return action.kind === 'clear-sessions' ? action.devices : [action.device];
}

export type ApprovalState = 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn';

/** A request that a second person decides. Times are ISO 8601. */
export interface Approval {
  /** Opaque and unguessable: it is all that a button carries. */
  readonly id: string;
  readonly caseId: string;
  readonly action: LiveAction;
  readonly risk: Exclude<RiskClass, 'read'>;
  /** What exactly will run, in CLI words, in order. */
  readonly commands: readonly string[];
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly expiresAt: string;
  /** Digest of what the request was made on; it must be the same when it is decided. */
  readonly basis: string;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}
