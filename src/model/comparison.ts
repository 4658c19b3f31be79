import type { Diagnosis } from './diagnosis.ts';
import type { Citation } from './evidence.ts';
import type { Flow } from './flow.ts';

/** The words of SARIF's `baselineState` (OASIS SARIF 2.1.0, 3.27.24). `absent`: the later moment does not show it. */
export const BASELINES = ['updated', 'new', 'absent', 'unchanged'] as const;
export type Baseline = (typeof BASELINES)[number];

/** One finding, or one thing that the devices showed, at two moments. `before` and `after` cite where it stands. */
export interface Difference {
  readonly kind: 'finding' | 'fact';
  readonly state: Baseline;
  /** What it is, how it was and how it is, in sentences. */
  readonly says: string;
  readonly before: readonly Citation[];
  readonly after: readonly Citation[];
}

/** What one moment came to. */
export interface ComparedMoment extends Pick<Diagnosis, 'verdict' | 'rootCause' | 'headline'> {
  readonly flow: Flow | null;
}

/** Two moments of one case. Differences come in the order of `BASELINES`, findings before facts. */
export interface Comparison {
  readonly before: ComparedMoment;
  readonly after: ComparedMoment;
  /** False when both name a conversation and not the same: then a difference may be one of the conversations. */
  readonly sameEnds: boolean;
  readonly differences: readonly Difference[];
}
