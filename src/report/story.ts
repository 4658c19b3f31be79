import type { Band, LedgerLine, MissingClue, NextTest, PatternLedger, StepState } from '../model/diagnosis.ts';
import type { Citation } from '../model/evidence.ts';
import type { Finding, FindingReading } from '../model/finding.ts';
import type { Triage } from '../model/triage.ts';
import { findingSentence, WORDS } from '../patterns/words.ts';
import { flowSentence, placeText, STEP_MARKS } from './sentences.ts';

/** A line that a person gave us: where it stands and its text. */
export interface Quoted {
  readonly place: string;
  readonly text: string;
}

export interface FindingTold {
  readonly id: string;
  readonly reading: FindingReading;
  readonly says: string;
  readonly quotes: readonly Quoted[];
}

export interface StepTold {
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  readonly mark: string;
  readonly says: string;
  readonly findings: readonly FindingTold[];
  readonly next: readonly string[];
}

/** One line of a ledger. `weight` is `+4`, `−2` or `rules it out`; `because` is empty when `says` says it already. */
export interface ProofTold {
  readonly weight: string;
  readonly says: string;
  readonly because: string;
  readonly quotes: readonly Quoted[];
}

export interface CauseTold {
  readonly id: string;
  readonly title: string;
  readonly band: Band;
  readonly bits: number;
  readonly for: readonly ProofTold[];
  readonly against: readonly ProofTold[];
  /** What would make it surer, what weighs most first and the rest by its number; nothing once it is confirmed. */
  readonly missing: readonly string[];
  readonly holdsBack: readonly string[];
}

/**
 * Causes that do not lead and that the same sentence keeps where they are: told once for all of them, the nearest by
 * name. `more` is how many others there are.
 */
export interface RivalsTold {
  readonly band: Band;
  readonly causes: readonly { readonly id: string; readonly title: string }[];
  readonly more: number;
  readonly because: string | null;
}

/** A triage put in reading order: what every renderer shows, without any layout. */
export interface Story {
  readonly flow: string;
  readonly headline: string;
  readonly summary: string;
  readonly steps: readonly StepTold[];
  readonly cause: CauseTold | null;
  /** Faults that stand beside the cause, each with its own proof. */
  readonly also: readonly CauseTold[];
  readonly rivals: readonly RivalsTold[];
  readonly notAssessed: readonly string[];
  readonly next: readonly NextTest[];
  /** Contradictions and limits that the summary does not tell yet. */
  readonly cautions: readonly string[];
}

const NEXT_TESTS = 3;
const QUOTES = 3;
/** A list of thirty things that are not shown hides the three that matter. */
const MISSING_AT_MOST = 4;
const RIVALS_AT_MOST = 3;

/** Tells a triage in reading order. Words come from the diagnosis and the catalogue; none are made here. */
export function tellStory(triage: Triage): Story {
  const findings = byId(triage.findings);
  const { diagnosis } = triage;
  const leader = leadingCause(triage);
  const also = diagnosis.patterns.filter(({ id }) => diagnosis.alsoFound.includes(id));
  const rivals = diagnosis.patterns.filter((ledger) => ledger !== leader && !also.includes(ledger));
  const isNew = (sentence: string): boolean => !diagnosis.summary.includes(sentence);
  const cause = leader === null ? null : tellCause(leader, triage.findings);
  return {
    flow: flowSentence(triage),
    headline: diagnosis.headline,
    summary: diagnosis.summary,
    steps: diagnosis.steps.map((step, index) => ({
      number: index + 1,
      title: step.title,
      state: step.state,
      mark: STEP_MARKS[step.state],
      says: step.says,
      findings: step.findings.flatMap((id) => tellFinding(findings.get(id))),
      next: step.next,
    })),
    cause: cause === null ? null : { ...cause, holdsBack: cause.holdsBack.filter(isNew) },
    also: also.map((ledger) => tellCause(ledger, triage.findings)),
    rivals: tellRivals(
      rivals.filter((ledger) => ledger.band !== 'not-assessed'),
      findings,
    ),
    notAssessed: rivals.filter((ledger) => ledger.band === 'not-assessed').map((ledger) => ledger.id),
    next: diagnosis.nextTests.slice(0, NEXT_TESTS),
    cautions: diagnosis.cautions.filter(isNew),
  };
}

