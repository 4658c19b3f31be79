import type { Citation } from '../../model/evidence.ts';
import type { HostRoute } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { covers, sameAddress } from '../address.ts';
import { factsOf } from '../context.ts';
import { inTimeOrder } from '../evidence-order.ts';
import { observe, type Values } from '../observation.ts';
import { LOCAL_TABLE, MAIN_TABLE } from './choice.ts';
import type { ServerHost } from './host-flow.ts';
import { type Exit, type Fate, outgoing } from './outgoing.ts';
import { ruleText } from './rule-text.ts';

/** Where the reply of a host goes: what its rules and tables say, or its kernel's own answer, which names no rule. */
export interface ReplyWay {
  /** `unknown`: not enough was shown, `why` says what is missing. */
  readonly kind: 'leaves' | 'none' | 'unknown';
  readonly exits: readonly Exit[];
  readonly rule: string | null;
  readonly table: string | null;
  readonly why: string | null;
  readonly citations: readonly Citation[];
}

const UNKNOWN: ReplyWay = { kind: 'unknown', exits: [], rule: null, table: null, why: null, citations: [] };

/** Decides by the tables and by `ip route get`; what they do not agree on stays open. */
export function replyWay(host: ServerHost): ReplyWay {
  const modelled = byTables(host);
  const asked = byKernel(host);
  if (asked === null) return modelled;
  if (modelled.kind === 'unknown') return asked;
  const citations = [...modelled.citations, ...asked.citations];
  const device = asked.exits[0]?.device ?? null;
  const same =
    modelled.kind === asked.kind && (asked.kind === 'none' || modelled.exits.some((exit) => exit.device === device));
  return same
    ? { ...modelled, citations }
    : { ...UNKNOWN, citations, why: '"ip route get" and the tables were shown at different times and do not agree' };
}

function byTables({ kernel, reply }: ServerHost): ReplyWay {
  const ways = outgoing(kernel, reply).map(wayOf);
  const [first] = ways;
  if (first === undefined) return UNKNOWN;
  const open = ways.find(({ kind }) => kind === 'unknown');
  if (open !== undefined) return open;
  const key = (way: ReplyWay): string => JSON.stringify([way.kind, way.exits]);
  if (ways.every((way) => key(way) === key(first))) return first;
  const citations = ways.flatMap((way) => way.citations);
  return { ...UNKNOWN, citations, why: 'a rule asks for a mark or a process that the reply may or may not carry' };
}

function wayOf(fate: Fate): ReplyWay {
  if (fate.kind === 'missing') return { ...UNKNOWN, why: fate.what };
  if (fate.kind === 'none') return { ...UNKNOWN, kind: 'none' };
  const { rule, table, route } = fate;
  const citations = [rule?.at ?? null, route?.at ?? null].filter((at) => at !== null);
  const decided = { rule: rule === null ? null : ruleText(rule), table, citations };
  if (fate.kind === 'refused') return { ...UNKNOWN, ...decided, kind: 'none', why: fate.how };
  if (fate.kind === 'local') return { ...UNKNOWN, ...decided, why: 'the client is an address of the host itself' };
  return { ...UNKNOWN, ...decided, kind: 'leaves', exits: fate.exits };
}

/** The latest answer of `ip route get` for the client, from the server's address or from none. */
function byKernel({ view, client, server }: ServerHost): ReplyWay | null {
  const answers = inTimeOrder(factsOf(view, 'host-route')).filter(({ fact, evidence }) => {
    return sameAddress(fact.destination, client) && !/\biif\b/.test(evidence.command ?? '') && isOurs(fact, server);
  });
  const fact = answers.at(-1)?.fact;
  if (fact === undefined) return null;
  const exit = { device: fact.device, gateway: fact.via, source: fact.source };
  const kind = fact.device === null ? 'none' : 'leaves';
  return { ...UNKNOWN, kind, exits: kind === 'none' ? [] : [exit], citations: [fact.at] };
}

function isOurs({ source }: HostRoute, server: string): boolean {
  return source === null || sameAddress(source, server);
}

