import type { Fact, HostListing, IpFamily } from '../../model/facts.ts';
import { worded } from '../cli/layout.ts';
import { isNoise } from '../noise.ts';
import { type Block, cite } from '../parser.ts';

/** The lines of a block that must be read before it can be said that the whole listing was. */
export function isReadWhole(block: Block, read: ReadonlySet<number>): boolean {
  return worded(block.lines).every((line) => read.has(line.number) || isNoise(line));
}

interface Listed {
  readonly what: HostListing['what'];
  readonly family: IpFamily | null;
  readonly table: string | null;
  readonly filtered: boolean | null;
  readonly count: number;
}

/** The fact that a listing was shown, citing its first line; an empty one cites what stands there instead. */
export function listingOf(block: Block, listed: Listed): HostListing {
  const lines = worded(block.lines);
  return {
    kind: 'host-listing',
    at: cite(block.source, (lines.length > 0 ? lines : block.lines).slice(0, 1)),
    ...listed,
  };
}

/**
 * What a configuration says, once it is known how much of it was understood: a file with a line that was not does not
 * tell that it has no rules.
 */
export function asFarAsRead(block: Block, facts: readonly Fact[], read: ReadonlySet<number>): readonly Fact[] {
  if (isReadWhole(block, read)) return facts;
  return facts.map((fact) => (fact.kind === 'configured-interface' ? { ...fact, canHoldRules: false } : fact));
}
