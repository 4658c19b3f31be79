import type { LedgerLine, MissingClue } from '../model/diagnosis.ts';
import { FINDINGS, type Finding, type FindingCode, type SourceGroup } from '../model/finding.ts';
import type { Clue, Pattern } from '../model/pattern.ts';
import { fill, findingSentence, WORDS } from '../patterns/words.ts';
import { capByGroup } from './cap.ts';

/** A pattern held against the findings, before it is compared with its rivals. */
export interface Match {
  readonly pattern: Pattern;
  readonly bits: number;
  readonly for: readonly LedgerLine[];
  readonly against: readonly LedgerLine[];
  readonly missing: readonly MissingClue[];
  /** The hard stop that fired, when one did. */
  readonly stop: LedgerLine | null;
  readonly slots: readonly string[];
  readonly filledSlots: ReadonlySet<string>;
  /** Signatures that fired: what they are, who saw them and how strong they are. */
  readonly signatures: readonly FiredSignature[];
  /** Something that speaks for it was seen on this very flow, and not on a whole device. */
  readonly witnessed: boolean;
  /** Probes between these very ends met it: they pass the links and routers that the flow passes. */
  readonly probed: boolean;
}

export interface FiredSignature {
  readonly slot: string;
  readonly code: FindingCode;
  readonly bits: number;
  readonly group: SourceGroup;
  readonly observers: readonly string[];
  /** Ids of the findings that it fired on. */
  readonly findings: readonly string[];
}

interface Fired {
  readonly clue: Clue;
  readonly findings: readonly [Finding, ...Finding[]];
}

/**
 * Weighs one pattern: every clue that speaks becomes a ledger line, every clue that cannot speak yet is named. What only
 * strangers show weighs, and is no signature.
 */
export function matchPattern(
  pattern: Pattern,
  findings: readonly Finding[],
  strangers: ReadonlySet<string> = new Set(),
): Match {
  const fired = pattern.clues
    .filter((clue) => !isAbsentElsewhere(clue, pattern, findings))
    .flatMap((clue) => fire(clue, findings));
  const stops = fired.filter((one) => one.clue.role === 'rules-out');
  const hard = stops.find((one) => !contradicted(one.clue, findings)) ?? null;
  const forLines = capByGroup(fired.filter((one) => isFor(one.clue)).map(toLine));
  const againstLines = capByGroup(fired.filter((one) => !isFor(one.clue)).map(toLine));
  const signatures = fired.flatMap((one) => toSignature(one, strangers));
  return {
    pattern,
    bits: total(forLines) - total(againstLines),
    for: forLines,
    against: againstLines,
    missing: missingClues(pattern, findings),
    stop: hard === null ? null : toLine(hard),
    slots: [...new Set(pattern.clues.flatMap((clue) => (clue.role === 'signature' ? [clue.slot] : [])))],
    filledSlots: new Set(signatures.map(({ slot }) => slot)),
    signatures,
    witnessed: fired.filter((one) => isFor(one.clue)).some(isOfFlow),
    probed: signatures.some(({ code }) => MET_BY_PROBES.has(code)),
  };
}

/** What happens to packets of whatever port on their way, as probes between the ends show it. */
const MET_BY_PROBES: ReadonlySet<FindingCode> = new Set([
  'path.large-packets-lost',
  'path.probes-lost',
  'walk.trace-loop',
] as const);

/** Routes and settings tell what would happen to a packet, and a counter of a device tells of any packet. */
function isOfFlow({ clue, findings }: Fired): boolean {
  const { group } = FINDINGS[clue.finding];
  // That a filter counted nothing does not show that there was a packet to count.
  if (clue.when !== 'seen' || clue.finding === 'counter.quiet') return false;
  if (group === 'counters')
    return findings.some(({ values }) => values.packetFilter === true || values.specific === true);
  return group === 'session' || group === 'capture';
}

/** True when some finding of this code has been decided either way. */
export function decided(code: FindingCode, findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.code === code && finding.reading !== 'could-not-tell');
}

