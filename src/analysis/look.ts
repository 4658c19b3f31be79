import type { Citation, Evidence } from '../model/evidence.ts';
import type { Fact, SessionDetail, SessionRow, TrafficLog } from '../model/facts.ts';
import type { Protocol } from '../model/flow.ts';

/** A fact and the block it stands in. */
export interface Placed<F extends Fact = Fact> {
  readonly fact: F;
  readonly evidence: Evidence;
}

export interface End {
  readonly address: string | null;
  readonly port: number | null;
}

export interface Amount {
  readonly bytes: number | null;
  readonly packets: number | null;
}

/** Whether PBF forwards a half, null when the output cannot show it. */
export interface Steering {
  readonly used: boolean | null;
  readonly rule: string | null;
}

/**
 * One look at a session, whichever command showed it, in the device's own sense:
 * `source` sent the first packet that the device saw, `sent` is what it sent, `received` what came back to it.
 */
export interface Look {
  readonly form: 'detail' | 'row' | 'log';
  readonly at: Citation;
  readonly evidence: Evidence;
  readonly quotes: SessionDetail['quotes'] | null;
  readonly id: number | null;
  readonly type: string | null;
  readonly protocol: Protocol | null;
  readonly source: End;
  readonly destination: End;
  readonly translatedSource: End;
  readonly translatedDestination: End;
  readonly ingress: string | null;
  readonly egress: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly startTime: string | null;
  readonly sent: Amount;
  readonly received: Amount;
  /** Both directions together, to tell the earlier look from the later. */
  readonly total: number | null;
  readonly state: string | null;
  readonly application: string | null;
  readonly rule: string | null;
  readonly action: string | null;
  readonly endReason: string | null;
  readonly trackerStage: string | null;
  readonly fromPeer: boolean | null;
  readonly pbfSent: Steering;
  readonly pbfReceived: Steering;
  readonly symmetricReturn: boolean | null;
  /** How long ago the last packet passed, when the page tells it. */
  readonly idleSeconds: number | null;
}

const UNKNOWN: Amount = { bytes: null, packets: null };
const NOT_SHOWN: Steering = { used: null, rule: null };

/** The look that a fact gives, null when it is about no session. Translated ends equal the original ones without NAT. */
export function lookOf({ fact, evidence }: Placed): Look | null {
  if (fact.kind === 'session-detail') return detailLook(fact, evidence);
  if (fact.kind === 'session-row') return rowLook(fact, evidence);
  return fact.kind === 'traffic-log' ? logLook(fact, evidence) : null;
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

/** The time to live starts at the timeout with every packet. */
function idleSeconds({ timeoutSeconds, timeToLiveSeconds }: SessionDetail): number | null {
  return timeoutSeconds === null || timeToLiveSeconds === null ? null : timeoutSeconds - timeToLiveSeconds;
}

function detailLook(fact: SessionDetail, evidence: Evidence): Look {
  const { c2s, s2c } = fact;
  // PAN-OS prints the PBF line only for a half that PBF forwards (KB kA10g000000ClVFCA0).
  const steering = (rule: string | null): Steering => ({
    used: rule !== null ? true : evidence.parsed === 'whole' ? false : null,
    rule,
  });
  return {
    ...fact,
    form: 'detail',
    evidence,
    type: c2s.type,
    protocol: c2s.protocol ?? s2c.protocol,
    source: { address: c2s.source, port: c2s.sourcePort },
    destination: { address: c2s.destination, port: c2s.destinationPort },
    // s2c is the reply as it arrives: its destination is the client after NAT, its source the server after NAT.
    translatedSource: { address: s2c.destination, port: s2c.destinationPort },
    translatedDestination: { address: s2c.source, port: s2c.sourcePort },
    from: c2s.zone,
    to: s2c.zone,
    sent: { bytes: fact.bytesC2s, packets: fact.packetsC2s },
    received: { bytes: fact.bytesS2c, packets: fact.packetsS2c },
    total: sum(fact.bytesC2s, fact.bytesS2c),
    state: c2s.state,
    action: null,
    pbfSent: steering(c2s.pbfRule),
    pbfReceived: steering(s2c.pbfRule),
    symmetricReturn: null,
    idleSeconds: idleSeconds(fact),
  };
}

function rowLook(fact: SessionRow, evidence: Evidence): Look {
  return {
    ...fact,
    form: 'row',
    evidence,
    quotes: null,
    sent: UNKNOWN,
    received: UNKNOWN,
    total: fact.totalBytes,
    action: null,
    endReason: null,
    trackerStage: null,
    fromPeer: null,
    pbfSent: NOT_SHOWN,
    pbfReceived: NOT_SHOWN,
    symmetricReturn: null,
    idleSeconds: null,
  };
}

function logLook(fact: TrafficLog, evidence: Evidence): Look {
  return {
    ...fact,
    form: 'log',
    evidence,
    quotes: null,
    id: fact.sessionId,
    type: null,
    translatedSource: fact.translatedSource ?? fact.source,
    translatedDestination: fact.translatedDestination ?? fact.destination,
    // A record of a refusal is written at the first packet; some exports leave its start out.
    startTime: fact.startedAt ?? (isRefusal(fact.action) ? fact.generatedAt : null),
    sent: { bytes: fact.bytesSent, packets: fact.packetsSent },
    received: { bytes: fact.bytesReceived, packets: fact.packetsReceived },
    total: sum(fact.bytesSent, fact.bytesReceived),
    state: null,
    trackerStage: null,
    fromPeer: null,
    pbfSent: { used: fact.pbfC2s, rule: null },
    pbfReceived: { used: fact.pbfS2c, rule: null },
    idleSeconds: null,
  };
}

/** Actions of a traffic log with which a rule refuses: deny, drop, drop-icmp, reset-client, reset-server, reset-both. */
export function isRefusal(action: string | null): boolean {
  return action !== null && /^(?:deny|drop|reset|block)/i.test(action);
}
