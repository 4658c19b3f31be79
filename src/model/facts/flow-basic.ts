import type { Citation } from '../evidence.ts';
import type { Endpoint, Protocol } from '../flow.ts';
import type { At } from './at.ts';

/**
 * What a PAN-OS firewall did with one packet at one stage, as the `flow basic` log of packet-diag tells. A packet
 * that makes a session stands there up to three times: `ingress`, `slowpath`, `fastpath`. `true` means that the log
 * says so; what it does not say is null.
 */
export interface FlowBasic extends At {
  readonly kind: 'flow-basic';
  /** As printed, with its zone: `2026-02-03 10:15:02.971 +0000`. */
  readonly time: string;
  /** `ingress`, `slowpath` (no session yet), `fastpath` (a session is there), `forwarding`, … as printed. */
  readonly stage: string | null;
  readonly protocol: Protocol | null;
  readonly source: Endpoint | null;
  readonly destination: Endpoint | null;
  readonly ttl: number | null;
  readonly ipId: number | null;
  /** In the order `SFRPAUEW`. */
  readonly tcpFlags: string | null;
  readonly vsys: string | null;
  /** The firewall's own number of the interface that the packet came in by; its name where the log gives it. */
  readonly ingressNumber: number | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  /** The packet matched no session. */
  readonly noSession: true | null;
  readonly session: number | null;
  /** Its direction in that session: c2s is that of the first packet that this firewall saw. */
  readonly direction: 'c2s' | 's2c' | null;
  readonly rule: string | null;
  readonly pbfRule: string | null;
  readonly translated: true | null;
  readonly router: string | null;
  /** The last route lookup of the packet; zone as printed, a name or the firewall's number. */
  readonly route: {
    readonly destination: string | null;
    readonly found: boolean;
    readonly interface: string | null;
    readonly zone: string | null;
    readonly nextHop: string | null;
  } | null;
  /** Why the packet was dropped, in the log's words. */
  readonly dropped: string | null;
  readonly transmitted: true | null;
  /** Citations of the single lines that findings quote. */
  readonly quotes: { readonly dropped: Citation | null; readonly route: Citation | null };
}
