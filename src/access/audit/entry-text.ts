import { z } from 'zod';
import { AUDIT_EVENTS, type AuditEntry } from '../../model/audit.ts';
import { RISK_CLASSES } from '../../model/panos-command.ts';
import { redact } from '../../store/redact.ts';
import { storable } from '../../store/storable.ts';

/** The fields of an entry in the order in which they are written: the same entry is always the same text. */
const entrySchema = z.strictObject({
  at: z.string(),
  event: z.enum(AUDIT_EVENTS),
  who: z.string().nullable(),
  channel: z.string().nullable(),
  caseId: z.string().nullable(),
  runId: z.string().nullable(),
  approvalId: z.string().nullable(),
  device: z.string().nullable(),
  risk: z.enum(RISK_CLASSES).nullable(),
  command: z.string().nullable(),
  outcome: z.string(),
  replySha256: z.string().nullable(),
});

/** Characters. The longest sequence of commands is that of a capture with four filters and four stages. */
const AT_MOST = { name: 200, command: 3000, outcome: 1000 } as const;

/**
 * An entry as the text that is kept and digested: JSON with its fields in one order, secrets taken out of each of them,
 * each cut at its limit, and nothing in it that a database refuses.
 */
export function entryText(entry: AuditEntry): string {
  const written: AuditEntry = {
    at: clean(entry.at, AT_MOST.name),
    event: entry.event,
    who: cleanOrNull(entry.who, AT_MOST.name),
    channel: cleanOrNull(entry.channel, AT_MOST.name),
    caseId: cleanOrNull(entry.caseId, AT_MOST.name),
    runId: cleanOrNull(entry.runId, AT_MOST.name),
    approvalId: cleanOrNull(entry.approvalId, AT_MOST.name),
    device: cleanOrNull(entry.device, AT_MOST.name),
    risk: entry.risk,
    command: cleanOrNull(entry.command, AT_MOST.command),
    outcome: clean(entry.outcome, AT_MOST.outcome),
    replySha256: cleanOrNull(entry.replySha256, AT_MOST.name),
  };
  return JSON.stringify(written);
}

/** Reads an entry back; null when the text is none of ours. */
export function readEntry(text: string): AuditEntry | null {
  try {
    return entrySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function cleanOrNull(text: string | null, most: number): string | null {
  return text === null ? null : clean(text, most);
}

/** Redacted before it is cut: half a secret looks like none. */
function clean(text: string, most: number): string {
  const told = redact(text).text;
  return storable(told.length > most ? `${told.slice(0, most - 1)}…` : told);
}
