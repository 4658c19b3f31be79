import type { Citation, Evidence } from '../model/evidence.ts';
import { instant } from './time.ts';

/** Compares by code units, so that the order is the same on every machine. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** As a person counts: `paste-2` comes before `paste-10`. */
export function compareNames(one: string, other: string): number {
  const left = one.split(/(\d+)/);
  const right = other.split(/(\d+)/);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const a = left[index] ?? '';
    const b = right[index] ?? '';
    const order = index % 2 === 1 ? Number(a) - Number(b) : compareText(a, b);
    if (order !== 0) return order;
  }
  return compareText(one, other);
}

function comparePlaces(one: Evidence, other: Evidence): number {
  return compareNames(one.source, other.source) || one.lines.from - other.lines.from || compareNames(one.id, other.id);
}

/** What a block says, without where it stands: equal for a block that was given twice. */
function content(evidence: Evidence): string {
  const { observer, kind, command, point, takenAt, parsed, facts } = evidence;
  const place = new Set(['at', 'quotes']);
  return JSON.stringify([observer, kind, command, point, takenAt, parsed, facts], (key, value: unknown) =>
    place.has(key) ? undefined : value,
  );
}

/** What blocks with the same content have in common at least: only those are compared whole. */
function outline({ observer, kind, command, facts }: Evidence): string {
  return JSON.stringify([observer, kind, command, facts.length]);
}

/** The evidence in an order of its own (source, then line), each block once, however often and in whatever order it was given. */
export function inPlace(evidence: readonly Evidence[]): readonly Evidence[] {
  const alike = new Map<string, number>();
  for (const block of evidence) alike.set(outline(block), (alike.get(outline(block)) ?? 0) + 1);
  const known = new Set<string>();
  return [...evidence].sort(comparePlaces).filter((block) => {
    if (alike.get(outline(block)) === 1) return true;
    const key = content(block);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Oldest first: by the time at which they were taken when all say it, else by their place. */
export function inTimeOrder<T extends { readonly evidence: Evidence }>(items: readonly T[]): readonly T[] {
  const time = (item: T): number => instant(item.evidence.takenAt) ?? Number.NaN;
  const timed = items.every((item) => !Number.isNaN(time(item)));
  return [...items].sort(
    (one, other) => (timed ? time(one) - time(other) : 0) || comparePlaces(one.evidence, other.evidence),
  );
}

/** All evidence, oldest first, whatever order it was given in. */
export function oldestFirst(evidence: readonly Evidence[]): readonly Evidence[] {
  return inTimeOrder(evidence.map((block) => ({ evidence: block }))).map((item) => item.evidence);
}

/** Cites a whole block, for what it does not contain. */
export function citeBlock(evidence: Evidence): Citation {
  const { source, lines, command, kind } = evidence;
  return { source, lines: [lines.from, lines.to], quote: (command ?? kind).slice(0, 160) };
}
