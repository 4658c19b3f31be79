import type { FindingTable } from './table.ts';

/** What people say. */
export const SYMPTOM_FINDINGS = {
  'symptom.intermittent': { group: 'person', step: 'session' },
  'symptom.ping-works': { group: 'person', step: 'session' },
  'symptom.tcp-fails': { group: 'person', step: 'session' },
  'symptom.some-users': { group: 'person', step: 'session' },
  'symptom.one-way': { group: 'person', step: 'session' },
  'symptom.started-after-change': { group: 'person', step: 'path' },
  'symptom.tcp-only': { group: 'person', step: 'session' },
  'symptom.after-failover': { group: 'person', step: 'path' },
} as const satisfies FindingTable;