function fire(clue: Clue, findings: readonly Finding[]): readonly Fired[] {
  const [first, ...rest] = findings.filter((finding) => speaks(clue, finding));
  return first === undefined ? [] : [{ clue, findings: [first, ...rest] }];
}

/** True when a finding is of the code and the reading that a clue or a need names, and carries its values. */
export function speaks(clue: Pick<Clue, 'finding' | 'when' | 'where'>, finding: Finding): boolean {
  if (finding.code !== clue.finding || finding.reading !== clue.when) return false;
  return Object.entries(clue.where ?? {}).every(([name, value]) => finding.values[name] === value);
}

/** A hard stop yields when another observer says the opposite: then the evidence contradicts itself, and nothing is near-certain. */
function contradicted(clue: Clue, findings: readonly Finding[]): boolean {
  if (clue.anywhere === true) return false;
  const opposite = clue.when === 'seen' ? 'not-seen' : 'seen';
  return findings.some((finding) => finding.code === clue.finding && finding.reading === opposite);
}

/** Routes, rules and a change of HA state, which each device on the way has for itself; and ways that meet before it. */
const OF_ONE_DEVICE = /^(?:(?:fib|pbf|nat)\.|ha\.recent-change$|capture\.path-alternates$)/;

/**
 * A cause at one of several firewalls on the way is not refuted by what is so at the others: where one shows what speaks
 * for it, that another does not is no evidence against it. Nor does it support anything that one firewall has not counted
 * what another has.
 */
function isAbsentElsewhere(clue: Clue, { clues }: Pattern, findings: readonly Finding[]): boolean {
  const { group } = FINDINGS[clue.finding];
  if (clue.finding === 'counter.quiet' && !isFor(clue)) return contradicted(clue, findings);
  if (clue.when !== 'not-seen' || clue.role === 'signature') return false;
  if (clue.role === 'supports') {
    return group === 'counters' && findings.some(({ code, reading }) => code === clue.finding && reading === 'seen');
  }
  const signatures = clues.filter((one) => one.role === 'signature' && one.finding === clue.finding);
  return OF_ONE_DEVICE.test(clue.finding) && signatures.some((one) => findings.some((finding) => speaks(one, finding)));
}

function isFor(clue: Clue): boolean {
  return clue.role === 'signature' || clue.role === 'supports';
}

function toLine(fired: Fired): LedgerLine {
  const { clue, findings } = fired;
  const [finding] = findings;
  return {
    finding: finding.id,
    code: clue.finding,
    role: clue.role,
    bits: clue.bits,
    counted: clue.bits,
    because: `${findingSentence(finding)} ${clue.because}`,
    citation: finding.citations[0] ?? null,
  };
}

function toSignature({ clue, findings }: Fired, strangers: ReadonlySet<string>): readonly FiredSignature[] {
  const known = findings.filter(({ observers }) => !isOnlyOf(observers, strangers));
  if (clue.role !== 'signature' || known.length === 0) return [];
  return [
    {
      slot: clue.slot,
      code: clue.finding,
      bits: clue.bits,
      group: FINDINGS[clue.finding].group,
      observers: [...new Set(known.flatMap((finding) => finding.observers))],
      findings: known.map(({ id }) => id),
    },
  ];
}

function isOnlyOf(observers: readonly string[], strangers: ReadonlySet<string>): boolean {
  return observers.length > 0 && observers.every((name) => strangers.has(name));
}

/** Clues that nothing decides yet. What people may or may not have reported is not missing evidence. */
function missingClues(pattern: Pattern, findings: readonly Finding[]): readonly MissingClue[] {
  const seen = new Set<FindingCode>();
  const missing: MissingClue[] = [];
  for (const clue of pattern.clues) {
    const code = clue.finding;
    if (seen.has(code) || FINDINGS[code].group === 'person' || decided(code, findings)) continue;
    seen.add(code);
    missing.push({ code, role: clue.role, needs: fill(WORDS[code].couldNotTell, {}) });
  }
  return missing;
}

function total(lines: readonly LedgerLine[]): number {
  return lines.reduce((sum, line) => sum + line.counted, 0);
}
