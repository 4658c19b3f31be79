import type { LedgerLine } from '../model/diagnosis.ts';
import { FINDINGS, type SourceGroup } from '../model/finding.ts';

/** What all lines of a group but the strongest may add together: correlated witnesses are one witness. */
const REST_OF_GROUP = 1;

/** Sets `counted`: the strongest line of each source group counts fully, all its others together at most one bit. */
export function capByGroup(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  const strongest = new Map<SourceGroup, LedgerLine>();
  for (const line of lines) {
    const group = FINDINGS[line.code].group;
    const leader = strongest.get(group);
    if (leader === undefined || line.bits > leader.bits) strongest.set(group, line);
  }
  const restGiven = new Set<SourceGroup>();
  return lines.map((line) => {
    const group = FINDINGS[line.code].group;
    if (strongest.get(group) === line) return line;
    const counted = restGiven.has(group) ? 0 : Math.min(line.bits, REST_OF_GROUP);
    restGiven.add(group);
    return { ...line, counted };
  });
}
