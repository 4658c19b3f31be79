import type { Clue } from '../model/pattern.ts';
import { REFUSED_BEFORE_IT_ARRIVES, REFUSED_BY_THE_SERVER } from './filtered.ts';

/** A capture without other conversations to compare with proves less. */
const MISSING_AS_FAR_AS_SHOWN: Clue = {
  finding: 'capture.reply-missing',
  when: 'seen',
  where: { place: 'firewall', compared: false },
  role: 'signature',
  slot: 'half-missing',
  bits: 2,
  because: 'Requests arrive at the firewall and no reply does, as far as this capture can show.',
};

/** What captures at a firewall show of a conversation whose replies do not come back through it. */
export const HALF_CAPTURED: readonly Clue[] = [
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'firewall', compared: true },
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The capture there sees both directions of other conversations, and of this one the requests only.',
  },
  MISSING_AS_FAR_AS_SHOWN,
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: null },
    role: 'supports',
    bits: 1,
    because: 'Where this was captured, requests pass without replies.',
  },
  {
    finding: 'capture.reply-missing',
    when: 'not-seen',
    where: { place: 'firewall', together: true },
    role: 'against',
    bits: 2,
    because: 'Replies do arrive at the firewall that the requests pass.',
  },
  {
    finding: 'between.reply-lost',
    when: 'seen',
    where: { nextPlace: 'firewall' },
    role: 'supports',
    bits: 2,
    because: 'The server answers, and its answer does not reach the firewall; what becomes of it is not captured.',
  },
];

/** A conversation that works where a firewall captures it is not split there. */
export const WORKS_IN_CAPTURE: Clue = {
  finding: 'capture.both-directions',
  when: 'seen',
  where: { place: 'firewall' },
  role: 'against',
  bits: 4,
  because: 'Both directions pass this firewall and acknowledge each other.',
};

/** Captured on the server: where no reply is sent, none can take a wrong way. */
export const NO_REPLY_SENT: readonly Clue[] = [
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'server', wayOut: true },
    role: 'against',
    bits: 4,
    because: 'The server gets the request and sends no reply where it would leave, so none can take a wrong way.',
  },
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'server', wayOut: false },
    role: 'against',
    bits: 2,
    because: 'Beside the server the request was captured and no reply, though it may have left by another interface.',
  },
];

/** A lost request has no reply that could take a wrong way. */
export const REQUEST_LOST: Clue = {
  finding: 'between.request-lost',
  when: 'seen',
  role: 'against',
  bits: 2,
  because: 'The request itself does not arrive, so there is nothing to reply to.',
};

/** What captures show of a server that says nothing, and of a request that it may never have got. */
export const SILENT_IN_CAPTURE: readonly Clue[] = [
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'firewall', compared: true },
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The firewall’s capture sees both directions of other conversations, and no reply of this server.',
  },
  MISSING_AS_FAR_AS_SHOWN,
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'server', wayOut: true },
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'Captured at the server: the request arrives, and no reply leaves where it would have to.',
  },
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    where: { place: 'server', wayOut: false },
    role: 'supports',
    bits: 2,
    because: 'Captured beside the server: the request arrives, and no reply leaves there.',
  },
  {
    finding: 'capture.dropped-inside',
    when: 'seen',
    where: { sender: 'client' },
    role: 'rules-out',
    bits: 4,
    because: 'The firewall itself does not send the request on, so the server never got it.',
  },
  {
    finding: 'capture.dropped-inside',
    when: 'seen',
    where: { sender: 'server' },
    role: 'rules-out',
    bits: 4,
    because: 'Replies of the server arrive at the firewall and are lost inside it.',
  },
  {
    finding: 'between.request-lost',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The request is lost on its way, so the server may never have got it.',
  },
  {
    finding: 'capture.both-directions',
    when: 'seen',
    role: 'rules-out',
    bits: 4,
    because: 'The server answers: both directions acknowledge each other.',
  },
];

