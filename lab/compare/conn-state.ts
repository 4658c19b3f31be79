import type { Connection, EndSeen } from './connection.ts';

/** Zeek's `conn_state` (docs.zeek.org, base/protocols/conn/main.zeek: the field `conn_state` of conn.log). */
export type ConnState =
  | 'S0'
  | 'S1'
  | 'SF'
  | 'REJ'
  | 'S2'
  | 'S3'
  | 'RSTO'
  | 'RSTR'
  | 'RSTOS0'
  | 'RSTRH'
  | 'SH'
  | 'SHR'
  | 'OTH';

type EndState = 'inactive' | 'partial' | 'syn-sent' | 'syn-ack-sent' | 'established' | 'closed' | 'reset';

/**
 * The state that Zeek's rule gives for what two ends were seen to send. A SYN and its SYN-ACK count as established, as
 * in Zeek; an end that is seen in the middle only is `partial`, which is as good as not there.
 */
export function connState({ originator, responder }: Connection): ConnState {
  const established = originator.syn && responder.synAck;
  const [one, other] = [stateOf(originator, established), stateOf(responder, established)];
  const [oneIsAbsent, otherIsAbsent] = [isAbsent(one), isAbsent(other)];
  if (other === 'reset') {
    const empty = originator.payloadBytes + responder.payloadBytes === 0;
    if (one === 'syn-sent' || one === 'syn-ack-sent' || (one === 'reset' && empty)) return 'REJ';
    return oneIsAbsent ? 'RSTRH' : 'RSTR';
  }
  if (one === 'reset') return otherIsAbsent ? 'RSTOS0' : 'RSTO';
  if (one === 'closed') return other === 'closed' ? 'SF' : otherIsAbsent ? 'SH' : 'S2';
  if (other === 'closed') return oneIsAbsent ? 'SHR' : 'S3';
  if (one === 'syn-sent' && other === 'inactive') return 'S0';
  return one === 'established' && other === 'established' ? 'S1' : 'OTH';
}

function stateOf({ packets, syn, synAck, fin, rst }: EndSeen, established: boolean): EndState {
  if (rst) return 'reset';
  if (fin) return 'closed';
  if (established) return 'established';
  if (synAck) return 'syn-ack-sent';
  if (syn) return 'syn-sent';
  return packets > 0 ? 'partial' : 'inactive';
}

function isAbsent(state: EndState): boolean {
  return state === 'inactive' || state === 'partial';
}
