import type { BlastRadius } from '../../model/blast-radius.ts';
import { type AnalysisInput, type Analyzer, contextOf } from '../context.ts';
import { blastFindings } from './findings.ts';
import { surveyOf } from './survey.ts';

/** What the half-open ones of many flows have in common, as findings on the flow in question. */
export const blastRadius: Analyzer = (context) => blastFindings(context, surveyOf(context));

/** Which of all flows in the evidence are half-open, and by what they group; null without a crowd of flows. */
export function blastRadiusOf(input: AnalysisInput): BlastRadius | null {
  return surveyOf(contextOf(input))?.radius ?? null;
}
