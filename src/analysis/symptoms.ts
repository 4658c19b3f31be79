import type { Observation } from '../model/finding.ts';
import { SYMPTOMS } from '../model/symptom.ts';
import type { AnalysisContext } from './context.ts';
import { observe } from './observation.ts';

/** What people report, as findings of their own: they weigh little and never count as not seen. */
export function reportedSymptoms({ symptoms }: AnalysisContext): readonly Observation[] {
  return SYMPTOMS.filter(({ id }) => symptoms.includes(id)).map(({ id }) =>
    observe(`symptom.${id}`, 'seen', { observers: [] }),
  );
}
