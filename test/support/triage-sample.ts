import type { Case, CaseEvent, Tick } from '../../src/model/case.ts';
import type { ChecklistItem } from '../../src/model/checklist.ts';
import type { Diagnosis, Step, StepState } from '../../src/model/diagnosis.ts';
import type { Citation, Evidence } from '../../src/model/evidence.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Flow } from '../../src/model/flow.ts';
import type { Triage } from '../../src/model/triage.ts';
import { ABSENT, AGED, BYPASS, citation, DENY, DROPS, ROUTE, SESSION, SILENT, UNASSESSED } from './ledger-sample.ts';

export const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.20.0.15', port: 51544 },
  server: { address: '198.51.100.20', port: 443 },
};

export const FINDINGS: readonly Finding[] = [
  finding('f1', 'session.return-unseen', ['FW-EAST'], { bytesC2s: 48_576 }, [SESSION]),
  finding('f2', 'session.handshake-aged-out', ['FW-EAST'], { application: 'incomplete' }, [AGED]),
  finding(
    'f3',
    'between.halves-on-two-firewalls',
    ['FW-EAST', 'FW-WEST'],
    { forward: 'FW-EAST', return: 'FW-WEST', haPair: false, specific: true },
    [SESSION, ABSENT, DROPS],
  ),
  {
    ...finding('f4', 'fib.return-leaves-elsewhere', ['FW-EAST'], { ingress: 'ethernet1/2' }, [ROUTE]),
    reading: 'not-seen',
  },
  finding('f5', 'counter.non-syn-drops', ['FW-WEST'], { delta: 214 }, [DROPS]),
  { ...finding('f6', 'symptom.ping-works', [], {}, []), direction: null },
];

function finding(
  id: string,
  code: Finding['code'],
  observers: readonly string[],
  values: Finding['values'],
  citations: readonly Citation[],
): Finding {
  return { id, code, observers, direction: 's2c', reading: 'seen', values, citations };
}

export const CHECKLIST: readonly ChecklistItem[] = [
  item('note-before', 'before', 'Write down the broken session and its byte counts', 'show session id 4711', 'passed', [
    SESSION,
  ]),
  item(
    'clear-flow',
    'during',
    'Clear only the affected flow, once the fix is in and its users know',
    'clear session all filter source 10.20.0.15 destination 198.51.100.20 destination-port 443',
    'open',
  ),
  item(
    'both-grow',
    'after',
    'Read the new session twice, 30 seconds apart',
    'show session all filter source 10.20.0.15 destination 198.51.100.20',
    'open',
  ),
  item('users', 'after', 'Ask two users who were affected to connect again', null, 'failed'),
];

function item(
  id: string,
  stage: ChecklistItem['stage'],
  action: string,
  command: string | null,
  state: ChecklistItem['state'],
  evidence: readonly Citation[] = [],
): ChecklistItem {
  return {
    id,
    stage,
    action,
    command,
    expect: 'Both byte counts grow, client to server and server to client.',
    state,
    why: null,
    decidedAt: null,
    evidence,
  };
}

function steps(states: readonly StepState[]): readonly Step[] {
  const told = [
    [
      'session',
      'Session',
      'FW-EAST sent 48576 bytes on and got none back; FW-WEST has no session.',
      ['f1', 'f2', 'f3'],
    ],
    ['capture', 'Capture', 'No capture has been given.', []],
    ['return-route', 'Return route', 'Inside FW-EAST the way back is right.', ['f4']],
    ['path', 'Path', 'Nobody has shown which way the server replies.', []],
    ['counters', 'Counters', 'FW-WEST dropped 214 replies that match no session.', ['f5']],
  ] as const;
  return told.map(([id, title, says, findings], index) => {
    const state = states[index] ?? 'missing';
    const known = state === 'missing' ? [] : findings;
    const next = state === 'missing' ? ['traceroute -T -p 443 10.20.0.15'] : [];
    return { id, title, state, says: state === 'missing' ? 'Nothing has been given.' : says, findings: known, next };
  });
}

