import type { Evidence } from '../model/evidence.ts';
import type { Fact, FactKind, FactOf, NextHop, SessionDetail, SessionRow } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';

/** What a fact speaks of (`key`, and `about` in words) and what it says of it, without what is volatile. */
export interface Trait {
  readonly key: string;
  readonly about: string;
  readonly state: string;
  /** True when a later fact of the same block replaces an earlier one; else they stand side by side. */
  readonly isOne: boolean;
}

type Reader<K extends FactKind> = (fact: FactOf<K>, who: string, flow: Flow | null) => Omit<Trait, 'isOne'> | null;

/** The trait of a fact that matters to a comparison; null for every other one. */
export function traitsOf(fact: Fact, { observer }: Evidence, flow: Flow | null): Trait | null {
  const who = observer ?? 'unnamed device';
  const trait = read(fact, who, flow);
  return trait === null
    ? null
    : { ...trait, key: `${KEY_OF[fact.kind] ?? fact.kind} ${who} ${trait.key}`, isOne: !SIDE_BY_SIDE.has(fact.kind) };
}

/** That there is none is the other answer of a listing. */
const KEY_OF: Readonly<Partial<Record<FactKind, string>>> = { 'session-absent': 'session-row' };

/** Equal paths of one prefix, rows of one listing. */
const SIDE_BY_SIDE: ReadonlySet<FactKind> = new Set(['route', 'fib-entry', 'session-row', 'session-absent']);

function read(fact: Fact, who: string, flow: Flow | null): Omit<Trait, 'isOne'> | null {
  switch (fact.kind) {
    case 'session-detail':
      return session(fact, who, flow);
    case 'session-row':
      return listed(fact, who, flow);
    case 'fib-lookup':
      return fibLookup(fact, who, flow);
    case 'route':
    case 'fib-entry':
      return route(fact, who);
    case 'pbf-rule':
      return pbfRule(fact, who, flow);
    case 'pbf-match':
      return pbfMatch(fact, who, flow);
    case 'ha-state':
      return haState(fact, who, flow);
    case 'tcp-settings':
      return settings(who, 'TCP settings', { 'asymmetric path': fact.asymmetricPath });
    case 'session-settings':
      return settings(who, 'session settings', {
        'reject non-SYN first packet': fact.rejectNonSyn,
        'hardware offload': fact.hardwareOffload,
        'TCP timeout': fact.tcpSeconds,
      });
    case 'arp':
      return arp(fact, who, flow);
    case 'interface':
      return {
        key: fact.name,
        about: `${who}, interface ${fact.name}`,
        state: words({ up: fact.up, zone: fact.zone, router: fact.router, addresses: fact.addresses.join(' ') }),
      };
    case 'session-absent':
      return absent(fact, who, flow);
    case 'traceroute':
      return trace(fact, who, flow);
    case 'host-route':
      return hostRoute(fact, who, flow);
    case 'sysctl':
      return { key: fact.key, about: `${who}, ${fact.key}`, state: fact.value };
    default:
      return null;
  }
}

const session: Reader<'session-detail'> = (fact, who, flow) => {
  if (!isOfFlow(fact, flow)) return null;
  const { c2s, s2c } = fact;
  return {
    key: flow === null ? `${c2s.source} ${c2s.destination} ${c2s.destinationPort}` : '',
    about: `${who}, session ${c2s.source ?? '?'} → ${c2s.destination ?? '?'}:${c2s.destinationPort ?? '?'}`,
    state: `${bytesWords(fact)}, ${words({ state: c2s.state, 'in by': fact.ingress, 'out by': fact.egress, zones: zonesOf(c2s.zone, s2c.zone), 'created on the peer': fact.fromPeer })}`,
  };
};

function zonesOf(from: string | null, to: string | null): string | null {
  return from === null || to === null ? null : `${from} to ${to}`;
}

/** Which direction carried bytes; how many is a matter of the moment. */
function bytesWords({ bytesC2s, bytesS2c }: SessionDetail): string {
  if (bytesC2s === null || bytesS2c === null) return 'byte counts not shown';
  if (bytesC2s > 0 && bytesS2c > 0) return 'bytes in both directions';
  if (bytesC2s > 0) return 'bytes from the client only';
  return bytesS2c > 0 ? 'bytes from the server only' : 'no bytes';
}

/** By either side of a translation. Without a known conversation every session counts. */
function isOfFlow({ c2s, s2c }: SessionDetail, flow: Flow | null): boolean {
  if (flow === null) return true;
  const near = [c2s.source, s2c.destination];
  const far = [c2s.destination, s2c.source];
  const { client, server } = flow;
  return (
    (near.includes(client.address) && far.includes(server.address)) ||
    (near.includes(server.address) && far.includes(client.address))
  );
}

