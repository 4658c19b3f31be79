import { appendAudit } from '../../access/audit/append.ts';
import type { Asker } from '../../model/asker.ts';
import type { Case } from '../../model/case.ts';
import type { RiskClass } from '../../model/panos-command.ts';
import type { Showing } from '../case/show.ts';

export interface Refused {
  /** Empty when it was refused before it was known which were meant. */
  readonly devices: readonly string[];
  readonly risk: RiskClass | null;
  readonly why: string;
}

/** Keeps in the audit that somebody was refused something on devices, and why. */
export async function noteRefusal(
  { tx, about, now }: Pick<Showing, 'tx' | 'now'> & { readonly about: Pick<Case, 'id'> | null },
  asker: Pick<Asker, 'user' | 'channel'>,
  refused: Refused,
): Promise<void> {
  for (const device of refused.devices.length === 0 ? [null] : refused.devices) {
    await appendAudit(tx, {
      at: new Date(now).toISOString(),
      event: 'run-refused',
      who: asker.user,
      channel: asker.channel,
      caseId: about?.id ?? null,
      runId: null,
      approvalId: null,
      device,
      risk: refused.risk,
      command: null,
      outcome: refused.why,
      replySha256: null,
    });
  }
}
