import type { Orientation } from './flow-ends.ts';
import type { FlowSession } from './flow-sessions.ts';
import { isRefusal, type Look } from './look.ts';

/** How a session ended, in the flow's sense. */
export type End = 'aged-out' | 'fin' | 'reset-by-client' | 'reset-by-server' | 'refused' | 'other';

export interface Ending {
  readonly end: End;
  readonly look: Look;
}

/** End reasons of logs and pages, and the words of `tracker stage firewall` (KB kA10g000000ClVFCA0). */
const ENDS: readonly (readonly [RegExp, End])[] = [
  [/^aged[- ]out$/i, 'aged-out'],
  [/^tcp[- ]fin$/i, 'fin'],
  [/^tcp[- ]rst(?:-from| -)[- ]client$/i, 'reset-by-client'],
  [/^tcp[- ]rst(?:-from| -)[- ]server$/i, 'reset-by-server'],
  [/^policy-deny$|policy lookup deny/i, 'refused'],
];
const NOT_ENDED = /^(?:unknown|n\/a|none|)$/i;

function endIn(text: string | null): End | null {
  if (text === null || NOT_ENDED.test(text.trim())) return null;
  return ENDS.find(([words]) => words.test(text.trim()))?.[1] ?? 'other';
}

/** PAN-OS calls the end that sent its first packet the client; in a reversed session that is the flow's server. */
function inFlow(end: End, orientation: Orientation): End {
  if (orientation === 'forward') return end;
  if (end === 'reset-by-client') return 'reset-by-server';
  return end === 'reset-by-server' ? 'reset-by-client' : end;
}

/** How the session ended, null while it lives or when no look tells it. */
export function endingOf(session: FlowSession): Ending | null {
  for (const look of session.looks) {
    const end = endIn(look.endReason) ?? endIn(look.trackerStage);
    if (end !== null) return { end: inFlow(end, session.orientation), look };
  }
  return null;
}

/** INIT is a slot in the free pool that still shows its last tenant. */
export function isOver(look: Look): boolean {
  return /^(?:INIT|CLOSED|FREE)$/i.test(look.state ?? '') || endIn(look.endReason) !== null || look.form === 'log';
}

/** Whether policy let the session through, by the latest look that tells it; null when none does. */
export function permission(session: FlowSession): { readonly permitted: boolean; readonly look: Look } | null {
  for (const look of session.looks) {
    const permitted = permissionIn(look);
    if (permitted !== null) return { permitted, look };
  }
  return null;
}

function permissionIn(look: Look): boolean | null {
  if (isRefusal(look.action) || endIn(look.endReason) === 'refused' || endIn(look.trackerStage) === 'refused')
    return false;
  if (look.form === 'log') return look.action === null ? null : true;
  return look.state === null ? null : !/^DISCARD$/i.test(look.state);
}

/** True when the server reset the connection before any data: a refusal of the SYN is one packet. */
export function isEarlyReset(session: FlowSession): boolean {
  if (endingOf(session)?.end !== 'reset-by-server') return false;
  const { volume } = session;
  const application = session.looks.find((look) => look.application !== null)?.application ?? null;
  if (application === 'incomplete') return true;
  if (volume === null) return false;
  return volume.s2c.packets === null
    ? (volume.s2c.bytes ?? Number.POSITIVE_INFINITY) <= RESET_BYTES
    : volume.s2c.packets <= 1;
}

/** A reset with its Ethernet header and padding. */
const RESET_BYTES = 80;
