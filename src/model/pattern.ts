import type { CommandId } from './command.ts';
import type { FindingCode, FindingReading, FindingValue } from './finding.ts';
import type { CheckId } from './validation.ts';

/** Asymmetry, where the path splits or why state is missing. */
export const ASYMMETRY_IDS = [
  'return-path-bypass',
  'ha-session-owner-mismatch',
  'pbf-one-way',
  'ecmp-per-packet',
  'dual-isp-return',
  'one-arm-load-balancer',
  'return-zone-change',
  'multihomed-weak-host',
  'rp-filter-strict',
  'ec2-source-dest-check',
  'onlink-via-gateway',
  'policy-routing-not-persistent',
  'arp-flux',
  'routing-loop',
  'stale-session',
] as const;

export const LOOK_ALIKE_IDS = [
  'server-silent',
  'server-refused',
  'policy-deny',
  'no-route',
  'arp-unresolved',
  'mtu-black-hole',
  'idle-timeout',
  'nat-mismatch',
  'zone-protection',
  'failover-burst',
  'capture-artifact',
  'packet-loss',
] as const;

export const PATTERN_IDS = [...ASYMMETRY_IDS, ...LOOK_ALIKE_IDS, 'healthy'] as const;
export type PatternId = (typeof PATTERN_IDS)[number];

/** `split`: where the path parts. `state`: why the firewall lacks state. */
export type Axis = 'split' | 'state' | 'look-alike' | 'control';

/** Whole bits; each doubles the odds. weak 1, fair 2, strong 4. */
export type Bits = 1 | 2 | 4;

interface ClueBase {
  readonly finding: FindingCode;
  /** The reading that makes the clue speak. */
  readonly when: Exclude<FindingReading, 'could-not-tell'>;
  /** Values that the finding must carry, all of them. */
  readonly where?: Readonly<Record<string, FindingValue>>;
  readonly bits: Bits;
  /** A hard stop that holds wherever it was seen: what another device on the way shows does not take it back. */
  readonly anywhere?: true;
  /** One sentence: why this speaks for or against the cause. */
  readonly because: string;
}

/**
 * `signature`: nearly never seen without this cause. Each signature fills a `slot`; `confirmed` needs every slot filled.
 * `rules-out`: a hard stop, near-deterministic.
 */
export type Clue =
  | (ClueBase & { readonly role: 'signature'; readonly slot: string })
  | (ClueBase & { readonly role: 'supports' | 'against' | 'rules-out' });

export type Risk = 'none' | 'low' | 'medium' | 'high';

/** One thing to do about the cause, best first. */
export interface Remedy {
  readonly action: string;
  readonly where: string;
  readonly risk: Risk;
  /** What the risk is, in a sentence. */
  readonly riskWhy: string;
  readonly rollback: string;
}

/** What people try first that does not help here. */
export interface DoNot {
  readonly action: string;
  readonly because: string;
}

/** Machine form of what a validation item expects: a finding that must have a reading, or a check of the readings over time. */
export type Expectation =
  | { readonly finding: FindingCode; readonly reading: Exclude<FindingReading, 'could-not-tell'> }
  | { readonly check: CheckId };

/** One line of the validation checklist. `command` is filled in from the case; null when a person acts by hand. */
export interface ChecklistTemplate {
  readonly id: string;
  readonly stage: 'before' | 'during' | 'after';
  readonly action: string;
  readonly command: CommandId | null;
  readonly expect: string;
  /** When null, only a person can tick it. */
  readonly passes: Expectation | null;
}

/** Something that must be known beside the signatures before a cause may have a band. */
export interface Need {
  readonly band: 'likely' | 'confirmed';
  /** The need is there only when this was seen. */
  readonly when?: FindingCode;
  /** One of these must have its reading. */
  readonly anyOf: readonly Pick<ClueBase, 'finding' | 'when' | 'where'>[];
  /** One sentence: what is not known as long as none of them was. */
  readonly gap: string;
}

/** A root cause or a look-alike, declared as data. */
export interface Pattern {
  readonly id: PatternId;
  readonly title: string;
  readonly axis: Axis;
  /** How it breaks traffic, in one or two sentences. */
  readonly mechanism: string;
  /** How people meet it, one sentence each. */
  readonly presents: readonly string[];
  readonly clues: readonly Clue[];
  /** What it is a fault of: of one conversation unless said otherwise. */
  readonly about?: 'device';
  /** How many devices the signatures must come from for `confirmed`. */
  readonly observersNeeded: 1 | 2;
  /** The look-alikes that must have been looked for, and not found, before `confirmed`. */
  readonly mustBeat: readonly PatternId[];
  /** What else must be known, for causes whose signatures alone break nothing, or look alike where others work. */
  readonly needs?: readonly Need[];
  /** Of a cause that splits conversations: with one of these seen, no half of this one takes another way. */
  readonly oneWayWhen?: Need['anyOf'];
  /** Patterns that are a consequence of this one when both are seen: they do not compete with it. */
  readonly explains: readonly PatternId[];
  readonly remedies: readonly Remedy[];
  readonly doNot: readonly DoNot[];
  readonly checklist: readonly ChecklistTemplate[];
}
