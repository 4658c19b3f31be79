import { readEntry } from '../access/audit/entry-text.ts';
import type { AuditEntry } from '../model/audit.ts';
import { type AuditRow, auditPages } from '../store/audit.ts';
import type { Db } from '../store/schema.ts';

export interface AuditExport {
  /** One JSON object a line, or a table for spreadsheets (RFC 4180). */
  readonly format: 'json' | 'csv';
  /** Only the records of one case. */
  readonly caseId: string | null;
}

const FIELDS = [
  'at',
  'event',
  'who',
  'channel',
  'caseId',
  'runId',
  'approvalId',
  'device',
  'risk',
  'command',
  'outcome',
  'replySha256',
] as const satisfies readonly (keyof AuditEntry)[];

/**
 * Writes the records in order, a page at a time. JSON keeps the text that was digested byte for byte, so that anybody
 * can compute the chain anew: SHA-256 over `previous`, a line end and `text`. Nothing is verified here.
 */
export async function exportAudit(db: Db, { format, caseId }: AuditExport, out: (text: string) => void): Promise<void> {
  if (format === 'csv') out(csvLine(['seq', ...FIELDS, 'digest']));
  for await (const page of auditPages(db)) {
    for (const row of page) {
      const entry = readEntry(row.entry);
      if (caseId === null || entry?.caseId === caseId)
        out(format === 'json' ? jsonLine(row, entry) : csvRow(row, entry));
    }
  }
}

function jsonLine({ seq, previous, digest, entry: text }: AuditRow, entry: AuditEntry | null): string {
  return `${JSON.stringify({ seq, previous, digest, text, entry })}\n`;
}

function csvRow({ seq, digest, entry: text }: AuditRow, entry: AuditEntry | null): string {
  const cells = FIELDS.map((field) => (entry === null ? (field === 'outcome' ? text : '') : (entry[field] ?? '')));
  return csvLine([String(seq), ...cells, digest]);
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection). */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
