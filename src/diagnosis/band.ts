import type { Band, LedgerLine } from '../model/diagnosis.ts';
import { FINDINGS, type Finding, type FindingCode, type SourceGroup } from '../model/finding.ts';
import type { Clue, Need, Pattern, PatternId } from '../model/pattern.ts';
import { clueInGeneral } from '../patterns/words.ts';
import type { Contradiction } from './contradictions.ts';
import { decided, type FiredSignature, type Match, speaks } from './match.ts';
import { areTwoFaults } from './second-fault.ts';
import { meetingIn } from './strangers.ts';

/** How far the leader must be ahead, in bits. */
const LEAD = { confirmed: 4, likely: 2 } as const;

/** A signature of this many bits can carry `likely` by itself; weaker ones only complete a picture. */
const STRONG = 4;

/** A slot can be filled in many ways; two give the idea. */
const WAYS_NAMED = 2;

/** A band, and why it is not the next higher one. */
export interface Banded {
  readonly band: Band;
  readonly holdsBack: readonly string[];
}

/** Decides the band of one pattern among all. This is the only place that does. */
export function bandOf(
  match: Match,
  all: readonly Match[],
  findings: readonly Finding[],
  contradictions: readonly Contradiction[] = [],
): Banded {
  if (match.stop !== null) return { band: 'ruled-out', holdsBack: [match.stop.because] };
  const rivals = all.filter((other) => competes(match, other));
  const lead = match.bits - Math.max(0, ...rivals.map((rival) => rival.bits));
  const routed = meetingIn(findings, { routed: true });
  const counterGaps = counterGap(match, routed);
  const confirmGaps = [
    ...slotGaps(match),
    ...witnessGaps(match),
    ...trafficGap(match),
    ...deviceGap(match, meetingIn(findings, { routed: false })),
    ...counterGaps,
    ...leadGap(match, rivals, lead, LEAD.confirmed),
    ...lookAlikeGaps(match, all, findings),
    ...needGaps(match, findings, ['likely', 'confirmed']),
    ...contradictionGaps(contradictions, ['all', 'proof']),
  ];
  if (match.bits > 0 && confirmGaps.length === 0) return { band: 'confirmed', holdsBack: [] };
  const likelyGaps = [
    ...ownSignatureGap(match, all),
    ...(match.probed || isCountedWhereSet(match) ? [] : trafficGap(match)),
    ...(match.for.some((line) => !isNoHearsay(line)) ? [] : deviceGap(match, routed)),
    ...counterGaps,
    ...pictureGap(match),
    ...leadGap(match, rivals, lead, LEAD.likely),
    ...needGaps(match, findings, ['likely']),
    ...contradictionGaps(contradictions, ['all']),
  ];
  if (match.bits > 0 && likelyGaps.length === 0) return { band: 'likely', holdsBack: confirmGaps };
  if (match.bits > 0) return { band: 'possible', holdsBack: likelyGaps };
  return notPositive(match, findings);
}

/** A pattern with nothing in its favour: not assessed while its signatures could still be seen, else ruled out by what was. */
function notPositive(match: Match, findings: readonly Finding[]): Banded {
  const open = match.pattern.clues.some((clue) => clue.role === 'signature' && !decided(clue.finding, findings));
  if (open) return { band: 'not-assessed', holdsBack: match.missing.map((clue) => clue.needs) };
  return {
    band: 'ruled-out',
    holdsBack: ['All that would show it was looked at, and more speaks against it than for it.'],
  };
}

/**
 * Same axis, or one of the two is a look-alike or the control. What one explains in the other is no rivalry, nor are two
 * faults at once.
 */
function competes(match: Match, other: Match): boolean {
  if (other === match || other.stop !== null || other.bits <= 0 || areTwoFaults(match, other)) return false;
  if (match.pattern.explains.includes(other.pattern.id) || other.pattern.explains.includes(match.pattern.id))
    return false;
  const [mine, theirs] = [match.pattern.axis, other.pattern.axis];
  return mine === theirs || [mine, theirs].some((axis) => axis === 'look-alike' || axis === 'control');
}

