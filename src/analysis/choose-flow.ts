import type { Evidence } from '../model/evidence.ts';
import type { Fact, FactOf } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';
import type { Triage } from '../model/triage.ts';
import { canonicalAddress, sameAddress } from './address.ts';
import { flowOfCaptures } from './capture/flow-of-captures.ts';
import { type Conversation, conversationsIn } from './conversations.ts';
import { inPlace } from './evidence-order.ts';
import { isRefusal, lookOf } from './look.ts';
import { present } from './observation.ts';

type Chosen = Pick<Triage, 'flow' | 'flowSource'>;

/** How strongly each kind of evidence points to a conversation. A page of one session was asked for by its number. */
const POINTS = { page: 8, silent: 4, observer: 2, bothWays: 4, oneWay: 1, asked: 3, log: 2, row: 1 } as const;

/**
 * The flow that a case is about: the one that was given, else the one that the evidence points to. `ambiguous` when it
 * points to several alike, `unknown` when to none; then there is no flow, since a guess would make every finding wrong.
 * The ends are those before translation; the client's port is null when several attempts were shown.
 */
export function chooseFlow(given: Flow | null, evidence: readonly Evidence[]): Chosen {
  if (given !== null) return { flow: given, flowSource: 'given' };
  const facts = inPlace(evidence).flatMap((block) => block.facts.map((fact) => ({ fact, evidence: block })));
  const questions = facts.map(({ fact }) => fact).filter(isQuestion);
  const ranked = conversationsIn(present(facts.map(lookOf)))
    .map((conversation) => ({ conversation, points: pointsFor(conversation, questions) }))
    .sort((one, other) => other.points - one.points);
  const [best, second] = ranked;
  if (best === undefined) {
    const tested = flowOfTest(questions) ?? flowOfCaptures(evidence);
    if (tested === 'several') return { flow: null, flowSource: 'ambiguous' };
    return { flow: tested, flowSource: tested === null ? 'unknown' : 'evidence' };
  }
  if (second !== undefined && second.points === best.points) return { flow: null, flowSource: 'ambiguous' };
  return { flow: flowOf(best.conversation), flowSource: 'evidence' };
}

function flowOf({ protocol, client, server, legs }: Conversation): Flow {
  const pages = legs.filter(({ look }) => look.form === 'detail');
  const ports = new Set((pages.length > 0 ? pages : legs).map((leg) => leg.client.port));
  const [port = null] = ports;
  return { protocol, client: { address: client, port: ports.size === 1 ? port : null }, server };
}

/** What somebody asked a device about one address or about two ends. */
type Question = FactOf<'fib-lookup' | 'traceroute' | 'host-route' | 'pbf-match' | 'session-absent'>;

function isQuestion(fact: Fact): fact is Question {
  return ['fib-lookup', 'traceroute', 'host-route', 'pbf-match', 'session-absent'].includes(fact.kind);
}

function pointsFor(conversation: Conversation, questions: readonly Question[]): number {
  const { legs } = conversation;
  const has = (form: 'detail' | 'log' | 'row'): boolean => legs.some(({ look }) => look.form === form);
  const observers = new Set(legs.map(({ look }) => look.evidence.observer));
  return (
    (has('detail') ? POINTS.page : 0) +
    (has('log') ? POINTS.log : 0) +
    (has('row') ? POINTS.row : 0) +
    (legs.some(({ look }) => isSilent(look)) ? POINTS.silent : 0) +
    (observers.size - 1) * POINTS.observer +
    lookupPoints(conversation, questions) +
    (questions.some((question) => asksFor(question, conversation)) ? POINTS.asked : 0)
  );
}

/** Requests without a reply, or a refusal: what people ask about. */
function isSilent(look: Conversation['legs'][number]['look']): boolean {
  const { sent, received, action } = look;
  const none = (received.bytes ?? received.packets) === 0 && (sent.bytes ?? sent.packets ?? 0) > 0;
  return none || isRefusal(action);
}

/** The names of the ends, before and after every translation. */
function names({ client, server, legs }: Conversation): { clients: readonly string[]; servers: readonly string[] } {
  return {
    clients: [client, ...legs.map(({ translatedClient }) => translatedClient.address)],
    servers: [server.address, ...legs.map(({ translatedServer }) => translatedServer.address)],
  };
}

function isOneOf(address: string | null, wanted: readonly string[]): boolean {
  return wanted.some((name) => sameAddress(name, address));
}

/** Route look-ups are made for the two ends of the flow, one for each direction. */
function lookupPoints(conversation: Conversation, questions: readonly Question[]): number {
  const { clients, servers } = names(conversation);
  const asked = questions.flatMap((fact) =>
    fact.kind === 'fib-lookup' || fact.kind === 'traceroute' || fact.kind === 'host-route' ? fact.destination : [],
  );
  const ends = [clients, servers].filter((wanted) => asked.some((address) => isOneOf(address, wanted)));
  return ends.length === 2 ? POINTS.bothWays : ends.length * POINTS.oneWay;
}

/** A question that names both ends: a filtered listing that came back empty, or a PBF test. */
function asksFor(fact: Question, conversation: Conversation): boolean {
  const { clients, servers } = names(conversation);
  if (fact.kind === 'pbf-match') return isOneOf(fact.source, clients) && isOneOf(fact.destination, servers);
  if (fact.kind !== 'session-absent') return false;
  const { source = null, destination = null } = fact.filter;
  return isOneOf(source, clients) && isOneOf(destination, servers);
}

/** Without any session, a PBF test names the flow, as long as all tests ask for the same one. */
function flowOfTest(questions: readonly Question[]): Flow | null {
  const asked = questions.flatMap((fact): readonly Flow[] => {
    if (fact.kind !== 'pbf-match' || fact.protocol === null) return [];
    const client = canonicalAddress(fact.source ?? '');
    const server = canonicalAddress(fact.destination ?? '');
    if (client === null || server === null) return [];
    return [
      {
        protocol: fact.protocol,
        client: { address: client, port: null },
        server: { address: server, port: fact.port },
      },
    ];
  });
  const [first] = asked;
  const same = asked.every((flow) => JSON.stringify(flow) === JSON.stringify(first));
  return first !== undefined && same ? first : null;
}
