import type { ChecklistItem } from './checklist.ts';
import type { Citation } from './evidence.ts';
import type { FindingCode, StepId } from './finding.ts';
import type { PanosCommand } from './panos-command.ts';
import type { Axis, DoNot, PatternId, Remedy, Risk } from './pattern.ts';

export type Band = 'confirmed' | 'likely' | 'possible' | 'ruled-out' | 'not-assessed';
export type Verdict = 'asymmetric' | 'not-asymmetric' | 'healthy' | 'inconclusive';

/** One clue that spoke. `counted` is what it adds after the cap of its source group. */
export interface LedgerLine {
  readonly finding: string;
  readonly code: FindingCode;
  readonly role: 'signature' | 'supports' | 'against' | 'rules-out';
  readonly bits: number;
  readonly counted: number;
  readonly because: string;
  readonly citation: Citation | null;
}

/** A clue that could not speak, because nothing shows it yet. */
export interface MissingClue {
  readonly code: FindingCode;
  readonly role: LedgerLine['role'];
  /** What would be needed, in a sentence. */
  readonly needs: string;
}

export interface PatternLedger {
  readonly id: PatternId;
  readonly title: string;
  readonly axis: Axis;
  readonly band: Band;
  /** Sum of whole bits after the caps of the source groups; negative when more speaks against. */
  readonly bits: number;
  readonly for: readonly LedgerLine[];
  readonly against: readonly LedgerLine[];
  readonly missing: readonly MissingClue[];
  /** Why the band is not higher, in sentences; empty for `confirmed`. */
  readonly holdsBack: readonly string[];
}

export type StepState = 'confirmed' | 'refuted' | 'could-not-tell' | 'missing';

export interface Step {
  readonly id: StepId;
  readonly title: string;
  readonly state: StepState;
  /** What the step showed, in a sentence. */
  readonly says: string;
  readonly findings: readonly string[];
  /** Ready-to-paste commands that would settle the step. */
  readonly next: readonly string[];
}

/** Who runs a test. `other-firewall` is another firewall on the path, or the HA peer; a `cloud` is asked only when it was heard. */
export const TEST_TARGETS = [
  'firewall',
  'other-firewall',
  'router',
  'server',
  'client',
  'load-balancer',
  'cloud',
  'person',
] as const;

export type TestTarget = (typeof TEST_TARGETS)[number];

/** A test worth asking for. Never a failover, a commit or a configuration change. */
export interface NextTest {
  readonly id: string;
  readonly who: TestTarget;
  /** 1 for a glance at a device that is looked at anyway, up to 5 for a person on another team's host. */
  readonly cost: number;
  readonly risk: Risk;
  readonly riskWhy: string;
  readonly why: string;
  readonly observer: string;
  readonly command: string;
  /** What a live firewall can be asked for it, in order; empty when somebody else is asked or something is not known yet. */
  readonly live: readonly PanosCommand[];
  readonly separates: readonly PatternId[];
}

/**
 * What has become of the fault since a fix was reported: `works` both directions pass and nothing fails, `in-part` they
 * pass for new connections and something else fails, `not-shown` nothing taken since tells.
 */
export interface SinceFix {
  /** ISO 8601. */
  readonly fixedAt: string;
  /** The cause that stood before the fix; the checklist is for it. */
  readonly was: PatternId | null;
  readonly state: 'works' | 'in-part' | 'still-broken' | 'not-shown';
}

export interface Diagnosis {
  readonly verdict: Verdict;
  /** The leader, only when its band is confirmed or likely. */
  readonly rootCause: PatternId | null;
  /** Second faults: they stand beside the leader by signatures of their own, and are not what it explains. */
  readonly alsoFound: readonly PatternId[];
  /** Null without a fix. With one, everything else here is weighed on what was shown since, unless nothing was. */
  readonly since: SinceFix | null;
  /** The verdict in words, made by the same function that decides it. */
  readonly headline: string;
  /** One or two sentences on what it means, or on what is missing. */
  readonly summary: string;
  /** Contradictions, ambiguities and limits that a reader must know. */
  readonly cautions: readonly string[];
  /** Strongest first. */
  readonly patterns: readonly PatternLedger[];
  readonly steps: readonly Step[];
  readonly nextTests: readonly NextTest[];
  readonly doNot: readonly DoNot[];
  readonly fix: readonly Remedy[];
  readonly checklist: readonly ChecklistItem[];
}
