import type { Triage } from '../model/triage.ts';
import { tellBlastRadius } from './blast-chart.ts';
import type { Sheet } from './sheet.ts';

/** Which of many flows are half-open; nothing without a crowd of them. */
export function putBlastRadius(page: Sheet, triage: Pick<Triage, 'blastRadius'>): void {
  const told = tellBlastRadius(triage);
  if (told === null) return;
  page.heading('BLAST RADIUS', told.counts);
  for (const sentence of told.sentences) page.text('  ', sentence);
  for (const { title, lines } of told.charts) {
    page.text('  ', title, page.paint.dim);
    for (const line of lines) page.whole('    ', line);
  }
  for (const limit of told.limits) page.text('  ! ', limit, page.paint.plain, page.paint.yellow);
}