/** States where the reply would leave, and whether that is where the request came in. */
export function reply(host: ServerHost): readonly Observation[] {
  const way = replyWay(host);
  return [nextHop(host, way), elsewhere(host, way), noRoute(host, way), ...onLink(host, way)];
}

function about(host: ServerHost, way: ReplyWay, more: Values, cited: readonly (Citation | null)[] = []) {
  const { rule, table, why } = way;
  const values = { device: devices(way), rule, table, why, ...more };
  const citations = [...way.citations, ...cited];
  return { observers: [host.view.name], direction: 's2c', values, citations } as const;
}

function devices({ exits }: ReplyWay): string | null {
  return [...new Set(exits.flatMap(({ device }) => device ?? []))].sort().join(', ') || null;
}

function via({ exits }: ReplyWay): string | null {
  return [...new Set(exits.map(({ gateway }) => gateway ?? 'the link itself'))].sort().join(', ') || null;
}

function nextHop(host: ServerHost, way: ReplyWay): Observation {
  const reading: FindingReading = way.kind === 'leaves' ? 'seen' : way.kind === 'none' ? 'not-seen' : 'could-not-tell';
  return observe('host.reply-next-hop', reading, about(host, way, { via: via(way), client: host.client }));
}

function elsewhere(host: ServerHost, way: ReplyWay): Observation {
  const { ingress } = host;
  const values = { ingress: ingress?.device ?? null, via: via(way) };
  const state = (reading: FindingReading, why = way.why): Observation =>
    observe('host.reply-leaves-elsewhere', reading, about(host, way, { ...values, why }, [ingress?.at ?? null]));
  if (way.kind === 'none') return state('could-not-tell', 'there is no route back');
  if (way.kind === 'unknown') return state('could-not-tell');
  if (ingress === null) return state('could-not-tell', 'the interface that the request came in on is not shown');
  const same = way.exits.map(({ device }) => device === ingress.device);
  if (!same.includes(false)) return state('not-seen');
  return same.includes(true)
    ? state('could-not-tell', 'the reply is shared out over several interfaces')
    : state('seen');
}

function noRoute(host: ServerHost, way: ReplyWay): Observation {
  const reading: FindingReading = way.kind === 'none' ? 'seen' : way.kind === 'leaves' ? 'not-seen' : 'could-not-tell';
  return observe('host.no-route', reading, about(host, way, { client: host.client }));
}

/** A client on the link of the interface that is answered by a gateway all the same; says nothing of other clients. */
function onLink(host: ServerHost, way: ReplyWay): readonly Observation[] {
  const { table, exits } = way;
  const subnet = connectedSubnet(host, exits);
  if (subnet === null || way.kind !== 'leaves') return [];
  const direct = exits.every(({ gateway }) => gateway === null);
  const byPolicy = table !== null && table !== MAIN_TABLE && table !== LOCAL_TABLE;
  const lacks = direct ? false : byPolicy && exits.every(({ gateway }) => gateway !== null) ? true : null;
  const reading: FindingReading = lacks === null ? 'could-not-tell' : lacks ? 'seen' : 'not-seen';
  const values = { prefix: subnet.prefix, via: via(way) };
  return [observe('host.connected-route-missing-in-policy-table', reading, about(host, way, values, [subnet.at]))];
}

function connectedSubnet(
  { kernel, client }: ServerHost,
  exits: readonly Exit[],
): { readonly prefix: string; readonly at: Citation | null } | null {
  const names = new Set(exits.map(({ device }) => device));
  const routes = [...kernel.tables.values()].flat();
  const connected = routes.find(
    ({ type, automatic, prefix, nextHops }) =>
      type === 'unicast' && automatic && names.has(nextHops[0]?.device ?? null) && covers(prefix, client),
  );
  if (connected !== undefined) return connected;
  for (const { name, addresses } of kernel.interfaces ?? []) {
    const own = addresses.find(({ address, length }) => names.has(name) && covers(`${address}/${length}`, client));
    if (own !== undefined) return { prefix: `${own.address}/${own.length}`, at: null };
  }
  return null;
}
