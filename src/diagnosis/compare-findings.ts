import type { Difference } from '../model/comparison.ts';
import type { Finding, FindingValue } from '../model/finding.ts';
import type { Triage } from '../model/triage.ts';
import { findingSentence, WORDS } from '../patterns/words.ts';

/** What people said, and what the fix is held against, is no reading of two moments. */
const OF_A_PERSON = /^(?:symptom\.|session\.(?:older-than-fix|gone-since-fix|newer-flow-healthy)$)/;
/** Values that differ between any two readings of the same thing: ids, ports, times, counts as words. */
const VOLATILE = /(?:id|ids|port|ports|time|at|since|text|detail|quote)$/i;

/** How the findings of two moments differ. What could not be told at both moments is passed over. */
export function compareFindings(before: Triage, after: Triage): readonly Difference[] {
  const [former, now] = [keyed(before.findings), keyed(after.findings)];
  const keys = [...new Set([...former.keys(), ...now.keys()])];
  const isSeen = (key: string): boolean => [former.get(key), now.get(key)].some((one) => one?.reading === 'seen');
  // What is there comes before what was looked for and is not.
  return [...keys.filter(isSeen), ...keys.filter((key) => !isSeen(key))].map((key) =>
    differenceOf(former.get(key), now.get(key)),
  );
}

/** Findings that tell something, by what they speak of. */
function keyed(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.reading === 'could-not-tell' || OF_A_PERSON.test(finding.code)) continue;
    const { code, observers, direction, values } = finding;
    const key = JSON.stringify([code, observers, direction, values.where ?? null]);
    for (let number = 1; ; number += 1) {
      const free = `${key} ${number}`;
      if (byKey.has(free)) continue;
      byKey.set(free, finding);
      break;
    }
  }
  return byKey;
}

function differenceOf(former: Finding | undefined, now: Finding | undefined): Difference {
  const places = { before: former?.citations ?? [], after: now?.citations ?? [] };
  if (former === undefined || now === undefined) {
    const [only, state] = former === undefined ? [now, 'new' as const] : [former, 'absent' as const];
    const says = only === undefined ? '' : findingSentence(only);
    return { kind: 'finding', state, says, ...places };
  }
  if (sameOf(former) === sameOf(now)) {
    return { kind: 'finding', state: 'unchanged', says: findingSentence(now), ...places };
  }
  const says = `${WORDS[now.code].title}: was: ${findingSentence(former)} Now: ${findingSentence(now)}`;
  return { kind: 'finding', state: 'updated', says, ...places };
}

/** What stays the same between two readings that say the same. Numbers are counts and totals. */
function sameOf({ reading, values }: Finding): string {
  const lasting = Object.entries(values).filter(([name, value]) => isLasting(name, value));
  return JSON.stringify([reading, lasting.sort(([one], [other]) => (one < other ? -1 : 1))]);
}

function isLasting(name: string, value: FindingValue): boolean {
  return typeof value !== 'number' && value !== null && !VOLATILE.test(name);
}