/** The root cause, or the strongest cause that is at least possible; null when nothing leads or all passes since the fix. */
export function leadingCause({ diagnosis }: Pick<Triage, 'diagnosis'>): PatternLedger | null {
  const root = diagnosis.patterns.find((ledger) => ledger.id === diagnosis.rootCause);
  if (root !== undefined) return root;
  // Where all passes since the fix, no cause is looked for. Diagnoses of former versions say nothing of it.
  if (diagnosis.since?.state === 'works') return null;
  const standing: readonly Band[] = ['confirmed', 'likely', 'possible'];
  return diagnosis.patterns.find((ledger) => standing.includes(ledger.band)) ?? null;
}

function tellFinding(finding: Finding | undefined): readonly FindingTold[] {
  if (finding === undefined) return [];
  const { id, reading } = finding;
  return [{ id, reading, says: findingSentence(finding), quotes: quote(finding.citations) }];
}

function byId(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [finding.id, finding]));
}

/** One cause with all that speaks for and against it. `findings` are those that its ledger names by id. */
export function tellCause(ledger: PatternLedger, all: readonly Finding[]): CauseTold {
  const findings = byId(all);
  const { id, title, band, bits, holdsBack } = ledger;
  return {
    id,
    title,
    band,
    bits,
    holdsBack,
    for: ledger.for.map((line) => tellProof(line, findings)),
    against: ledger.against.map((line) => tellProof(line, findings)),
    missing: band === 'confirmed' ? [] : tellMissing(ledger.missing),
  };
}

/** What a signature waits for first: it decides most. */
function tellMissing(missing: PatternLedger['missing']): readonly string[] {
  const isSignature = ({ role }: MissingClue): boolean => role === 'signature';
  const ordered = [...missing.filter(isSignature), ...missing.filter((clue) => !isSignature(clue))];
  const needs = [...new Set(ordered.map((clue) => clue.needs))];
  const left = needs.length - MISSING_AT_MOST;
  return left > 1 ? [...needs.slice(0, MISSING_AT_MOST), `${left} more signs that nothing shows yet.`] : needs;
}

function tellProof(line: LedgerLine, findings: ReadonlyMap<string, Finding>): ProofTold {
  const finding = findings.get(line.finding);
  const cited = finding === undefined || finding.citations.length === 0 ? [line.citation] : finding.citations;
  const says = finding === undefined ? `${WORDS[line.code].title}.` : findingSentence(finding);
  const because = reasonAlone(line.because, says);
  return {
    weight: weightText(line),
    says,
    because: repeats(says, because) ? '' : because,
    quotes: quote(cited.filter((citation) => citation !== null)),
  };
}

/** Why a finding speaks, without the finding itself, where a ledger's line says both. */
export function reasonAlone(because: string, says: string): string {
  return because.startsWith(says) && because.length > says.length ? because.slice(says.length).trimStart() : because;
}

/** Whether a reason says no more than the finding, which names the device and the numbers as well. */
function repeats(says: string, because: string): boolean {
  return says.toLowerCase().includes(because.toLowerCase().replace(/\.$/, ''));
}

function weightText(line: LedgerLine): string {
  if (line.role === 'rules-out') return 'rules it out';
  const sign = line.role === 'against' ? '−' : '+';
  return `${sign}${Math.abs(line.counted)}`;
}

function tellRivals(ledgers: readonly PatternLedger[], findings: ReadonlyMap<string, Finding>): readonly RivalsTold[] {
  const told: { band: Band; because: string | null; causes: { id: string; title: string }[] }[] = [];
  for (const { id, title, band, ...ledger } of ledgers) {
    const because = keptBy({ band, ...ledger }, findings);
    const same = told.find((other) => other.band === band && other.because === because);
    if (same === undefined) told.push({ band, because, causes: [{ id, title }] });
    else same.causes.push({ id, title });
  }
  return told.map(({ causes, ...one }) => {
    const more = causes.length - RIVALS_AT_MOST;
    return more > 1 ? { ...one, causes: causes.slice(0, RIVALS_AT_MOST), more } : { ...one, causes, more: 0 };
  });
}

/** Why a cause is in its band: the reason of the strongest line, without the finding that the steps tell already. */
function keptBy(
  { band, against, holdsBack }: Pick<PatternLedger, 'band' | 'against' | 'holdsBack'>,
  findings: ReadonlyMap<string, Finding>,
): string | null {
  if (band !== 'ruled-out') return holdsBack[0] ?? null;
  const speaks = against.find((line) => line.role === 'rules-out') ?? against[0];
  if (speaks === undefined) return null;
  const finding = findings.get(speaks.finding);
  return finding === undefined ? speaks.because : reasonAlone(speaks.because, findingSentence(finding));
}

function quote(citations: readonly Citation[]): readonly Quoted[] {
  return citations.slice(0, QUOTES).map((citation) => ({ place: placeText(citation), text: citation.quote }));
}
