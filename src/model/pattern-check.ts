import type { Risk } from './pattern.ts';

/** A text of a check's command, and the platforms that it is for; none are named when it was filled in from a case. */
export interface CheckCommand {
  readonly platforms: readonly string[];
  readonly text: string;
}

/** A check that can show what a cause rests on, for the page of the cause. */
export interface PatternCheck {
  /** Who runs it, as a beginning of a sentence. */
  readonly who: string;
  /** Completes "It tells …". */
  readonly tells: string;
  readonly risk: Risk;
  readonly riskWhy: string;
  readonly commands: readonly CheckCommand[];
}
