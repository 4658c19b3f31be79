import type { PatternLedger } from '../model/diagnosis.ts';
import { FINDINGS, type FindingCode } from '../model/finding.ts';
import type { Match } from './match.ts';

/** A clue of this many bits against a cause says that the other one explains the same thing better. */
const CONTRADICTS = 4;

/**
 * Whether two patterns are two faults at once, and not rivals for one. Each must be shown whole, by signatures that the
 * other does not account for and from two kinds of source, and no signature of the one may speak strongly against the other.
 * A look-alike and an asymmetry that explain the same missing half share that signature, so they stay rivals.
 */
export function areTwoFaults(one: Match, other: Match): boolean {
  if (one.pattern.axis === 'control' || other.pattern.axis === 'control') return false;
  if (explains(one, other) || explains(other, one)) return false;
  return isShownWhole(one, other) && isShownWhole(other, one) && !contradicts(one, other) && !contradicts(other, one);
}

/** The faults that stand beside the leader, strongest first. */
export function standingBeside(
  leader: PatternLedger,
  ledgers: readonly PatternLedger[],
  matches: readonly Match[],
): readonly PatternLedger[] {
  const lead = matchOf(leader, matches);
  return ledgers.filter((ledger) => {
    const match = matchOf(ledger, matches);
    return stands(ledger) && lead !== undefined && match !== undefined && areTwoFaults(lead, match);
  });
}

/** Confirmed or likely: sure enough to be named. */
export function stands({ band }: PatternLedger): boolean {
  return band === 'confirmed' || band === 'likely';
}

function matchOf({ id }: PatternLedger, matches: readonly Match[]): Match | undefined {
  return matches.find(({ pattern }) => pattern.id === id);
}

function explains(cause: Match, effect: Match): boolean {
  return cause.pattern.explains.includes(effect.pattern.id);
}

function isShownWhole(match: Match, other: Match): boolean {
  if (match.stop !== null || match.bits <= 0) return false;
  const theirs = new Set(explainedBy(other));
  const own = match.signatures.filter(({ code }) => !theirs.has(code));
  const filled = new Set(own.map(({ slot }) => slot));
  return (
    match.slots.every((slot) => filled.has(slot)) &&
    new Set(own.map(({ group }) => group)).size > 1 &&
    (match.witnessed || match.pattern.about === 'device')
  );
}

/** What one fault accounts for by itself: its signs, and how the sessions look that it breaks. */
function explainedBy(match: Match): readonly FindingCode[] {
  return [
    ...match.pattern.clues.flatMap(({ role, finding }) => (role === 'signature' ? [finding] : [])),
    ...match.for.flatMap(({ code }) => (FINDINGS[code].group === 'session' ? [code] : [])),
  ];
}

function contradicts(one: Match, other: Match): boolean {
  return other.against.some(
    ({ bits, code }) => bits >= CONTRADICTS && one.signatures.some((signature) => signature.code === code),
  );
}