export const EVIDENCE: readonly Evidence[] = [
  read('e1', 'fw-east-session.txt', 'FW-EAST', 'session-id', 44),
  read('e2', 'fw-west-session.txt', 'FW-WEST', 'session-all', 2),
  {
    ...read('e3', 'fw-west-counters.txt', 'FW-WEST', 'counter-global', 22),
    parsed: 'part',
    unread: [
      { from: 4, to: 6 },
      { from: 19, to: 19 },
    ],
    problem: 'Four lines are no counter rows.',
  },
  {
    ...read('e4', 'notes.txt', null, 'unknown', 3),
    parsed: 'none',
    unread: [{ from: 1, to: 3 }],
    problem: 'No command is known that prints this.',
  },
];

function read(id: string, source: string, observer: string | null, kind: Evidence['kind'], to: number): Evidence {
  return {
    id,
    source,
    lines: { from: 1, to },
    observer,
    kind,
    command: 'show session id 4711',
    point: null,
    takenAt: null,
    parsed: 'whole',
    unread: [],
    problem: null,
    facts: [],
  };
}

const CONFIRMED: Diagnosis = {
  verdict: 'asymmetric',
  rootCause: 'return-path-bypass',
  alsoFound: [],
  since: null,
  headline: 'Asymmetric, confirmed: return traffic bypasses the firewall.',
  summary: 'Requests pass FW-EAST; the replies arrive at FW-WEST, which has no session for them and drops them.',
  cautions: ['The readings of FW-EAST and FW-WEST carry no times: they are taken as simultaneous.'],
  patterns: [BYPASS, SILENT, UNASSESSED, DENY],
  steps: steps(['confirmed', 'missing', 'refuted', 'could-not-tell', 'confirmed']),
  nextTests: [
    {
      id: 'trace-back',
      who: 'server',
      cost: 5,
      risk: 'none',
      riskWhy: 'It sends a handful of small probe packets.',
      why: 'shows the hop where the reply turns away from FW-EAST',
      observer: 'the server 198.51.100.20',
      command: 'traceroute -n 10.20.0.15',
      live: [],
      separates: ['return-path-bypass', 'server-silent'],
    },
  ],
  doNot: [
    {
      action: 'Restarting the sessions in the session browser',
      because: 'New sessions form over the same routes and lose their replies in the same way.',
    },
    { action: 'Rebooting the firewall', because: 'The routes that split the conversation are still there afterwards.' },
  ],
  fix: [
    {
      action: 'Route the reply through the firewall',
      where: 'the router that is the server’s gateway',
      risk: 'medium',
      riskWhy: 'Other flows of the same networks move to the firewall with it.',
      rollback: 'Put the former route back; note it before the change.',
    },
    {
      action: 'Allow the asymmetric path for the server-side zone',
      where: 'a zone protection profile on FW-WEST',
      risk: 'high',
      riskWhy: 'TCP sanity checks and inspection are given up for what enters by that zone.',
      rollback: 'Remove the profile from the zone and commit.',
    },
  ],
  checklist: CHECKLIST,
};

/** Return-path bypass, confirmed from two firewalls. */
export const BYPASS_CONFIRMED: Triage = {
  flow: FLOW,
  flowSource: 'evidence',
  evidence: EVIDENCE,
  findings: FINDINGS,
  diagnosis: CONFIRMED,
  blastRadius: null,
  scenes: [],
};

