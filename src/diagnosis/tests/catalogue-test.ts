import type { CommandId } from '../../model/command.ts';
import type { TestTarget } from '../../model/diagnosis.ts';
import type { EvidenceKind } from '../../model/evidence.ts';
import type { FindingCode } from '../../model/finding.ts';
import type { Risk } from '../../model/pattern.ts';

/**
 * A check that may be asked for. It only looks, or captures behind a filter: never a failover, a commit or a change of
 * configuration. Cost: 1 read-only on a device that is being looked at anyway, 2 read-only elsewhere, twice with time
 * between, or a question to the people in the room, 3 with a packet filter or on another team's device, 5 on another
 * team's host.
 */
export interface CatalogueTest {
  readonly id: string;
  readonly target: TestTarget;
  readonly command: CommandId;
  readonly cost: number;
  readonly risk: Risk;
  /** Why the risk is what it is, in a sentence. */
  readonly riskWhy: string;
  /** What its answer is read as; empty for what a person answers. */
  readonly gives: readonly EvidenceKind[];
  /** The end of the flow that its answer must be about to count as given already. */
  readonly about?: 'client' | 'server';
  /** A second reading is the point of it, so that having one is no reason not to ask. */
  readonly twice?: true;
  /** What its answer can show. */
  readonly settles: readonly FindingCode[];
  /** Completes "… — it tells …". */
  readonly tells: string;
}

export const READ_ONLY = { risk: 'none', riskWhy: 'It only reads.' } as const;

export const PACKET_FILTER = {
  risk: 'low',
  riskWhy:
    'Marking packets costs dataplane CPU: keep the filter to these two ends, look at the load first, and clear it afterwards.',
} as const;

export const HOST_CAPTURE = {
  risk: 'low',
  riskWhy: 'It is bounded in packets and in bytes of each, and may hold personal data: delete it afterwards.',
} as const;

export const PROBE = { risk: 'none', riskWhy: 'It sends a handful of small probe packets.' } as const;
