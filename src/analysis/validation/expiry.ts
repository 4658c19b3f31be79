import type { Protocol } from '../../model/flow.ts';
import { factsOf, type ObserverView } from '../context.ts';
import type { FlowSession } from '../flow-sessions.ts';
import { timeOf } from './phases.ts';

/** When a session ends by itself if no packet of it passes any more. `until` and `seconds` are in seconds. */
export interface Expiry {
  readonly until: number;
  readonly seconds: number;
  /** What the time is known from: the session's own page, the firewall's setting, or the vendor's default. */
  readonly basis: 'remaining' | 'timeout' | 'setting' | 'default';
}

/** Idle timeouts of PAN-OS as shipped (docs.paloaltonetworks.com, Session Timeouts): TCP one hour, UDP 30 s, ICMP 6 s. */
const DEFAULT_SECONDS: Readonly<Record<string, number>> = { tcp: 3600, udp: 30, icmp: 6, icmp6: 6 };
/** Of any other protocol. */
const OTHER_SECONDS = 30;

/** Counted from the last look up to a moment (seconds), because every packet starts the time anew; null without one. */
export function expiryOf(view: ObserverView, session: FlowSession, protocol: Protocol, by: number): Expiry | null {
  const looks = session.looks.flatMap((look) => {
    const time = timeOf(look);
    return time === null || time > by || look.form === 'log' ? [] : [{ look, time }];
  });
  const last = looks.reduce<(typeof looks)[number] | null>(
    (one, other) => (one === null || other.time > one.time ? other : one),
    null,
  );
  if (last === null) return null;
  const page = factsOf(view, 'session-detail').find(({ fact }) => fact.at === last.look.at)?.fact ?? null;
  const { seconds, basis } = secondsLeft(view, page?.timeToLiveSeconds ?? null, page?.timeoutSeconds ?? null, protocol);
  return { until: last.time + seconds, seconds, basis };
}

function secondsLeft(
  view: ObserverView,
  remaining: number | null,
  timeout: number | null,
  protocol: Protocol,
): Pick<Expiry, 'seconds' | 'basis'> {
  if (remaining !== null) return { seconds: remaining, basis: 'remaining' };
  if (timeout !== null) return { seconds: timeout, basis: 'timeout' };
  const set = factsOf(view, 'session-settings').flatMap(({ fact }) => fact.tcpSeconds ?? [])[0];
  if (protocol === 'tcp' && set !== undefined) return { seconds: set, basis: 'setting' };
  return { seconds: DEFAULT_SECONDS[protocol] ?? OTHER_SECONDS, basis: 'default' };
}
