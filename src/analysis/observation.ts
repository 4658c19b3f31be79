import type { Citation } from '../model/evidence.ts';
import type { FindingCode, FindingReading, FindingValue, Observation } from '../model/finding.ts';
import type { Direction } from '../model/flow.ts';

export type Values = Readonly<Record<string, FindingValue>>;

interface About {
  readonly observers: readonly string[];
  readonly direction?: Direction;
  readonly values?: Values;
  readonly citations?: readonly (Citation | null)[];
}

/** States one finding; missing citations are dropped and repeated ones are cited once. */
export function observe(code: FindingCode, reading: FindingReading, about: About): Observation {
  const { observers, direction = null, values = {}, citations = [] } = about;
  return { code, observers, direction, reading, values, citations: cited(citations) };
}

function cited(citations: readonly (Citation | null)[]): readonly Citation[] {
  const unique = new Map<string, Citation>();
  for (const citation of citations) {
    if (citation !== null) unique.set(JSON.stringify([citation.source, citation.lines]), citation);
  }
  return [...unique.values()];
}

/** `seen` for true, `not-seen` for false, `could-not-tell` for null. */
export function readingOf(holds: boolean | null): FindingReading {
  if (holds === null) return 'could-not-tell';
  return holds ? 'seen' : 'not-seen';
}

/** The ones that are there. */
export function present<T>(items: readonly (T | null)[]): readonly T[] {
  return items.filter((item): item is T => item !== null);
}
