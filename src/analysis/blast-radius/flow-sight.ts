import type { Citation } from '../../model/evidence.ts';
import type { Endpoint } from '../../model/flow.ts';

export interface Ends {
  readonly client: Endpoint;
  readonly server: Endpoint;
}

export type FlowCondition = 'half-open' | 'whole' | 'could-not-tell';

/**
 * One TCP flow as one reading at one observer shows it. Interfaces and zones in the sense of the flow's request. Other
 * protocols are left out: many are one-way by design, and none has a handshake to stand half open.
 */
export interface FlowSight {
  readonly observer: string;
  readonly client: Endpoint;
  readonly server: Endpoint;
  readonly condition: FlowCondition;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** What the two ends are called behind this observer, when it translates either. */
  readonly behind: Ends | null;
  readonly at: Citation;
}

/** What a reading without places knows of them. */
export const NO_PLACES = { ingress: null, egress: null, from: null, to: null, behind: null } as const;

/** Ports that only services listen on, and from where clients get theirs (IANA from 49152, Linux from 32768). */
const SERVICE_BELOW = 1024;
const CLIENT_FROM = 32_768;

/**
 * Client and server of two ends by their ports alone: a service's port on one side and a client's on the other. Null
 * when the ports do not tell: then the flow has no known client, and is left out.
 */
export function endsByPort(one: Endpoint, other: Endpoint): Ends | null {
  if (isService(one) && isClients(other)) return { client: other, server: one };
  return isService(other) && isClients(one) ? { client: one, server: other } : null;
}

/** The names behind a translation; null where they are the same as before it. */
export function behindNat(before: Ends, after: Ends): Ends | null {
  return isSame(before.client, after.client) && isSame(before.server, after.server) ? null : after;
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return one.address === other.address && one.port === other.port;
}

function isService({ port }: Endpoint): boolean {
  return port !== null && port > 0 && port < SERVICE_BELOW;
}

function isClients({ port }: Endpoint): boolean {
  return port !== null && port >= CLIENT_FROM;
}
