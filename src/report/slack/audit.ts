import type { RichTextSection } from '@slack/types';
import type { AuditCheck, AuditEntry, AuditRecord } from '../../model/audit.ts';
import type { Case } from '../../model/case.ts';
import { count, timeText } from '../sentences.ts';
import type { SlackMessage } from './message.ts';
import { pack } from './pack.ts';
import { bold, bullets, code, context, header, person, type Run, rich, section } from './rich.ts';
import { shorten } from './text.ts';

/** Ours: longer ones are read with `roundtrip audit export`. */
const SHOWN = { lines: 60, command: 300, outcome: 300 } as const;

/** What was asked for, decided and run in a case, and whether the whole chain of records holds. */
export function auditMessages(
  { id }: Pick<Case, 'id'>,
  records: readonly AuditRecord[],
  check: AuditCheck,
): readonly SlackMessage[] {
  const told = summed(records);
  const shown = told.slice(-SHOWN.lines);
  const left = told.slice(0, -SHOWN.lines).reduce((sum, { records: many }) => sum + many, 0);
  const blocks = [
    header(`Audit of ${id}`),
    rich(check.ok ? [whole(check)] : [broken(check)]),
    ...(left === 0 ? [] : [context(`${count(left, 'earlier record')} of this case not shown here.`)]),
    rich(
      shown.length === 0
        ? [section('Nothing was asked of firewalls in this case.')]
        : [bullets(shown.map(({ line }) => line))],
    ),
    context(
      'Noted outside of Roundtrip, the head tells later whether the end was cut off: roundtrip audit verify --head.',
    ),
  ];
  const chain = check.ok ? `the chain of ${count(check.count, 'record')} is whole` : 'the chain of records is broken';
  return pack(blocks, `Audit of ${id}: ${chain}`);
}

function whole({ count: records, head }: Extract<AuditCheck, { readonly ok: true }>): RichTextSection {
  return section(bold(`The chain of ${count(records, 'record')} is whole`), '; head ', code(head), '.');
}

function broken({ says, count: records }: Extract<AuditCheck, { readonly ok: false }>): RichTextSection {
  return section(bold('The chain of records is broken. '), `${says} ${count(records, 'record')} before it hold.`);
}

/** One line, and how many records it tells. */
interface Told {
  readonly line: RichTextSection;
  readonly records: number;
}

/** Record by record; commands of one run that only read and were answered are told together. */
function summed(records: readonly AuditRecord[]): readonly Told[] {
  const told: Told[] = [];
  for (let from = 0; from < records.length; ) {
    const first = records[from];
    if (first === undefined) break;
    let to = from + 1;
    while (to < records.length && isPlainReading(first) && isPlainReading(records[to], first)) to += 1;
    told.push({ line: to - from === 1 ? line(first) : sumOf(records.slice(from, to)), records: to - from });
    from = to;
  }
  return told;
}

function isPlainReading(record: AuditRecord | undefined, like: AuditRecord | undefined = record): boolean {
  if (record === undefined || like === undefined) return false;
  const { event, risk, outcome, runId } = record.entry;
  return event === 'command' && risk === 'read' && outcome === 'answered' && runId === like.entry.runId;
}

function sumOf(records: readonly AuditRecord[]): RichTextSection {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) return section('');
  const { at, who, runId } = first.entry;
  const devices = [...new Set(records.flatMap(({ entry }) => entry.device ?? []))];
  return section(
    `${first.seq}–${last.seq} · ${timeText(at)} · `,
    bold('ran'),
    ...(who === null ? [] : [' · ', person(who)]),
    ` · ${devices.join(', ')} · ${count(records.length, 'command')} that only read${runId === null ? '' : `, in ${runId}`} · answered`,
  );
}

function line({ seq, entry }: AuditRecord): RichTextSection {
  const { at, event, who, device, command, outcome } = entry;
  return section(
    `${seq} · ${timeText(at)} · `,
    bold(EVENT_WORDS[event]),
    ...(who === null ? [] : [' · ', person(who)]),
    device === null ? '' : ` · ${device}`,
    ...commandOf(command),
    ` · ${shorten(outcome, SHOWN.outcome)}`,
  );
}

function commandOf(command: string | null): readonly Run[] {
  return command === null || command === '' ? [] : [' · ', code(shorten(command, SHOWN.command))];
}

/** What happened, in words. */
export const EVENT_WORDS: Readonly<Record<AuditEntry['event'], string>> = {
  'run-asked': 'asked for',
  'run-refused': 'refused',
  'run-ended': 'ended',
  'run-cancelled': 'stopped',
  command: 'ran',
  'approval-asked': 'approval asked for',
  'approval-approved': 'approved',
  'approval-denied': 'denied',
  'approval-refused': 'decision refused',
  'approval-expired': 'approval ran out',
};
