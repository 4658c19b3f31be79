import type { CaptureFlow } from '../../model/facts.ts';
import type { Observation } from '../../model/finding.ts';
import type { Endpoint } from '../../model/flow.ts';
import { covers, sameAddress } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { present } from '../observation.ts';
import { answeredNumber } from './other-name.ts';
import type { Sight } from './sight.ts';
import { type Look, stateOf } from './statement.ts';
import { lookAt } from './subject.ts';
import type { Vantage } from './vantage.ts';

/** A SYN-ACK comes within this after the SYN that it answers, or the client has given up. */
const ANSWER_WITHIN = 30_000_000;

/**
 * States for each place whether another address answers the client's SYN than the one that it asks: the SYN-ACK goes to
 * the same port of the client and acknowledges the very number of that SYN, which nobody can know who did not get it.
 */
export function otherAddress(vantages: readonly Vantage[], context: AnalysisContext): readonly Observation[] {
  const { ends } = context;
  if (ends === null || ends.protocol !== 'tcp') return [];
  return present(vantages.map((vantage) => answersAt(vantage, context)));
}

function answersAt(vantage: Vantage, context: AnalysisContext): Observation | null {
  const { ends, flow } = context;
  const asked = vantage.sights.filter(({ requests, flipped }) => !flipped && (requests.tcp?.syn.packets ?? 0) > 0);
  if (ends === null) return null;
  const unanswered = asked.filter(({ replies }) => (replies.tcp?.synAck.packets ?? 0) === 0);
  const candidates = unanswered.length === 0 ? null : candidatesIn(vantage.conversations);
  for (const sight of unanswered) {
    const answer = candidates?.(sight.fact).find((fact) => answers(fact, sight.fact));
    if (answer === undefined) continue;
    const byFirewall = translatesServer(context, answer.server.address);
    // A firewall that translates the server shows both of its names by rights.
    if (byFirewall === true && vantage.view.role === 'firewall') continue;
    const look = lookAt(vantage, sight, ends);
    return stateOf(look, 'capture.reply-from-other-address', 's2c', 'seen', {
      asked: shown(sight.server),
      answered: shown(answer.server),
      reset: (answer.c2s.tcp?.rst.packets ?? 0) > 0,
      byFirewall,
      neighbours: areNeighbours(context, sight, answer.server.address),
    });
  }
  const [first] = asked.filter(({ replies }) => (replies.tcp?.synAck.packets ?? 0) > 0);
  // Past a translation the one that is asked there answers by rights; what the client makes of it shows before it.
  if (first === undefined || (flow !== null && !sameAddress(first.server.address, flow.server.address))) return null;
  const look: Look = lookAt(vantage, first, ends);
  return stateOf(look, 'capture.reply-from-other-address', 's2c', 'not-seen', { asked: shown(first.server) });
}

/**
 * What may answer a conversation's SYN: those that acknowledge its number or go to the same port. A busy capture holds
 * thousands of conversations, too many to hold each against each.
 */
function candidatesIn(conversations: readonly CaptureFlow[]): (asked: CaptureFlow) => readonly CaptureFlow[] {
  const byKey = new Map<string, CaptureFlow[]>();
  const place = new Map(conversations.map((fact, index) => [fact, index]));
  for (const fact of conversations) {
    for (const key of [`number ${answeredNumber(fact)}`, `port ${fact.client.port}`]) {
      const kept = byKey.get(key);
      if (kept === undefined) byKey.set(key, [fact]);
      else kept.push(fact);
    }
  }
  return (asked) => {
    const keys = [`number ${asked.c2s.tcp?.initialSequence ?? null}`, `port ${asked.client.port}`];
    const found = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
    return [...found].sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0));
  };
}

/** A conversation that begins with a SYN-ACK to the client of another one, and answers the SYN of that one. */
function answers(fact: CaptureFlow, asked: CaptureFlow): boolean {
  if (fact === asked || fact.server.port === null || sameAddress(fact.server.address, asked.server.address))
    return false;
  const [sent, answered] = [asked.c2s.tcp?.initialSequence ?? null, answeredNumber(fact)];
  // What goes to the very address that the client asks goes to the device that translates there, and not past it.
  if (sameAddress(fact.client.address, asked.server.address)) return false;
  if (sent !== null && answered !== null) return sent === answered;
  // A listing that shows relative numbers only has no number to compare; the client's port and the time must do.
  const [syn, synAck] = [asked.c2s.tcp?.syn.first ?? null, fact.s2c.tcp?.synAck.first ?? null];
  const toClient = sameAddress(fact.client.address, asked.client.address) && fact.client.port === asked.client.port;
  if (!toClient || (fact.c2s.tcp?.syn.packets ?? 0) > 0 || syn === null || synAck === null) return false;
  return fact.clock !== 'none' && synAck >= syn && synAck - syn <= ANSWER_WITHIN;
}

/**
 * Whether a firewall's session of the flow translates the server to this address; null when no session shows it. Where a
 * machine with one arm does, it is a balancer: no firewall has one interface only.
 */
function translatesServer({ firewalls, observers }: AnalysisContext, address: string): boolean | null {
  if (observers.some((view) => hasOneArm(view) && keepsClientBefore(view, address))) return false;
  const looks = firewalls.flatMap(({ sessions }) => sessions.flatMap((session) => session.looks));
  const isKnown = looks.some(({ translatedDestination }) => translatedDestination.address !== null);
  const translates = looks.some(({ translatedDestination, source }) =>
    [translatedDestination, source].some((end) => sameAddress(end.address, address)),
  );
  return translates || isKnown ? translates : null;
}

/**
 * Whether the address that is asked and the one that answers are on one network, and the client is on none with them. A
 * balancer with one arm stands beside its servers; a firewall that publishes a server does it under an address of its
 * other side. Null when no network of the one that answers is shown.
 */
function areNeighbours({ observers }: AnalysisContext, asked: Sight, answering: string): boolean | null {
  const prefixes = observers.flatMap((view) => [
    ...view.topology.subnets.map(({ prefix }) => prefix),
    ...factsOf(view, 'host-interface').flatMap(({ fact }) =>
      (fact.addresses ?? []).map(({ address, prefixLength }) => `${address}/${prefixLength}`),
    ),
  ]);
  const near = prefixes.filter((prefix) => covers(prefix, answering));
  if (near.length === 0) return null;
  return near.every((prefix) => covers(prefix, asked.server.address) && !covers(prefix, asked.client.address));
}

function hasOneArm(view: ObserverView): boolean {
  const names = factsOf(view, 'host-interface').flatMap(({ fact }) => (fact.name === 'lo' ? [] : fact.name));
  return new Set(names).size === 1;
}

/** Connection tracking hands a request on to this address, and its sender as it came. */
function keepsClientBefore(view: ObserverView, address: string): boolean {
  return factsOf(view, 'conntrack-entry').some(
    ({ fact: { original, reply } }) =>
      sameAddress(reply.source, address) &&
      !sameAddress(original.destination, address) &&
      sameAddress(reply.destination, original.source),
  );
}

function shown({ address, port }: Endpoint): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
