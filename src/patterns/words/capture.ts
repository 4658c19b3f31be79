import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Packets as captures show them, at one place. `{where}` names the interface or stage. */
const ONE_PLACE = {
  'capture.flow-found': {
    title: 'Packets of the flow in the capture',
    seen: 'the capture[ at {where}] holds packets of the flow: {requests} from the client, {replies} from the server.',
    notSeen: 'the capture[ at {where}] was running while the flow was tried, and holds no packet of it.',
    couldNotTell: 'the capture[ at {where}] holds no packet of the flow, and whether it should is not known[: {why}].',
  },
  'capture.reply-missing': {
    title: 'Requests without replies in the capture',
    seen: 'the capture[ at {where}] shows requests ({requests} packets[, the SYN {syns} times]) and not one reply.',
    notSeen: 'replies are in the capture[ at {where}].',
    couldNotTell: 'the capture[ at {where}] does not settle whether replies pass there[: {why}].',
  },
  'capture.request-missing': {
    title: 'Replies without requests in the capture',
    seen: 'the capture[ at {where}] shows replies ({replies} packets) and not the requests that they answer.',
    notSeen: 'requests are in the capture[ at {where}].',
    couldNotTell: 'the capture[ at {where}] does not settle whether requests pass there[: {why}].',
  },
  'capture.both-directions': {
    title: 'Both directions work in the capture',
    seen: 'the capture[ at {where}] shows both directions, each acknowledged by the other.',
    notSeen: 'the capture[ at {where}] does not show two directions that acknowledge each other.',
    couldNotTell: 'the capture[ at {where}] does not settle whether both directions work.',
  },
  'capture.handshake-complete': {
    title: 'The TCP handshake',
    seen: 'the TCP handshake completes in the capture[ at {where}].',
    notSeen: 'the TCP handshake does not complete in the capture[ at {where}][: it stops after the {stage}].',
    couldNotTell: 'the capture[ at {where}] does not show the beginning of the connection.',
  },
  'capture.syn-repeated': {
    title: 'The client repeats its SYN',
    seen: 'the client sends its SYN again[ ({count} times more)][ in the capture at {where}]: no answer reached it.',
    notSeen: 'the client did not have to repeat its SYN.',
    couldNotTell: 'whether the SYN is repeated is not shown.',
  },
  'capture.syn-ack-repeated': {
    title: 'The server repeats its SYN-ACK',
    seen: 'the server sends its SYN-ACK again[ ({count} times more)][ in the capture at {where}]: no ACK reached it.',
    notSeen: 'the server did not have to repeat its SYN-ACK.',
    couldNotTell: 'whether the SYN-ACK is repeated is not shown.',
  },
  'capture.reset-by-server': {
    title: 'Reset in the name of the server',
    seen: 'a reset with the address of the server is in the capture[ at {where}][, TTL {ttl}].',
    notSeen: 'no reset with the address of the server is in the capture[ at {where}].',
    couldNotTell: 'whether the server resets the connection is not shown.',
  },
  'capture.reset-by-client': {
    title: 'Reset in the name of the client',
    seen: 'a reset with the address of the client is in the capture[ at {where}][, TTL {ttl}].',
    notSeen: 'no reset with the address of the client is in the capture[ at {where}].',
    couldNotTell: 'whether the client resets the connection is not shown.',
  },
  'capture.reset-forged': {
    title: 'Who really sent the reset',
    seen: 'the reset in the name of the {end} has TTL {ttl}, its other packets have {usual}: a device between sent it.',
    notSeen: 'the reset has the TTL of the other packets of the {end}, so it comes from as far away as they do.',
    couldNotTell: 'nothing tells whether a reset comes from as far away as the other packets[ of the {end}].',
  },
  'capture.acked-unseen': {
    title: 'Data is acknowledged that never passed here',
    seen: 'the {receiver} acknowledges what the capture[ at {where}] never saw[ ({bytes} bytes)]: it went another way.',
    notSeen: 'all that the {receiver} acknowledges is in the capture[ at {where}].',
    couldNotTell: 'whether data is acknowledged that never passed[ {where}] is not settled[: {why}].',
  },
  'capture.path-alternates': {
    title: 'One direction comes by several ways',
    seen: 'packets of one direction ({sender}) alternate between several ways[ at {where}][: {by} {values}].',
    notSeen: 'packets of one direction ({sender}) keep to one way[ at {where}].',
    couldNotTell: 'whether packets of one direction[ ({sender})] keep to one way is not shown.',
  },
  'capture.reply-from-other-neighbour': {
    title: 'The reply comes from another next hop',
    seen: 'requests are handed to {requestTo} and the replies come from {replyFrom}[ at {where}].',
    notSeen: 'the replies come from the neighbour that the requests are handed to[ ({requestTo})].',
    couldNotTell: 'whether replies come from the neighbour that gets the requests is not shown[: {why}].',
  },
  'capture.reply-to-other-neighbour': {
    title: 'The reply leaves by another next hop',
    seen: 'requests come from {requestFrom} and the replies are handed to {replyTo}[ at {where}].',
    notSeen: 'the replies are handed to the neighbour that the requests come from[ ({requestFrom})].',
    couldNotTell: 'whether replies are handed to the neighbour that the requests come from is not shown[: {why}].',
  },
  'capture.reply-by-other-interface': {
    title: 'The reply uses another interface',
    seen: 'requests are captured on {requests} and their replies on {replies}.',
    notSeen: 'requests and replies are captured on one interface[ ({requests})].',
    couldNotTell: 'the interfaces of the two directions are not shown.',
  },
  'capture.request-on-other-interface': {
    title: 'The request comes to another interface of the server',
    seen: 'requests for {address} come to {device}, and {owner} holds that address.',
    notSeen: 'requests for {address} come to the interface that holds it ({owner}).',
    couldNotTell: 'the interface of the server that requests come to is not captured.',
  },
  'capture.arp-two-answers': {
    title: 'More than one answer to ARP',
    seen: 'captured ARP: {address} is answered by {answers}.',
    notSeen: 'captured ARP: one interface answers for the address of the server.',
    couldNotTell: 'no ARP for the address of the server was captured.',
  },
  'capture.vlan-differs': {
    title: 'The directions are in different VLANs',
    seen: 'requests are in VLAN {requests} and replies in VLAN {replies}[ at {where}].',
    notSeen: 'both directions are in one VLAN[ at {where}].',
    couldNotTell: 'the VLANs of the two directions are not shown.',
  },
  'capture.redirected': {
    title: 'ICMP redirect',
    seen: '{by} tells the sender to use another gateway[: {gateway}] (ICMP redirect).',
    notSeen: 'no ICMP redirect for the flow is in the capture.',
    couldNotTell: 'whether the flow is redirected is not shown.',
  },
  'capture.unreachable': {
    title: 'ICMP unreachable',
    seen: '{by} answers that the destination cannot be reached[ ({reason})].',
    notSeen: 'no ICMP unreachable for the flow is in the capture.',
    couldNotTell: 'whether the flow is answered with ICMP unreachable is not shown.',
  },
  'capture.fragmentation-needed': {
    title: 'ICMP fragmentation needed',
    seen: '{by} answers that packets of the flow are too big[: at most {mtu} bytes].',
    notSeen: 'no ICMP “too big” for the flow is in the capture.',
    couldNotTell: 'whether packets of the flow are too big on the way is not shown.',
  },
  'capture.ttl-exceeded': {
    title: 'ICMP time exceeded',
    seen: '{by} answers that the time to live of a packet of the flow ran out.',
    notSeen: 'no packet of the flow ran out of its time to live.',
    couldNotTell: 'whether packets run out of their time to live is not shown.',
  },
  'capture.loop': {
    title: 'The same packet passes again and again',
    seen: 'the same packet passes again and again[ at {where}][, {copies} times within a moment][, with its TTL lower each time (down to {lowest})].',
    notSeen: 'no packet passes here twice with a lower TTL.',
    couldNotTell:
      'whether the same packet passes again and again is not settled: twice is what a router shows that is captured on both sides.',
  },
  'capture.large-packets-vanish': {
    title: 'Large packets vanish',
    seen: 'large packets of the {sender} are repeated and never acknowledged while small ones are[ ({size} bytes)][; the ends agreed on segments of up to {mss}].',
    notSeen: 'large packets of the {sender} are acknowledged[ (up to {size} bytes)].',
    couldNotTell: 'whether large packets[ of the {sender}] get through is not shown.',
  },
  'capture.segments-lost': {
    title: 'Segments are lost and sent again',
    seen: 'of {segments} data segments of the {sender}, {repeated} were sent again ({percent}%)[ in the capture at {where}], and got through then.',
    notSeen: 'no data segment of the {sender} had to be sent again[ in the capture at {where}].',
    couldNotTell: 'whether data[ of the {sender}] is lost now and then needs more of the connection than was captured.',
  },
  'capture.reply-from-other-address': {
    title: 'Another address answers',
    seen: 'the client asks {asked}, and {answered} sends the SYN-ACK that answers it[ in the capture at {where}].',
    notSeen: 'the address that the client asks is the one that answers[ ({asked})].',
    couldNotTell: 'whether another address answers the client is not shown.',
  },
  'capture.idle-gap': {
    title: 'Silence, and then no answer',
    seen: 'after {silentSeconds} s of silence in a connection that had worked[, longer than {device} remembers it ({timeoutSeconds} s)], what the {sender} sends is {answer}[ ({where})].',
    notSeen: 'the connection is answered after every silence[ ({where})].',
    couldNotTell: 'whether the connection was silent for long is not shown[: {why}].',
  },
  'capture.newer-connection-works': {
    title: 'Newer connections of the same ends work',
    seen: 'in the capture[ at {where}], the connection that was open before it began sends again and again ({repeats} repeats) without an answer, while newer ones of the same ends work ({newer}).',
    notSeen: 'newer connections of the same ends work no better in the capture[ at {where}].',
    couldNotTell: 'the capture[ at {where}] shows no newer connection of the same ends.',
  },
  'capture.duplicates': {
    title: 'Packets captured twice',
    seen: 'packets are in the capture twice[ ({count})]: counts of them are too high.',
    notSeen: 'packets are in the capture once.',
    couldNotTell: 'whether packets were captured twice is not shown.',
  },
  'capture.late-start': {
    title: 'The capture starts in the middle',
    seen: 'the capture[ at {where}] starts in the middle of the connection: what is not in it may have been before.',
    notSeen: 'the capture[ at {where}] has the connection from its first packet.',
    couldNotTell: 'whether the capture has the connection from its beginning is not shown.',
  },
  'capture.one-sided': {
    title: 'The capture sees one direction only',
    seen: 'every conversation in the capture[ at {where}] has one direction only: a missing half proves nothing there.',
    notSeen: 'other conversations in the capture[ at {where}] have both directions.',
    couldNotTell:
      'the capture[ at {where}] holds no other conversation that would show whether it sees both directions.',
  },
  'capture.packets-dropped': {
    title: 'The capturing host lost packets',
    seen: 'the capture[ at {where}] is not complete: packets were lost while it was taken[ ({count})].',
    notSeen: 'no packets were lost while the capture[ at {where}] was taken.',
    couldNotTell: 'whether packets were lost while the capture was taken is not shown.',
  },
  'capture.offload': {
    title: 'Captured before the network card',
    seen: 'the capture[ at {where}] was taken on a sender whose network card cuts packets and fills in checksums: sizes and checksums are not those on the wire.',
    notSeen: 'sizes and checksums in the capture[ at {where}] are those on the wire.',
    couldNotTell: 'whether sizes and checksums are those on the wire is not shown.',
  },
  'capture.filter-one-way': {
    title: 'The capture’s filter asks for one direction',
    seen: 'the filter of the capture[ at {where}] is “{filter}”: it leaves one direction out.',
    notSeen: 'the filter of the capture[ at {where}] takes both directions.',
    couldNotTell: 'the filter of the capture is not shown.',
  },
  'capture.session-offloaded': {
    title: 'The session is offloaded to hardware',
    seen: 'the session[ {sessionId}] is offloaded: its packets are forwarded in hardware and do not reach the capture of this firewall.',
    notSeen: 'the session[ {sessionId}] is not offloaded: the firewall’s capture sees its packets.',
    couldNotTell: 'whether the session is offloaded is not shown.',
  },
  'capture.misses-packets': {
    title: 'The capture lacks packets that passed',
    seen: 'the capture[ at {where}] lacks packets of the {sender} that {witness} shows to have passed, and {limit}.',
    notSeen: 'the capture[ at {where}] has both directions of the connection.',
    couldNotTell: 'whether packets are missing in the capture only[ at {where}] is not settled[: {why}].',
  },
  'capture.dropped-inside': {
    title: 'Lost inside the firewall',
    seen: 'packets of the {sender} are received and not sent on by this firewall ({received} in, {sent} out).',
    notSeen: 'packets of the {sender} that the firewall receives leave it again.',
    couldNotTell:
      'whether packets[ of the {sender}] leave the firewall needs its receive and transmit stages[: {why}].',
  },
  'capture.in-drop-stage': {
    title: 'In the drop stage',
    seen: 'packets of the {sender} are in the drop stage: the firewall dropped them, for a reason that is not shown here.',
    notSeen: 'no packet of the {sender} is in the drop stage.',
    couldNotTell: 'whether the firewall drops packets[ of the {sender}] needs its drop stage.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;

/** Captures of several places held against each other. */
const BETWEEN_PLACES = {
  'between.reply-elsewhere': {
    title: 'Requests and replies take different ways',
    seen: 'the requests pass {forward}, and their replies are captured at {return} without passing it.',
    notSeen: 'the replies pass where the requests pass[: {forward}].',
    couldNotTell: 'captures do not settle whether the replies pass where the requests pass[: {why}].',
  },
  'between.reply-lost': {
    title: 'The last place where replies were seen',
    seen: 'replies are captured at {last} and do not arrive at {next}: they part or are lost between the two.',
    notSeen: 'replies that are captured at {last} arrive at {next} too.',
    couldNotTell:
      'whether replies get from one place to the next[, from {last} to {next},] is not settled by captures[: {why}].',
  },
  'between.request-lost': {
    title: 'The last place where requests were seen',
    seen: 'requests are captured at {last} and do not arrive at {next}: they part or are lost between the two.',
    notSeen: 'requests that are captured at {last} arrive at {next} too.',
    couldNotTell:
      'whether requests get from one place to the next[, from {last} to {next},] is not settled by captures[: {why}].',
  },
  'between.translated': {
    title: 'Translated between two captures',
    seen: 'between the captures the {end} is translated: {before} at {one} is {after} at {other}.',
    notSeen: 'the flow has the same addresses and ports in both captures.',
    couldNotTell: 'whether the flow is translated between the captures is not shown.',
  },
  'between.capture-contradicted': {
    title: 'What a capture lacks is counted elsewhere',
    seen: '{witness} counts both directions of a connection that the capture[ {capture}] does not hold whole.',
    notSeen: 'nobody counts more of the connection than the capture holds.',
    couldNotTell: 'no session or socket shows whether the connection is more than the capture holds.',
  },
  'between.clock-offset': {
    title: 'The clocks of two captures',
    seen: 'the clock of {other} is {seconds} seconds ahead of that of {one}, by the packets that both captured.',
    notSeen: 'the clocks of both captures agree.',
    couldNotTell: 'the captures share no packet by which their clocks could be compared.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;

export const CAPTURE_WORDS = { ...ONE_PLACE, ...BETWEEN_PLACES } as const;