function listed(row: SessionRow, who: string, flow: Flow | null): Omit<Trait, 'isOne'> | null {
  const ends = [
    row.source.address,
    row.destination.address,
    row.translatedSource.address,
    row.translatedDestination.address,
  ];
  if (flow !== null && !(ends.includes(flow.client.address) && ends.includes(flow.server.address))) return null;
  if (flow === null) return null;
  return {
    key: '',
    about: `${who}, listed sessions of these ends`,
    state: `${row.state} from ${row.from} to ${row.to}`,
  };
}

/** An empty listing answers for the two ends when it was asked for them, or for everything. */
const absent: Reader<'session-absent'> = ({ reason, filter }, who, flow) => {
  if (flow === null || reason !== 'no-active-sessions') return null;
  const { source = flow.client.address, destination = flow.server.address } = filter;
  const asked = [source, destination].sort().join(' ') === [flow.client.address, flow.server.address].sort().join(' ');
  return asked ? { key: '', about: `${who}, listed sessions of these ends`, state: 'none' } : null;
};

/** Routers that answer in turn are told in the order of their hops. */
const trace: Reader<'traceroute'> = ({ destination, hops, reached }, who) => ({
  key: destination,
  about: `${who}, trace to ${destination}`,
  state: `${hops.map(({ addresses }) => (addresses.length === 0 ? '*' : addresses.join(' or '))).join(', ')}${reached ? '' : ' (not reached)'}`,
});

const hostRoute: Reader<'host-route'> = ({ destination, via, device }, who) => ({
  key: destination,
  about: `${who}, route to ${destination}`,
  state: `${via === null ? 'on the link' : `via ${via}`}${device === null ? '' : ` by ${device}`}`,
});

const fibLookup: Reader<'fib-lookup'> = (fact, who) => ({
  key: `${fact.router} ${fact.destination}`,
  about: `${who}, FIB lookup of ${fact.destination ?? 'an address'}`,
  state: hopWords(fact.nextHop, fact.interface),
});

function route(fact: FactOf<'route'> | FactOf<'fib-entry'>, who: string): Omit<Trait, 'isOne'> | null {
  if (fact.kind === 'route' && !fact.active) return null;
  const what = fact.kind === 'route' ? 'route' : 'FIB entry';
  return {
    key: `${fact.router} ${fact.prefix}`,
    about: `${who}, ${what} to ${fact.prefix}`,
    state: `${hopWords(fact.nextHop, fact.interface)}${fact.ecmp ? ' (ECMP)' : ''}`,
  };
}

const pbfRule: Reader<'pbf-rule'> = (fact, who) => ({
  key: fact.name,
  about: `${who}, PBF rule ${fact.name}`,
  state: words({
    active: fact.active,
    action: fact.action,
    'out by': fact.egress,
    'next hop': fact.nextHop,
    'next hop up': fact.nextHopUp,
    'symmetric return': fact.symmetricReturn,
  }),
});

const pbfMatch: Reader<'pbf-match'> = (fact, who) => ({
  key: `${fact.from} ${fact.source} ${fact.destination} ${fact.port}`,
  about: `${who}, PBF match from ${fact.source ?? '?'} to ${fact.destination ?? '?'}`,
  state: fact.rule === null ? 'no rule' : `rule ${fact.rule}`,
});

const haState: Reader<'ha-state'> = (fact, who) => ({
  key: '',
  about: `${who}, HA`,
  state: words({
    mode: fact.mode,
    'this unit': fact.local,
    peer: fact.peer,
    'peer connected': fact.peerConnected,
    'state synchronisation': fact.stateSync,
    'session owner': fact.sessionOwner,
    'session setup': fact.sessionSetup,
  }),
});

/** Whether an entry is about to be asked for again changes by the minute. */
const arp: Reader<'arp'> = (fact, who) => ({
  key: `${fact.interface} ${fact.address}`,
  about: `${who}, ARP of ${fact.address} on ${fact.interface}`,
  state: fact.mac === null ? 'unresolved' : `at ${fact.mac}`,
});

function settings(who: string, about: string, values: Parameters<typeof words>[0]): Omit<Trait, 'isOne'> {
  return { key: '', about: `${who}, ${about}`, state: words(values) };
}

/** What was shown, name by name; what was not is left out. */
function words(values: Readonly<Record<string, string | number | boolean | null>>): string {
  const shown = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  const value = (told: unknown): string => (told === true ? 'yes' : told === false ? 'no' : String(told));
  return shown.length === 0 ? 'nothing shown' : shown.map(([name, told]) => `${name} ${value(told)}`).join(', ');
}

function hopWords(hop: NextHop, port: string | null): string {
  const by = port === null ? '' : ` by ${port}`;
  if (hop.kind === 'address') return `via ${hop.address}${by}`;
  if (hop.kind === 'router') return `via router ${hop.name}${by}`;
  return `${HOPS[hop.kind]}${by}`;
}

const HOPS = { connected: 'connected', host: 'this host', discard: 'discarded', none: 'no route' } as const;
