/** Who speaks: witnesses of one group that agree count as one. */
export type SourceGroup = 'session' | 'capture' | 'forwarding' | 'counters' | 'config' | 'person';

/** The five steps of the debug sequence, in their order. */
export const STEP_IDS = ['session', 'capture', 'return-route', 'path', 'counters'] as const;
export type StepId = (typeof STEP_IDS)[number];

/** Finding codes, each with the group that it counts in and the step that it belongs to. */
export type FindingTable = Readonly<Record<string, { readonly group: SourceGroup; readonly step: StepId }>>;
