import type { PatternLedger } from '../model/diagnosis.ts';
import type { Finding } from '../model/finding.ts';
import { PATTERNS, patternById } from '../patterns/index.ts';
import { type Banded, bandOf } from './band.ts';
import type { Contradiction } from './contradictions.ts';
import { type Match, matchPattern } from './match.ts';
import { standingBeside, stands } from './second-fault.ts';
import { strangersIn } from './strangers.ts';
import { strongestFirst } from './verdict.ts';

/** All patterns weighed against the findings: the matches as declared, and their ledgers, the leader first. */
export interface Ranking {
  readonly matches: readonly Match[];
  readonly ledgers: readonly PatternLedger[];
}

/** Weighs and orders all patterns. The order of the findings changes nothing but which of equal ones is cited. */
export function rank(findings: readonly Finding[], contradictions: readonly Contradiction[] = []): Ranking {
  const strangers = strangersIn(findings);
  const matches = PATTERNS.map((pattern) => matchPattern(pattern, findings, strangers));
  const ledgers = matches
    .map((match) => toLedger(match, bandOf(match, matches, findings, contradictions)))
    .sort(strongestFirst);
  return { matches, ledgers: leadBySplit(leadByExplanation(ledgers), matches) };
}

function toLedger(match: Match, { band, holdsBack }: Banded): PatternLedger {
  const { id, title, axis } = match.pattern;
  return {
    id,
    title,
    axis,
    band,
    bits: match.bits,
    for: match.for,
    against: match.against,
    missing: match.missing,
    holdsBack,
  };
}

/** Among those that stand, a cause comes before what it explains, unless that is surer than the cause itself. */
function leadByExplanation(ledgers: readonly PatternLedger[]): readonly PatternLedger[] {
  const standing = ledgers.filter(stands);
  const leads = standing.filter(
    (ledger) =>
      !standing.some((other) => explains(other, ledger) && (other.band === 'confirmed' || ledger.band === 'likely')),
  );
  return [...leads, ...ledgers.filter((ledger) => !leads.includes(ledger))];
}

function explains(cause: PatternLedger, effect: PatternLedger): boolean {
  return patternById(cause.id)?.explains.includes(effect.id) ?? false;
}

/** Of two faults at once the split of the conversation leads: it is what was asked for. */
function leadBySplit(ledgers: readonly PatternLedger[], matches: readonly Match[]): readonly PatternLedger[] {
  const [leader] = ledgers;
  if (leader === undefined || !stands(leader) || leader.axis !== 'look-alike') return ledgers;
  const split = standingBeside(leader, ledgers, matches).find(({ axis }) => axis !== 'look-alike');
  return split === undefined ? ledgers : [split, ...ledgers.filter((ledger) => ledger !== split)];
}