function slotGaps(match: Match): readonly string[] {
  const open = match.slots.filter((slot) => !match.filledSlots.has(slot));
  return open.map((slot) => {
    const ways = match.pattern.clues.flatMap((clue) => (isSlot(clue, slot) ? [clueInGeneral(clue)] : []));
    const named = [...new Set(ways)].slice(0, WAYS_NAMED).map((way) => `“${way}”`);
    return `Not seen yet: ${named.join(' or ')}.`;
  });
}

function isSlot(clue: Clue, slot: string): boolean {
  return clue.role === 'signature' && clue.slot === slot;
}

/** Evidence that cannot all be true proves nothing; where devices may be mixed up it names nothing either. */
function contradictionGaps(
  contradictions: readonly Contradiction[],
  breaking: readonly Contradiction['breaks'][],
): readonly string[] {
  return contradictions.filter(({ breaks }) => breaking.includes(breaks)).map(({ says }) => says);
}

function witnessGaps(match: Match): readonly string[] {
  const groups = new Set(match.signatures.map((signature) => signature.group));
  const observers = new Set(match.signatures.flatMap((signature) => signature.observers));
  const gaps: string[] = [];
  if (groups.size < 2) gaps.push('Its signatures come from one kind of source only.');
  if ([...groups].every((group) => group === 'config' || group === 'person')) {
    gaps.push('Settings and reports alone prove nothing about packets.');
  }
  if (observers.size < match.pattern.observersNeeded)
    gaps.push('It speaks of two firewalls, and only one has been heard.');
  return gaps;
}

function leadGap(match: Match, rivals: readonly Match[], lead: number, needed: number): readonly string[] {
  if (lead >= needed) return [];
  const nearest = [...rivals].sort((a, b) => b.bits - a.bits)[0];
  if (nearest === undefined) return [`Too little speaks for it yet (${match.bits} of ${needed} bits).`];
  return [`“${nearest.pattern.title}” is not far enough behind (${lead} of ${needed} bits).`];
}

/** What a pattern itself asks for before it may be named so surely. */
function needGaps(
  { pattern: { needs = [] } }: Match,
  findings: readonly Finding[],
  bands: readonly Need['band'][],
): readonly string[] {
  const open = needs.filter(
    ({ band, when, anyOf }) =>
      bands.includes(band) &&
      (when === undefined || findings.some(({ code, reading }) => code === when && reading === 'seen')) &&
      !anyOf.some((need) => findings.some((finding) => speaks(need, finding))),
  );
  return open.map(({ gap }) => gap);
}

/** Each named look-alike must have been looked for: something that only it rests on was sought and is not there. */
function lookAlikeGaps(match: Match, all: readonly Match[], findings: readonly Finding[]): readonly string[] {
  return match.pattern.mustBeat
    .filter((id) => !lookedFor(id, match, all, findings))
    .map((id) => `“${titleOf(id, all)}” ${isThere(id, all) ? 'is there too' : 'has not been looked for'}.`);
}

/** All of its picture is seen: then it was looked for, and found. */
function isThere(id: PatternId, all: readonly Match[]): boolean {
  const other = all.find((candidate) => candidate.pattern.id === id);
  return other?.slots.every((slot) => other.filledSlots.has(slot)) === true;
}

function lookedFor(id: PatternId, match: Match, all: readonly Match[], findings: readonly Finding[]): boolean {
  const other = all.find((candidate) => candidate.pattern.id === id);
  if (other === undefined || other.stop !== null || other.against.some(isNoHearsay)) return true;
  const mine = signatureCodes(match.pattern);
  return other.slots.some((slot) => {
    const codes = signatureCodes(other.pattern, slot);
    const shared = codes.some((code) => mine.includes(code));
    return !shared && !other.filledSlots.has(slot) && codes.some((code) => decided(code, findings));
  });
}

