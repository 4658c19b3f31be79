import type { Citation, Evidence } from '../../src/model/evidence.ts';
import type {
  Counter,
  CounterSampling,
  Fact,
  FibEntry,
  FibLookup,
  HaState,
  Interface,
  InterfaceCounters,
  PbfRule,
  Route,
  SessionAbsent,
  SessionDetail,
  SessionHalf,
  SessionRow,
  TrafficLog,
} from '../../src/model/facts.ts';
import type { Flow } from '../../src/model/flow.ts';

export const CLIENT = '10.20.30.41';
export const SERVER = '10.50.60.10';
export const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: CLIENT, port: 52144 },
  server: { address: SERVER, port: 443 },
};

export const AT: Citation = { source: 'paste-1', lines: [1, 1], quote: 'a line' };

let serial = 0;

/** One block of evidence by `FW-A` unless said otherwise; each stands in a source of its own, in the order of the calls. */
export function block(kind: Evidence['kind'], facts: readonly Fact[], more: Partial<Evidence> = {}): Evidence {
  serial += 1;
  const source = more.source ?? `paste-${serial}`;
  return {
    id: `e${serial}`,
    source,
    lines: { from: 1, to: 40 },
    observer: 'FW-A',
    kind,
    command: null,
    point: null,
    takenAt: null,
    parsed: 'whole',
    unread: [],
    problem: null,
    facts: facts.map((fact) => ({ ...fact, at: { ...fact.at, source } })),
    ...more,
  };
}

interface Ends {
  readonly client?: string;
  readonly clientPort?: number;
  readonly server?: string;
  readonly serverPort?: number;
  readonly clientAfter?: string;
  readonly clientPortAfter?: number;
  readonly serverAfter?: string;
}

export type DetailSpec = Ends & Partial<Omit<SessionDetail, 'kind' | 'c2s' | 's2c'>> & { readonly pbf?: string };

const HALF: SessionHalf = {
  source: null,
  zone: null,
  destination: null,
  sourcePort: null,
  destinationPort: null,
  protocol: 'tcp',
  state: 'ACTIVE',
  type: 'FLOW',
  pbfRule: null,
};

/** A page of `show session id`: requests went, nothing came back, and the session is a minute old. */
export function detail(spec: DetailSpec = {}): SessionDetail {
  const { client = CLIENT, clientPort = 52144, server = SERVER, serverPort = 443 } = spec;
  const { clientAfter = client, clientPortAfter = clientPort, serverAfter = server, pbf, ...more } = spec;
  return {
    kind: 'session-detail',
    at: AT,
    id: 4711,
    c2s: {
      ...HALF,
      source: client,
      zone: 'users',
      destination: server,
      sourcePort: clientPort,
      destinationPort: serverPort,
      pbfRule: pbf ?? null,
    },
    s2c: {
      ...HALF,
      source: serverAfter,
      zone: 'servers',
      destination: clientAfter,
      sourcePort: serverPort,
      destinationPort: clientPortAfter,
    },
    startTime: 'Tue Nov 10 09:14:02 2026',
    timeoutSeconds: 3600,
    timeToLiveSeconds: 3590,
    bytesC2s: 222,
    bytesS2c: 0,
    packetsC2s: 3,
    packetsS2c: 0,
    vsys: 'vsys1',
    application: 'incomplete',
    rule: 'allow-web',
    natRule: null,
    translation: null,
    fromPeer: false,
    layer7: 'enabled',
    offloaded: null,
    ingress: 'ethernet1/1',
    egress: 'ethernet1/2',
    trackerStage: null,
    endReason: 'unknown',
    quotes: {
      bytesC2s: null,
      bytesS2c: null,
      endReason: null,
      trackerStage: null,
      fromPeer: null,
      pbf: null,
      startTime: null,
      ingress: null,
      egress: null,
    },
    ...more,
  };
}

/** A row of `show session all`. */
export function row(spec: Ends & Partial<SessionRow> = {}): SessionRow {
  const { client = CLIENT, clientPort = 52144, server = SERVER, serverPort = 443 } = spec;
  const { clientAfter = client, clientPortAfter = clientPort, serverAfter = server, ...more } = spec;
  return {
    kind: 'session-row',
    at: AT,
    id: 4711,
    vsys: 'vsys1',
    application: 'incomplete',
    state: 'ACTIVE',
    type: 'FLOW',
    flags: '',
    protocol: 'tcp',
    source: { address: client, port: clientPort },
    translatedSource: { address: clientAfter, port: clientPortAfter },
    destination: { address: server, port: serverPort },
    translatedDestination: { address: serverAfter, port: serverPort },
    from: 'users',
    to: 'servers',
    rule: null,
    ingress: null,
    egress: null,
    startTime: null,
    totalBytes: null,
    ...more,
  };
}

