import type { Citation } from '../model/evidence.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { conditionOf } from './session-condition.ts';

/** How long a device remembers a connection without packets, in seconds. */
export interface Timeout {
  readonly device: string;
  readonly seconds: number;
  readonly at: Citation;
}

/** The Linux settings of the same meaning (nf_conntrack-sysctl): established, and after a FIN of one side. */
const CONNTRACK = {
  established: 'nf_conntrack_tcp_timeout_established',
  closing: 'nf_conntrack_tcp_timeout_close_wait',
};

/**
 * The shortest time after which any device of the evidence forgets an idle connection, by what is in force: PAN-OS prints
 * it as the TCP default timeout (or, of one session, as its own timeout), Linux as a setting of connection tracking.
 * `closing` asks for a connection that one side has closed. Null when no device shows it.
 */
export function shortestTimeout(context: AnalysisContext, phase: 'established' | 'closing'): Timeout | null {
  const all = context.observers.flatMap((view) => [
    ...ofFirewall(view, phase),
    ...ofTracking(view, phase),
    ...(phase === 'established' ? ofSessions(view) : []),
  ]);
  return [...all].sort((one, other) => one.seconds - other.seconds || (one.device < other.device ? -1 : 1))[0] ?? null;
}

/** The TCP default timeout that one firewall shows, null when it shows none. */
export function defaultTimeout(view: ObserverView): Timeout | null {
  return ofFirewall(view, 'established')[0] ?? null;
}

function ofFirewall(view: ObserverView, phase: 'established' | 'closing'): readonly Timeout[] {
  return factsOf(view, 'session-settings').flatMap(({ fact }) => {
    const seconds = phase === 'established' ? fact.tcpSeconds : fact.tcpHalfClosedSeconds;
    return seconds === null ? [] : [{ device: view.name, seconds, at: fact.at }];
  });
}

/** An application may have a timeout of its own, which the page of its session shows while the session is in use. */
function ofSessions(view: ObserverView): readonly Timeout[] {
  const inUse = view.related.filter((session) => conditionOf(session) === 'both').map(({ id }) => id);
  return factsOf(view, 'session-detail').flatMap(({ fact }) => {
    const { id, timeoutSeconds, c2s, at } = fact;
    const told = id !== null && inUse.includes(id) && c2s.state === 'ACTIVE' && timeoutSeconds !== null;
    return told ? [{ device: view.name, seconds: timeoutSeconds, at }] : [];
  });
}

function ofTracking(view: ObserverView, phase: 'established' | 'closing'): readonly Timeout[] {
  return factsOf(view, 'sysctl').flatMap(({ fact }) => {
    const told = fact.setting === CONNTRACK[phase] && fact.origin === 'running' && /^\d+$/.test(fact.value);
    return told ? [{ device: view.name, seconds: Number(fact.value), at: fact.at }] : [];
  });
}
