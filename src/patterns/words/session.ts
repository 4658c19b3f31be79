import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Sessions on a firewall. */
export const SESSION_WORDS = {
  'session.found': {
    title: 'A session for the flow',
    seen: 'this firewall has a session for the flow[ (id {sessionId}, {state})].',
    notSeen: 'this firewall has no session for the flow: it was asked and shows none.',
    couldNotTell: 'whether this firewall has a session for the flow is not shown.',
  },
  'session.return-unseen': {
    title: 'No reply through this firewall',
    seen: 'the request came in[ ({bytesC2s} bytes client to server)], and not one byte came back through here.',
    notSeen: 'bytes passed in both directions[: {bytesC2s} to the server, {bytesS2c} back].',
    couldNotTell: 'the byte counts of each direction are not shown (a listing gives only their total).',
  },
  'session.return-frozen': {
    title: 'The reply direction stands still',
    seen: 'between two readings client to server grew[ by {deltaC2s} bytes] while server to client stood still.',
    notSeen: 'the reply direction is not frozen: it grew between two readings.',
    couldNotTell: 'two readings of the same session in use are needed to see whether the reply direction grows.',
  },
  'session.both-directions-grow': {
    title: 'Both directions grow',
    seen: 'between two readings both directions grew[: {deltaC2s} bytes to the server, {deltaS2c} back].',
    notSeen: 'not both directions grew between two readings.',
    couldNotTell: 'two readings of the same session in use are needed to see both directions grow.',
  },
  'session.both-directions-seen': {
    title: 'Bytes in both directions',
    seen: 'the session carried bytes in both directions[: {bytesC2s} to the server, {bytesS2c} back].',
    notSeen: 'the session did not carry bytes in both directions.',
    couldNotTell: 'the byte counts of each direction are not shown.',
  },
  'session.handshake-aged-out': {
    title: 'The handshake never completed',
    seen: 'the handshake never completed; the session aged out[ as "{application}"].',
    notSeen: 'the session did not age out in the handshake.',
    couldNotTell: 'how the session ended is not shown.',
  },
  'session.idle-aged-out': {
    title: 'An established connection was forgotten as idle',
    seen: 'a connection that had carried both directions[ ({bytesC2s} bytes to the server, {bytesS2c} back)] was removed as idle[, {elapsedSeconds} s after it began][; the timeout is {timeoutSeconds} s].',
    notSeen: 'the connection did not end by its idle timeout.',
    couldNotTell: 'how an earlier connection ended is not shown.',
  },
  'session.reset-by-server': {
    title: 'The server reset the connection',
    seen: 'the server itself answered with a reset, and it came back through here.',
    notSeen: 'the session did not end by a reset from the server.',
    couldNotTell: 'how the session ended is not shown.',
  },
  'session.reset-by-client': {
    title: 'The client reset the connection',
    seen: 'the client ended the session with a reset.',
    notSeen: 'the session did not end by a reset from the client.',
    couldNotTell: 'how the session ended is not shown.',
  },
  'session.denied': {
    title: 'Refused by policy',
    seen: 'a policy refused the flow[ (rule "{rule}")].',
    notSeen: 'policy permits the flow here.',
    couldNotTell: 'what policy said of the flow is not shown.',
  },
  'session.reversed': {
    title: "The server's half came first",
    seen: "the first packet that this firewall saw came from the server: it never saw the client's SYN.",
    notSeen: "this firewall saw the client's packet first.",
    couldNotTell: 'which end sent the first packet here is not shown.',
  },
  'session.from-peer': {
    title: 'Learnt from the HA peer',
    seen: 'this session was created on the HA peer and synchronized to here.',
    notSeen: 'this session was created on this unit.',
    couldNotTell: 'whether the session came from the HA peer is not shown.',
  },
  'session.pbf-forward': {
    title: 'Policy-based forwarding takes the request',
    seen: 'a PBF rule[ "{rule}"] forwards the client-to-server half of this session.',
    notSeen: 'no PBF rule forwards the client-to-server half of this session.',
    couldNotTell: 'whether PBF forwards the request is not shown.',
  },
  'session.pbf-return': {
    title: 'Policy-based forwarding takes the reply',
    seen: 'a PBF rule[ "{rule}"] forwards the server-to-client half of this session.',
    notSeen: 'no PBF rule forwards the server-to-client half of this session.',
    couldNotTell: 'whether PBF forwards the reply is not shown.',
  },
  'session.gone-since-fix': {
    title: 'Broken session of before the fix gone',
    seen: 'the broken session of before the fix[ ({sessionId})] is no longer there.',
    notSeen: 'the broken session of before the fix[ ({sessionId})] is still there.',
    couldNotTell: 'nothing shows yet whether the broken session of before the fix is still there.',
  },
  'session.older-than-fix': {
    title: 'Formed before the fix',
    seen: 'the session started[ at {startTime}], before the fix went in[ at {fixedAt}][; without another packet it ends by itself in {leftSeconds} s][, and every packet gives it its {timeoutSeconds} s anew].',
    notSeen: 'the session started after the fix went in.',
    couldNotTell: 'when the session started, or when the fix went in, is not known.',
  },
  'session.newer-flow-healthy': {
    title: 'A newer session works',
    seen: 'an older session between these ends[ ({sessionId})] is one-way while a newer one[ ({newerSessionId})] carries both directions.',
    notSeen: 'newer sessions between these ends are one-way too.',
    couldNotTell: 'no newer session between these ends has been shown.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
