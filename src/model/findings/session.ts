import type { FindingTable } from './table.ts';

/** What a firewall's session tells of the flow, with a person's "this was the fix" in between. */
export const SESSION_FINDINGS = {
  /** The firewall has (or had) a session for the flow. */
  'session.found': { group: 'session', step: 'session' },
  /** c2s carried bytes and s2c none at all. */
  'session.return-unseen': { group: 'session', step: 'session' },
  /** Between two readings c2s grew and s2c did not. */
  'session.return-frozen': { group: 'session', step: 'session' },
  /** Between two readings both directions grew. */
  'session.both-directions-grow': { group: 'session', step: 'session' },
  /** One reading with bytes in both directions. */
  'session.both-directions-seen': { group: 'session', step: 'session' },
  /** The handshake never completed and the session aged out. */
  'session.handshake-aged-out': { group: 'session', step: 'session' },
  /** An established connection was removed for being idle. `overTimeout`: it lasted at least the timeout that is in force. */
  'session.idle-aged-out': { group: 'session', step: 'session' },
  'session.reset-by-server': { group: 'session', step: 'session' },
  'session.reset-by-client': { group: 'session', step: 'session' },
  /** Refused by policy: a deny log, end reason policy-deny, or a DISCARD session. */
  'session.denied': { group: 'session', step: 'session' },
  /** The first packet that this firewall saw came from the server: its c2s is the flow's s2c. */
  'session.reversed': { group: 'session', step: 'session' },
  'session.from-peer': { group: 'session', step: 'session' },
  'session.pbf-forward': { group: 'session', step: 'path' },
  'session.pbf-return': { group: 'session', step: 'path' },
  /** The broken session started before the moment that a person gave as the fix. */
  'session.older-than-fix': { group: 'person', step: 'session' },
  /** The broken session of before the fix is no longer there since. */
  'session.gone-since-fix': { group: 'person', step: 'session' },
  /** An older session of the same ends is one-way while a newer one carries both directions. */
  'session.newer-flow-healthy': { group: 'session', step: 'session' },
} as const satisfies FindingTable;
