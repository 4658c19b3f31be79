import type { Citation } from '../evidence.ts';
import type { Protocol } from '../flow.ts';
import type { At, Socket } from './at.ts';

/** One row of `show session all`. `from` and `to` are the zones. Translated sockets equal the originals without NAT. */
export interface SessionRow extends At {
  readonly kind: 'session-row';
  readonly id: number;
  readonly vsys: string | null;
  readonly application: string;
  readonly state: string;
  readonly type: string;
  readonly flags: string;
  readonly protocol: Protocol;
  readonly source: Socket;
  readonly translatedSource: Socket;
  readonly destination: Socket;
  readonly translatedDestination: Socket;
  readonly from: string;
  readonly to: string;
  readonly rule: string | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly startTime: string | null;
  /** Both directions together: it has no direction and can never prove one-way traffic. */
  readonly totalBytes: number | null;
}

/** One half of a session. `pbfRule` is the rule that forwards this half, when one does. */
export interface SessionHalf {
  readonly source: string | null;
  readonly zone: string | null;
  readonly destination: string | null;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly protocol: Protocol | null;
  readonly state: string | null;
  readonly type: string | null;
  readonly pbfRule: string | null;
}

/** `show session id N`. c2s is the direction of the first packet that this firewall saw. Bytes and packets are totals. */
export interface SessionDetail extends At {
  readonly kind: 'session-detail';
  /** Null for an XML reply that came without its command: it does not repeat the id. */
  readonly id: number | null;
  readonly c2s: SessionHalf;
  readonly s2c: SessionHalf;
  readonly startTime: string | null;
  readonly timeoutSeconds: number | null;
  readonly timeToLiveSeconds: number | null;
  readonly bytesC2s: number | null;
  readonly bytesS2c: number | null;
  readonly packetsC2s: number | null;
  readonly packetsS2c: number | null;
  readonly vsys: string | null;
  readonly application: string | null;
  readonly rule: string | null;
  readonly natRule: string | null;
  readonly translation: string | null;
  /** True when the session was created on the HA peer ("synced from" or "updated by HA peer"). */
  readonly fromPeer: boolean | null;
  readonly layer7: string | null;
  readonly offloaded: boolean | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly trackerStage: string | null;
  readonly endReason: string | null;
  /** Citations of the single lines that findings quote. */
  readonly quotes: {
    readonly bytesC2s: Citation | null;
    readonly bytesS2c: Citation | null;
    readonly endReason: Citation | null;
    readonly trackerStage: Citation | null;
    readonly fromPeer: Citation | null;
    readonly pbf: Citation | null;
    readonly startTime: Citation | null;
    readonly ingress: Citation | null;
    readonly egress: Citation | null;
  };
}

/**
 * The firewall was asked and has no such session. `filter` is what it was asked for, when the command shows it.
 * `no-active-sessions` answers a listing, `bad-key` answers an id that is gone.
 */
export interface SessionAbsent extends At {
  readonly kind: 'session-absent';
  readonly reason: 'no-active-sessions' | 'bad-key';
  readonly sessionId: number | null;
  readonly filter: Readonly<Record<string, string>>;
}

/** `show session info`: what is in force. Times in seconds. */
export interface SessionSettings extends At {
  readonly kind: 'session-settings';
  readonly rejectNonSyn: boolean | null;
  readonly hardwareOffload: boolean | null;
  readonly active: number | null;
  readonly maximum: number | null;
  readonly tcpInitSeconds: number | null;
  readonly tcpHandshakeSeconds: number | null;
  readonly tcpSeconds: number | null;
  readonly tcpHalfClosedSeconds: number | null;
  readonly dataplane: string | null;
}

/** `show running tcp state`: what happens to a packet of a session whose other half is not seen. */
export interface TcpSettings extends At {
  readonly kind: 'tcp-settings';
  readonly asymmetricPath: 'drop' | 'bypass' | null;
}

/** One traffic log record. Only the session's owner writes it. */
export interface TrafficLog extends At {
  readonly kind: 'traffic-log';
  readonly generatedAt: string | null;
  readonly startedAt: string | null;
  readonly device: string | null;
  readonly protocol: Protocol | null;
  readonly source: Socket;
  readonly destination: Socket;
  readonly translatedSource: Socket | null;
  readonly translatedDestination: Socket | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly sessionId: number | null;
  readonly application: string | null;
  readonly rule: string | null;
  readonly action: string | null;
  readonly endReason: string | null;
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly packetsSent: number | null;
  readonly packetsReceived: number | null;
  readonly pbfC2s: boolean | null;
  readonly pbfS2c: boolean | null;
  readonly symmetricReturn: boolean | null;
}
