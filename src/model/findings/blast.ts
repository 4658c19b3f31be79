import type { FindingTable } from './table.ts';

/** What the half-open ones of many flows have in common. */
export const BLAST_FINDINGS = {
  /**
   * What the half-open ones of many flows have in common. `groups`: where they are; `hasFlow`: the flow in question is
   * one of them. Said only when chance does not explain it.
   */
  'blast.by-egress': { group: 'session', step: 'path' },
  'blast.by-zone-pair': { group: 'session', step: 'path' },
  'blast.by-client-subnet': { group: 'session', step: 'path' },
  'blast.by-server': { group: 'session', step: 'session' },
  /** A hash of addresses or ports, named in `hash`. */
  'blast.by-hash': { group: 'session', step: 'path' },
  /** The server and port of the flow, which is half-open, have whole flows with other clients. */
  'blast.server-answers-others': { group: 'session', step: 'session' },
} as const satisfies FindingTable;
