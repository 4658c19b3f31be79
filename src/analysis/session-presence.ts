import type { SessionAbsent } from '../model/facts.ts';
import type { FindingReading, Observation } from '../model/finding.ts';
import { covers } from './address.ts';
import { type AnalysisContext, factsOf, type ObserverView, placesOf } from './context.ts';
import type { FlowEnds } from './flow-ends.ts';
import { type FlowSession, known } from './flow-sessions.ts';
import { observe, present, readingOf } from './observation.ts';
import { attempts, subjectOf } from './session-condition.ts';

/** States whether a firewall has a session for the flow, which end came first in it, and whether the HA peer made it. */
export function sessionPresence(context: AnalysisContext): readonly Observation[] {
  const { ends, firewalls } = context;
  return ends === null ? [] : firewalls.flatMap((view) => [...found(view, ends), ...origin(view)]);
}

/** A refusal that is logged without a session id never became a session. */
function isSession(session: FlowSession): boolean {
  return session.looks.some((look) => look.form !== 'log' || (look.id ?? 0) > 0);
}

function found(view: ObserverView, ends: FlowEnds): readonly Observation[] {
  const reading = presenceOf(view, ends);
  if (reading === null) return [];
  const subject = subjectOf(view);
  const session = subject !== null && isSession(subject) ? subject : (attempts(view).find(isSession) ?? null);
  return [
    observe('session.found', reading, {
      observers: [view.name],
      values: {
        sessionId: session?.id ?? null,
        state: session === null ? null : (known(session, (look) => look.state)?.value ?? null),
      },
      citations: session === null ? absences(view).map(({ at }) => at) : [session.latest.at],
    }),
  ];
}

/** Whether an observer has (or had) a session of the flow; null when it shows nothing of its sessions. */
export function presenceOf(view: ObserverView, ends: FlowEnds): FindingReading | null {
  if (attempts(view).some(isSession)) return 'seen';
  const absent = absences(view);
  if (absent.length === 0) {
    return view.evidence.some(({ kind }) => kind === 'session-all' || kind === 'session-id') ? 'could-not-tell' : null;
  }
  return answersFor(absent, ends) ? 'not-seen' : 'could-not-tell';
}

function absences(view: ObserverView): readonly SessionAbsent[] {
  return factsOf(view, 'session-absent').map(({ fact }) => fact);
}

/** An empty answer counts when every name that the two ends go by was asked for: behind a NAT they go by another. */
function answersFor(absent: readonly SessionAbsent[], ends: FlowEnds): boolean {
  const names = new Set(
    ends.clients.flatMap((client) => ends.servers.map((server) => `${client.address} ${server.address}`)),
  );
  return [...names].every((name) => {
    const [client = '', server = ''] = name.split(' ');
    return absent.some(
      ({ reason, filter }) => reason === 'no-active-sessions' && wouldShow(filter, ends, client, server),
    );
  });
}

/** Keys that leave sessions of the flow in the listing whatever their value. */
const HARMLESS: ReadonlySet<string> = new Set(['count', 'vsys-name', 'type']);

function wouldShow(filter: SessionAbsent['filter'], ends: FlowEnds, client: string, server: string): boolean {
  return Object.entries(filter).every(([key, value]) => {
    if (key === 'source') return covers(value, client);
    if (key === 'destination') return covers(value, server);
    if (key === 'source-port') return ends.clients.every(({ port }) => port !== null && String(port) === value);
    if (key === 'destination-port') return ends.servers.every(({ port }) => port !== null && String(port) === value);
    if (key === 'protocol') return value === PROTOCOLS[ends.protocol] || value === ends.protocol;
    return HARMLESS.has(key);
  });
}

const PROTOCOLS: Readonly<Record<string, string>> = { icmp: '1', tcp: '6', udp: '17', icmp6: '58' };

function origin(view: ObserverView): readonly Observation[] {
  const session = subjectOf(view);
  if (session === null) return [];
  const { orientation, latest, id } = session;
  const fromPeer = known(session, (look) => look.fromPeer);
  const detail = session.looks.find(({ form }) => form === 'detail');
  return present([
    observe('session.reversed', readingOf(orientation === 'reversed'), {
      observers: [view.name],
      direction: 's2c',
      values: { sessionId: id },
      citations: [latest.at],
    }),
    detail === undefined
      ? null
      : observe('session.from-peer', readingOf(fromPeer?.value ?? null), {
          observers: [view.name],
          values: { sessionId: id },
          citations: [fromPeer?.look.quotes?.fromPeer ?? detail.at],
        }),
  ]);
}

/** Where an observer says that it has no session. */
export function absencePlaces(view: ObserverView): ReturnType<typeof placesOf> {
  return placesOf(factsOf(view, 'session-absent'));
}