/** Replies were captured somewhere, whatever became of them: the server is not silent. */
export const SERVER_HEARD: readonly Clue[] = [
  heard('between.reply-lost', 'seen', 'The server’s replies were captured where they still existed.'),
  heard('between.reply-elsewhere', 'seen', 'The server’s replies were captured on another way.'),
  heard('capture.request-missing', 'seen', 'The server’s replies were captured where the requests do not pass.'),
  heard('capture.reply-missing', 'not-seen', 'Replies of the server were captured.'),
  heard('host.connection-both-ways', 'seen', 'The socket of the connection has data of both ends.'),
  {
    ...heard('host.handshake-waits', 'seen', 'The server’s socket has answered the request.'),
    where: { side: 'server', answered: true },
  },
  heard('capture.reply-from-other-address', 'seen', 'A server did answer the client, from another address.'),
  {
    ...heard('capture.acked-unseen', 'seen', 'The client acknowledges what the server sent.'),
    where: { receiver: 'client', whole: true },
  },
];

function heard(finding: Clue['finding'], when: Clue['when'], because: string): Clue {
  return { finding, when, role: 'rules-out', bits: 4, because };
}

/** A capture at a firewall whose replies do not come: enough to support a cause, not to prove it. */
export const REPLY_MISSING_HERE: Clue = {
  finding: 'capture.reply-missing',
  when: 'seen',
  where: { place: 'firewall', compared: true },
  role: 'supports',
  bits: 2,
  because: 'Requests arrive at the firewall and no reply does.',
};

/** A firewall that drops the request itself leaves nobody to answer. */
const DROPPED_AT_THE_DOOR: Clue = {
  finding: 'capture.dropped-inside',
  when: 'seen',
  where: { sender: 'client' },
  role: 'against',
  bits: 4,
  because: 'The firewall itself does not send the request on, so there is no reply that could take another way.',
};

/** An answer from an address that nobody asked is a matter of translation: by no way would it fit. */
export const OTHER_ADDRESS_ANSWERS: Clue = {
  finding: 'capture.reply-from-other-address',
  when: 'seen',
  role: 'against',
  bits: 4,
  because: 'The answer bears another address than the one that was asked: by whatever way it came, it would not fit.',
};

/** What a capture can show against any cause by which the halves of a conversation part: no reply, no request, or both. */
export const NO_SPLIT_IN_CAPTURE: readonly Clue[] = [
  ...NO_REPLY_SENT,
  REQUEST_LOST,
  DROPPED_AT_THE_DOOR,
  REFUSED_BEFORE_IT_ARRIVES,
  REFUSED_BY_THE_SERVER,
  WORKS_IN_CAPTURE,
];

/** What a capture can show against two ways of one conversation: the above, or an answer that is none of it. */
export const NOT_SPLIT_IN_CAPTURE: readonly Clue[] = [...NO_SPLIT_IN_CAPTURE, OTHER_ADDRESS_ANSWERS];

/** The reply of a host was captured where the request does not pass. */
export const REPLY_CAPTURED_ELSEWHERE: readonly Clue[] = [
  {
    finding: 'between.reply-elsewhere',
    when: 'seen',
    where: { sameDevice: true },
    role: 'signature',
    slot: 'half-missing',
    bits: 4,
    because: 'The reply was captured on another interface of the host than the request.',
  },
  {
    finding: 'between.reply-elsewhere',
    when: 'seen',
    where: { sameDevice: false },
    role: 'supports',
    bits: 2,
    because: 'The reply was captured at a place that the request does not pass.',
  },
];

/** A stateful Linux machine on the way is a witness as good as a firewall's session. */
export const TRACKED_ONE_WAY = {
  finding: 'host.conntrack-one-way',
  when: 'seen',
  where: { from: 'client' },
  role: 'signature',
  slot: 'half-missing',
  bits: 4,
  because: 'Connection tracking on the way saw the request and no reply.',
} as const satisfies Clue;

/** Between the host and the client only one half of the conversation was seen. */
export const HALF_SEEN_ON_THE_WAY: readonly Clue[] = [
  {
    finding: 'between.reply-lost',
    when: 'seen',
    role: 'signature',
    slot: 'half-missing',
    bits: 2,
    because: 'The reply left the server and never arrived.',
  },
  TRACKED_ONE_WAY,
];

/** A path that loses some packets, or those of one size, lets a handshake through. */
export const NO_REPLY_AT_ALL: readonly Clue[] = [
  {
    finding: 'session.return-unseen',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'Not one packet came back, not even a small one.',
  },
  {
    finding: 'session.handshake-aged-out',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'Not even the small packets of the handshake came back.',
  },
  {
    finding: 'capture.reply-missing',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'Not one packet of the reply was captured.',
  },
  {
    finding: 'between.reply-elsewhere',
    when: 'seen',
    role: 'against',
    bits: 4,
    because: 'The two directions take different ways.',
  },
];