/** One firewall, one half: nothing decided yet. */
export const INCONCLUSIVE: Triage = {
  flow: FLOW,
  flowSource: 'given',
  evidence: EVIDENCE.slice(0, 1),
  findings: FINDINGS.slice(0, 2),
  diagnosis: {
    ...CONFIRMED,
    verdict: 'inconclusive',
    rootCause: null,
    alsoFound: [],
    headline: 'Inconclusive: the reply does not come back through FW-EAST, and nothing shows where it goes.',
    summary: 'Missing: the session on the other firewall, and a trace from the server to the client.',
    cautions: [],
    patterns: [
      {
        ...BYPASS,
        band: 'possible',
        bits: 5,
        for: BYPASS.for.slice(0, 1),
        holdsBack: ['The other firewall has shown nothing.'],
      },
      SILENT,
      UNASSESSED,
    ],
    steps: steps(['confirmed', 'missing', 'missing', 'missing', 'missing']),
    doNot: [],
    fix: [],
    checklist: [],
  },
  blastRadius: null,
  scenes: [],
};

/** Both directions grow: nothing is wrong with the path. */
export const HEALTHY: Triage = {
  flow: FLOW,
  flowSource: 'given',
  evidence: EVIDENCE.slice(0, 1),
  findings: [
    finding('f1', 'session.both-directions-grow', ['FW-EAST'], { deltaC2s: 1200, deltaS2c: 88_000 }, [
      citation('fw-east-session.txt', 24, 'total byte count(s2c) : 88000'),
    ]),
  ],
  diagnosis: {
    ...CONFIRMED,
    verdict: 'healthy',
    rootCause: 'healthy',
    alsoFound: [],
    headline: 'Healthy: both directions of the flow grow through the same firewall.',
    summary: 'Look above the network: the application or the server.',
    cautions: [],
    patterns: [
      {
        ...BYPASS,
        id: 'healthy',
        title: 'The conversation is whole',
        axis: 'control',
        band: 'likely',
        bits: 4,
        for: [
          {
            finding: 'f1',
            code: 'session.both-directions-grow',
            role: 'signature',
            bits: 4,
            counted: 4,
            because: 'Both directions grow between two readings.',
            citation: citation('fw-east-session.txt', 24, 'total byte count(s2c) : 88000'),
          },
        ],
        missing: [],
      },
    ],
    steps: steps(['refuted', 'missing', 'missing', 'missing', 'missing']),
    nextTests: [],
    doNot: [],
    fix: [],
    checklist: [],
  },
  blastRadius: null,
  scenes: [],
};

/** Nothing has been given yet. */
export const EMPTY: Triage = {
  flow: null,
  flowSource: 'unknown',
  evidence: [],
  findings: [],
  diagnosis: {
    ...INCONCLUSIVE.diagnosis,
    headline: 'Inconclusive: nothing has been given yet.',
    patterns: [],
    steps: steps([]),
  },
  blastRadius: null,
  scenes: [],
};

export const CASE: Case = {
  id: 'RT-7',
  team: 'T000TEST',
  channel: 'C000TEST',
  thread: '1760000000.000100',
  card: null,
  openedBy: 'U000ALEX',
  openedAt: '2026-03-02T02:47:00Z',
  flow: FLOW,
  symptoms: ['ping-works', 'tcp-fails'],
  fixedAt: null,
  status: 'open',
};

export const TICKS: readonly Tick[] = [
  { item: 'clear-flow', state: 'passed', by: 'U000SAM', at: '2026-03-02T03:20:00Z' },
  { item: 'both-grow', state: 'failed', by: 'U000SAM', at: '2026-03-02T03:22:00Z' },
  { item: 'both-grow', state: 'open', by: 'U000ALEX', at: '2026-03-02T03:25:00Z' },
];

export const EVENTS: readonly CaseEvent[] = [
  { at: '2026-03-02T02:47:00Z', by: 'U000ALEX', kind: 'opened', text: 'opened the case' },
  { at: '2026-03-02T02:55:00Z', by: 'U000ALEX', kind: 'evidence', text: 'gave fw-east-session.txt' },
  { at: '2026-03-02T03:05:00Z', by: 'U000SAM', kind: 'note', text: 'restarted the sessions: no change' },
];
