import type { Firewall } from '../network/firewall.ts';

/** Who a device is. */
export interface Identity {
  readonly serial: string;
  readonly model: string;
  readonly version: string;
  /** With its length. */
  readonly management: string;
}

/** How a device stands in its HA pair. */
export type HaView =
  | { readonly mode: 'off' }
  | {
      readonly mode: 'active-passive';
      readonly local: string;
      readonly peer: string;
      readonly peerManagement: string;
      readonly priority: number;
      /** Since the present roles began. */
      readonly seconds: number;
      readonly synchronizes: boolean;
      readonly reason: string | null;
    };

/** A device at the moment that it is asked. */
export interface DeviceView {
  readonly identity: Identity;
  readonly firewall: Firewall;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly bootedAt: number;
  readonly ha: HaView;
  /** The addresses of others on a network. */
  neighbours(network: string): readonly string[];
}

/** What a command answers: what stands inside `<result>`, or why it is refused. */
export type Reply =
  | { readonly kind: 'result'; readonly xml: string }
  | { readonly kind: 'error'; readonly code: string | null; readonly message: string };

export function result(xml: string): Reply {
  return { kind: 'result', xml };
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon Nov  9 08:14:02 2026`, in UTC: PAN-OS prints no time zone. */
export function deviceTime(at: number): string {
  const date = new Date(at);
  const day = String(date.getUTCDate()).padStart(2, ' ');
  const clock = date.toISOString().slice(11, 19);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${clock} ${date.getUTCFullYear()}`;
}

/** `2026/11/09 08:14:02`, as logs print it. */
export function logTime(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/');
}