/** A traffic log record of a session that ended without an answer. */
export function log(spec: Ends & Partial<TrafficLog> = {}): TrafficLog {
  const { client = CLIENT, clientPort = 52144, server = SERVER, serverPort = 443, ...more } = spec;
  return {
    kind: 'traffic-log',
    at: AT,
    generatedAt: '2026/11/10 09:14:10',
    startedAt: '2026/11/10 09:14:02',
    device: null,
    protocol: 'tcp',
    source: { address: client, port: clientPort },
    destination: { address: server, port: serverPort },
    translatedSource: null,
    translatedDestination: null,
    from: 'users',
    to: 'servers',
    ingress: 'ethernet1/1',
    egress: 'ethernet1/2',
    sessionId: 4711,
    application: 'incomplete',
    rule: 'allow-web',
    action: 'allow',
    endReason: 'aged-out',
    bytesSent: 222,
    bytesReceived: 0,
    packetsSent: 3,
    packetsReceived: 0,
    pbfC2s: null,
    pbfS2c: null,
    symmetricReturn: null,
    ...more,
  };
}

export function absent(filter: SessionAbsent['filter'] = { source: CLIENT, destination: SERVER }): SessionAbsent {
  return { kind: 'session-absent', at: AT, reason: 'no-active-sessions', sessionId: null, filter };
}

export function lookup(destination: string, name: string | null, more: Partial<FibLookup> = {}): FibLookup {
  return {
    kind: 'fib-lookup',
    at: AT,
    router: 'default',
    destination,
    nextHop: name === null ? { kind: 'none' } : { kind: 'connected' },
    interface: name,
    sourceAddress: null,
    metric: null,
    ...more,
  };
}

export function route(prefix: string, via: string | null, name: string | null, more: Partial<Route> = {}): Route {
  return {
    kind: 'route',
    at: AT,
    router: 'default',
    prefix,
    nextHop: via === null ? { kind: 'connected' } : { kind: 'address', address: via },
    interface: name,
    metric: 10,
    active: true,
    ecmp: false,
    protocol: via === null ? 'connected' : 'static',
    ageSeconds: null,
    ...more,
  };
}

export function fibEntry(prefix: string, via: string, name: string): FibEntry {
  const nextHop = { kind: 'address', address: via } as const;
  return { kind: 'fib-entry', at: AT, router: 'default', prefix, nextHop, interface: name, ecmp: false, mtu: 1500 };
}

export function port(name: string, zone: string, address: string, more: Partial<Interface> = {}): Interface {
  return {
    kind: 'interface',
    at: AT,
    name,
    zone,
    router: 'default',
    vsys: 'vsys1',
    tag: 0,
    addresses: [address],
    up: true,
    ...more,
  };
}

export function drops(name: string, more: Partial<InterfaceCounters> = {}): InterfaceCounters {
  return {
    kind: 'interface-counters',
    at: AT,
    name,
    zone: 'servers',
    flowState: 0,
    zoneChange: 0,
    noRoute: 0,
    noArp: 0,
    received: 1000,
    sent: 1000,
    ...more,
  };
}

export function sampling(more: Partial<CounterSampling> = {}): CounterSampling {
  return {
    kind: 'counter-sampling',
    at: AT,
    delta: true,
    elapsedSeconds: 30,
    severityFilter: null,
    packetFilter: false,
    nameFilter: null,
    ...more,
  };
}

export function counter(name: string, value: number, severity = 'drop'): Counter {
  return {
    kind: 'counter',
    at: AT,
    name,
    value,
    rate: 0,
    severity,
    category: 'flow',
    aspect: 'session',
    description: null,
  };
}

export function haState(more: Partial<HaState> = {}): HaState {
  return {
    kind: 'ha-state',
    at: AT,
    mode: 'active-passive',
    local: 'active',
    peer: 'passive',
    localSeconds: 90_000,
    peerSeconds: 90_000,
    peerConnected: true,
    stateSync: 'Complete',
    deviceId: null,
    sessionOwner: null,
    sessionSetup: null,
    forwardingLinkUp: null,
    lastReason: null,
    ...more,
  };
}

export function pbfRule(name: string, more: Partial<PbfRule> = {}): PbfRule {
  return {
    kind: 'pbf-rule',
    at: AT,
    name,
    nameCut: false,
    id: 1,
    active: null,
    action: 'Forward',
    egress: 'ethernet1/4',
    nextHop: '192.0.2.129',
    nextHopUp: null,
    from: null,
    source: null,
    destination: null,
    service: null,
    symmetricReturn: false,
    ...more,
  };
}