/** What people report is no search for anything. */
function isNoHearsay({ code }: LedgerLine): boolean {
  return FINDINGS[code].group !== 'person';
}

function signatureCodes(pattern: Pattern, slot?: string): readonly FindingCode[] {
  return pattern.clues.flatMap((clue) =>
    clue.role === 'signature' && (slot === undefined || clue.slot === slot) ? [clue.finding] : [],
  );
}

function titleOf(id: PatternId, all: readonly Match[]): string {
  return all.find((candidate) => candidate.pattern.id === id)?.pattern.title ?? id;
}

/** A cause of one conversation speaks of packets that somebody saw of it; a cause of a device does not. */
function trafficGap(match: Match): readonly string[] {
  return match.witnessed || match.pattern.about === 'device'
    ? []
    : ['Nothing of this very flow has been shown: no session, log or capture of it, and no counter for it alone.'];
}

/**
 * All of its picture is seen on one device: its settings decide what becomes of this flow, and its own counter of just that
 * moves while clients try, and nothing speaks against it. It may be packets of others that it counts, so this proves nothing.
 */
function isCountedWhereSet({ slots, filledSlots, signatures, against }: Match): boolean {
  if (against.some(isNoHearsay)) return false;
  const by = (group: SourceGroup, bits: number): readonly string[] =>
    signatures.flatMap((one) => (one.group === group && one.bits >= bits ? one.observers : []));
  const counted = by('counters', 1);
  return slots.every((slot) => filledSlots.has(slot)) && by('config', STRONG).some((name) => counted.includes(name));
}

/**
 * A cause of a device speaks of this flow only where the flow passes that device. What people report may connect the two
 * well enough to name it, and proves nothing.
 */
function deviceGap({ pattern, signatures }: Match, meeting: ReadonlySet<string>): readonly string[] {
  const names = [...new Set(signatures.flatMap(({ observers }) => observers))];
  if (pattern.about !== 'device' || names.length === 0 || names.some((name) => meeting.has(name))) return [];
  return [`Nothing shows that the flow passes ${names.join(' or ')}.`];
}

/** What a device counts speaks of this flow where it meets the flow, or shows something else that the cause rests on. */
function counterGap({ signatures }: Match, meeting: ReadonlySet<string>): readonly string[] {
  const counting = signatures.filter(({ group }) => group === 'counters');
  const others = new Set(signatures.flatMap(({ group, observers }) => (group === 'counters' ? [] : observers)));
  const names = [...new Set(counting.flatMap(({ observers }) => observers))];
  if (names.length === 0 || names.some((name) => meeting.has(name) || others.has(name))) return [];
  return [`Nothing shows that the flow passes ${names.join(' or ')}, which counts for it.`];
}

/** With most of its picture unseen a cause is no more than possible, whatever else is ruled out. */
function pictureGap(match: Match): readonly string[] {
  return match.filledSlots.size * 2 >= match.slots.length ? [] : slotGaps(match).slice(0, 1);
}

/** A strong signature that no other standing pattern shares: what several causes have in common tells nothing between them. */
function ownSignatureGap(match: Match, all: readonly Match[]): readonly string[] {
  const others = all.filter((other) => other !== match && other.stop === null);
  const own = match.signatures.some(
    (signature) => signature.bits >= STRONG && !others.some((other) => hasSignature(other.signatures, signature)),
  );
  return own ? [] : ['No strong signature of its own has been seen: what speaks for it speaks for others as well.'];
}

/** The same sort of finding at another place is another sign. */
function hasSignature(signatures: readonly FiredSignature[], wanted: FiredSignature): boolean {
  return signatures.some(
    ({ code, findings }) => code === wanted.code && wanted.findings.every((id) => findings.includes(id)),
  );
}
