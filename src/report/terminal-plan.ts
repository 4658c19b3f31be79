import type { ChecklistItem } from '../model/checklist.ts';
import type { NextTest } from '../model/diagnosis.ts';
import type { Evidence } from '../model/evidence.ts';
import type { DoNot, Remedy } from '../model/pattern.ts';
import { checklistProgress, STAGES, whyAllOpen } from './checklist-state.ts';
import { printable } from './printable.ts';
import { askText, CHECK_MARKS, commandLines, placeText, RISK_WORDS, rangesText } from './sentences.ts';
import type { Sheet } from './sheet.ts';

export function putNext(page: Sheet, tests: readonly NextTest[]): void {
  if (tests.length === 0) return;
  page.heading('NEXT', 'read-only, ready to paste');
  tests.forEach((test, index) => {
    page.text(`  ${index + 1}. `, askText(test));
    putCommand(page, '     ', test.command);
  });
}

function putCommand(page: Sheet, indent: string, command: string): void {
  for (const line of commandLines(command)) page.whole(indent, line, page.paint.cyan);
}

export function putDoNot(page: Sheet, entries: readonly DoNot[]): void {
  if (entries.length === 0) return;
  page.heading('DO NOT', 'it will not help here');
  for (const { action, because } of entries)
    page.text('  ✗ ', `${action}: ${because}`, page.paint.plain, page.paint.red);
}

export function putFix(page: Sheet, remedies: readonly Remedy[]): void {
  if (remedies.length === 0) return;
  page.heading('FIX', 'best first');
  remedies.forEach((remedy, index) => {
    page.text(`  ${index + 1}. `, remedy.action, page.paint.bold);
    page.text('     where: ', remedy.where);
    page.text(
      '     ',
      `${RISK_WORDS[remedy.risk]}: ${remedy.riskWhy}`,
      remedy.risk === 'high' ? page.paint.red : page.paint.plain,
    );
    page.text('     undo: ', remedy.rollback);
  });
}

export function putChecklist(page: Sheet, items: readonly ChecklistItem[]): void {
  if (items.length === 0) return;
  const { ticked, total } = checklistProgress(items, []);
  page.heading('CHECKLIST', `${ticked} of ${total} done`);
  const shared = whyAllOpen(items);
  if (shared !== null) page.text('  ', shared);
  for (const stage of STAGES) {
    for (const item of items.filter((candidate) => candidate.stage === stage)) putItem(page, item, shared);
  }
}

function putItem(page: Sheet, item: ChecklistItem, shared: string | null): void {
  page.text(`  ${CHECK_MARKS[item.state]} ${item.stage.padEnd(6)} `, item.action);
  const indent = ' '.repeat(11);
  if (item.command !== null) putCommand(page, indent, item.command);
  page.text(`${indent}expect: `, item.expect, page.paint.dim, page.paint.dim);
  if (item.why !== null && item.why !== shared)
    page.text(`${indent}${item.state === 'open' ? 'not yet' : 'why'}: `, item.why);
  for (const citation of item.evidence) page.whole(`${indent}│ `, `${placeText(citation)}  ${citation.quote}`);
}

export function putEvidence(page: Sheet, evidence: readonly Evidence[]): void {
  if (evidence.length === 0) return;
  page.heading('EVIDENCE');
  const rows = [['source', 'observer', 'kind', 'read', 'unread lines'], ...evidence.map(evidenceRow)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  rows.forEach((row, index) => {
    const cells = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    page.whole('  ', cells, index === 0 ? page.paint.dim : page.paint.plain);
    const problem = evidence[index - 1]?.problem ?? null;
    if (problem !== null) page.text('    ', problem, page.paint.yellow);
  });
}

function evidenceRow(read: Evidence): readonly string[] {
  return [read.source, read.observer ?? '?', read.kind, read.parsed, rangesText(read.unread)].map(printable);
}

export function putCautions(page: Sheet, cautions: readonly string[]): void {
  for (const caution of cautions) page.text('Mind: ', caution, page.paint.plain, page.paint.yellow);
}
