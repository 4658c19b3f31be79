import type { ChecklistTemplate, Clue, DoNot } from '../model/pattern.ts';

/** Clues that mean the same for every split conversation. */
export const COMES_BACK: readonly Clue[] = [
  {
    finding: 'session.both-directions-grow',
    when: 'seen',
    role: 'rules-out',
    bits: 4,
    because: 'Both directions of this flow grow through the same firewall, so the conversation is not split.',
  },
  {
    finding: 'session.newer-flow-healthy',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'New sessions between the same ends work both ways, so the path is right now.',
  },
  {
    finding: 'capture.newer-connection-works',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'New connections between the same ends work both ways, so the path is right now.',
  },
];

export const HALF_MISSING: readonly Clue[] = [
  {
    finding: 'session.return-unseen',
    when: 'seen',
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The request passed this firewall and the reply never came back through it.',
  },
  {
    finding: 'session.return-frozen',
    when: 'seen',
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'Requests keep passing while the reply direction stands still.',
  },
  {
    finding: 'session.return-unseen',
    when: 'not-seen',
    role: 'against',
    bits: 2,
    because: 'Replies did come back through this firewall.',
  },
];

/** The same half as a firewall beside a host misses it: where the host sent it is another question. */
export const LOST_BEFORE_FIREWALL = [
  {
    finding: 'session.return-unseen',
    when: 'seen',
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The request passed the firewall and the reply never came back through it.',
  },
  {
    finding: 'session.return-frozen',
    when: 'seen',
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'Requests keep passing the firewall while the reply direction stands still.',
  },
] as const satisfies readonly Clue[];

export const REPORTED: readonly Clue[] = [
  reported(
    'symptom.ping-works',
    'Each ping is its own two-packet session, so a split path spares it while TCP breaks.',
  ),
  reported(
    'symptom.tcp-only',
    'TCP needs its handshake to pass one stateful firewall in both directions; UDP does not.',
  ),
  reported('symptom.some-users', 'Routes and hashes split some sources and not others.'),
  reported('symptom.one-way', 'Requests that arrive without answers returning are what a split path looks like.'),
  reported('symptom.started-after-change', 'A change of routes, links or balancing is how paths come to part.'),
];

function reported(finding: Clue['finding'], because: string): Clue {
  return { finding, when: 'seen', role: 'supports', bits: 1, because };
}

/** What people try first when a conversation is split, and why it fails. */
export const WRONG_LAYER: readonly DoNot[] = [
  {
    action: 'Restarting the sessions in the session browser',
    because:
      'New sessions form over the same routes and lose their replies in the same way. Clear them after the fix, not before.',
  },
  {
    action: 'Searching the security policy for the fault',
    because:
      'A rule matched and permitted the flow, or there would be no session. No rule chooses the way of the reply.',
  },
  {
    action: 'Disabling or loosening security policy',
    because: 'Policy already permits the flow: the session was set up. The reply is lost because of its path.',
  },
  {
    action: 'Rebooting or failing over the firewall',
    because:
      'The routes that split the conversation are still there afterwards, and every other session breaks meanwhile.',
  },
  {
    action: 'Blaming the provider',
    because: 'Packets are delivered where the routes send them; the return route is what is wrong.',
  },
  {
    action: 'Adding bypass or allow rules for the dropped replies',
    because:
      'The drop is the firewall keeping state, not a rule. A bypass gives up inspection and leaves the path split.',
  },
];

/** No answer came to the first packet, wherever it is that the answer or the packet was lost. */
export const HANDSHAKE_AGED_OUT = {
  finding: 'session.handshake-aged-out',
  when: 'seen',
  role: 'supports',
  bits: 1,
  because: 'The handshake timer ran out waiting for a SYN-ACK.',
} as const satisfies Clue;

/** Packets without a session are the rule for a while after a failover, and prove nothing then. */
export const AFTER_FAILOVER = {
  finding: 'ha.recent-change',
  when: 'seen',
  role: 'against',
  bits: 2,
  because: 'Shortly after a change of HA state, packets without a session are expected.',
} as const satisfies Clue;

/** The least that a mended way shows. */
export const NEW_SESSION_ANSWERED = {
  id: 'new-session-answered',
  stage: 'after',
  action: 'Read the new session',
  command: 'session-id',
  expect: 'The session carries bytes in both directions.',
  passes: { finding: 'session.both-directions-seen', reading: 'seen' },
} as const satisfies ChecklistTemplate;

/** A short connection can pass by luck; this one cannot. */
export const SUSTAINED = {
  id: 'sustained',
  stage: 'after',
  action: 'Have a user run something long (a download, a full login) for two to three minutes',
  command: 'session-id',
  expect: 'It finishes without a stall, and both directions grew throughout.',
  passes: { check: 'sustained' },
} as const satisfies ChecklistTemplate;

/** How to prove that the fix works: only the case's own flows are cleared, then both directions must grow. */
export const VALIDATION: readonly ChecklistTemplate[] = [
  {
    id: 'note-before',
    stage: 'before',
    action: 'Write down the broken session and its byte counts, to compare with afterwards',
    command: 'session-list',
    expect: 'The affected flow is listed; its id, start time and byte counts are noted.',
    passes: { check: 'broken-flow-noted' },
  },
  {
    id: 'clear-flow',
    stage: 'during',
    action: 'Clear only the affected flow, once the fix is in and its users know',
    command: 'clear-flow',
    expect:
      'Only sessions of this client and server are cleared. Flows that formed before the fix stay broken until then, or until they time out (idle TCP: one hour by default).',
    passes: { check: 'old-session-gone' },
  },
  {
    id: 'new-session',
    stage: 'after',
    action: 'Let a user connect again, and find the new session',
    command: 'session-list',
    expect: 'A new session with a start time after the fix.',
    passes: { check: 'new-session' },
  },
  {
    id: 'both-grow',
    stage: 'after',
    action: 'Read the new session twice, 30 seconds apart',
    command: 'session-id',
    expect: 'Both byte counts grow, client to server and server to client.',
    passes: { check: 'both-grow' },
  },
  {
    id: 'drops-stop',
    stage: 'after',
    action: 'Read the counters twice with delta, without a severity filter, some traffic in between',
    command: 'counters-delta',
    expect: 'The second reading shows no non-SYN, out-of-window or zone-change drops.',
    passes: { check: 'drops-stop' },
  },
  SUSTAINED,
  {
    id: 'stale-flows',
    stage: 'after',
    action: 'List the sessions of these ends that formed before the fix',
    command: 'session-list',
    expect:
      'None is left. Those that are stay broken until they are cleared or time out: idle ones within the timeout, those that still carry packets not before their users end them.',
    passes: { check: 'stale-flows' },
  },
];
