import type { Finding, FindingCode, FindingReading, FindingValue } from '../model/finding.ts';

/**
 * What a finding means in words, one sentence for each reading. `{name}` is a value of the finding;
 * a part in square brackets is left out when one of its values is not there.
 */
export interface FindingWords {
  readonly title: string;
  readonly seen: string;
  readonly notSeen: string;
  readonly couldNotTell: string;
}

export const WORDS: Readonly<Record<FindingCode, FindingWords>> = {
  'session.found': {
    title: 'A session for the flow',
    seen: 'this firewall has a session for the flow[ (id {sessionId}, {state})].',
    notSeen: 'this firewall has no session for the flow: it was asked and shows none.',
    couldNotTell: 'whether this firewall has a session for the flow is not shown.',
  },
  'session.return-unseen': {
    title: 'No reply through this firewall',
    seen: 'the request passed[ ({bytesC2s} bytes client to server)], and not one byte came back through here.',
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
  'session.older-than-fix': {
    title: 'Formed before the fix',
    seen: 'the session started[ at {startTime}], before the fix went in[ at {fixedAt}].',
    notSeen: 'the session started after the fix went in.',
    couldNotTell: 'when the session started, or when the fix went in, is not known.',
  },
  'session.newer-flow-healthy': {
    title: 'A newer session works',
    seen: 'an older session between these ends is one-way while a newer one carries both directions.',
    notSeen: 'newer sessions between these ends are one-way too.',
    couldNotTell: 'no newer session between these ends has been shown.',
  },
  'fib.return-leaves-elsewhere': {
    title: 'The way back leaves by another interface',
    seen: 'the request came in on {ingress}, but the FIB sends the reply to the client out of {egress}.',
    notSeen: 'the FIB sends the reply out of the interface that the request came in on[ ({ingress})].',
    couldNotTell: 'the way back to the client cannot be compared with the way in[: {why}].',
  },
  'fib.return-other-zone': {
    title: 'The way back is in another zone',
    seen: 'the reply would leave in zone {egressZone} while the request came in from zone {ingressZone}.',
    notSeen: 'the way back is in the same zone as the way in[ ({ingressZone})], which PAN-OS tolerates.',
    couldNotTell: 'the zones of the way in and the way back are not both known.',
  },
  'fib.return-by-other-isp': {
    title: 'Back by the other internet link',
    seen: 'the request came in on {ingress} and the reply leaves by {egress}: each carries a default route.',
    notSeen: 'the way in and the way back are not two different internet links.',
    couldNotTell: 'the default routes are not shown.',
  },
  'fib.no-return-route': {
    title: 'No route back',
    seen: 'there is no usable route back to the client[ in {router}].',
    notSeen: 'there is a route back to the client[ in {router}].',
    couldNotTell: 'the route back to the client is not shown.',
  },
  'fib.no-forward-route': {
    title: 'No route to the server',
    seen: 'there is no usable route to the server[ in {router}].',
    notSeen: 'there is a route to the server[ in {router}].',
    couldNotTell: 'the route to the server is not shown.',
  },
  'fib.two-defaults': {
    title: 'More than one default route',
    seen: 'there are default routes by more than one interface[: {interfaces}].',
    notSeen: 'there is one default route only[, by {interfaces}].',
    couldNotTell: 'the default routes are not shown.',
  },
  'fib.ecmp-return': {
    title: 'Equal routes back',
    seen: 'several equal-cost routes lead back to the client[: {interfaces}].',
    notSeen: 'only one route leads back to the client.',
    couldNotTell: 'whether several equal routes lead back is not shown.',
  },
  'fib.forward-differs-from-session': {
    title: 'The session follows an older route',
    seen: 'the session leaves by {sessionEgress}, while the FIB now sends such packets out of {fibEgress}.',
    notSeen: 'the session leaves by the interface that the FIB chooses now.',
    couldNotTell: "the session's egress cannot be compared with the FIB's choice.",
  },
  'nat.source-of-other-interface': {
    title: 'Translated to an address of another link',
    seen: 'the session leaves by {egress} with the source address {address}, which belongs to {owner}: replies go there.',
    notSeen: 'the translated source address belongs to the interface that the session leaves by.',
    couldNotTell: 'whose address the client is translated to is not shown.',
  },
  'pbf.forward-match': {
    title: 'A PBF rule matches the request',
    seen: 'the PBF rule[ "{rule}"] takes this flow before the FIB is asked.',
    notSeen: 'no PBF rule matches this flow.',
    couldNotTell: 'whether a PBF rule matches this flow is not shown.',
  },
  'pbf.egress-differs-from-fib': {
    title: 'PBF and FIB disagree',
    seen: 'PBF sends the request out of {pbfEgress}, the FIB would send it out of {fibEgress}.',
    notSeen: 'PBF and the FIB send the request out of the same interface.',
    couldNotTell: "the PBF rule's egress cannot be compared with the FIB's choice.",
  },
  'pbf.return-covered': {
    title: 'The reply is kept on the same way',
    seen: 'symmetric return is enforced[ by "{rule}"], so replies follow the way of the request.',
    notSeen: 'the PBF rule[ "{rule}"] does not enforce symmetric return, and no rule steers the reply.',
    couldNotTell: 'whether symmetric return is enforced is not shown.',
  },
  'pbf.next-hop-down': {
    title: "The PBF rule's next hop is down",
    seen: 'the next hop of the PBF rule[ "{rule}"] is down.',
    notSeen: 'the next hop of the PBF rule is up.',
    couldNotTell: "the state of the PBF rule's next hop is not shown.",
  },
  'arp.next-hop-unresolved': {
    title: 'Next hop unresolved',
    seen: 'ARP for {address}[ on {interface}] is incomplete: packets to the server cannot leave.',
    notSeen: 'ARP for the next hop towards the server is complete.',
    couldNotTell: 'the ARP entry of the next hop towards the server is not shown.',
  },
  'path.return-skips-firewall': {
    title: 'The trace back skips the firewall',
    seen: 'a trace from the server to the client reaches it without passing the firewall.',
    notSeen: 'a trace from the server to the client passes the firewall.',
    couldNotTell: 'the trace from the server to the client does not settle whether it passes the firewall[: {why}].',
  },
  'path.server-gateway-elsewhere': {
    title: "The server's gateway is not the firewall",
    seen: 'the server sends replies for the client to {via}, which is no address of the firewall.',
    notSeen: 'the server sends replies for the client to the firewall.',
    couldNotTell: 'which gateway the server uses towards the client is not shown.',
  },
  'counter.non-syn-drops': {
    title: 'Non-SYN packets without a session were dropped',
    seen: 'in the measured window the firewall dropped TCP packets that match no session and are no SYN[ (+{delta})].',
    notSeen: 'no such packets were dropped in the measured window.',
    couldNotTell: 'the counter is a total since boot, or was filtered out: it needs a window (`delta yes`, twice).',
  },
  'counter.non-syn-burst-over': {
    title: 'The burst of non-SYN drops is over',
    seen: 'non-SYN drops moved in an earlier window and not in the later one.',
    notSeen: 'non-SYN drops still move in the latest window.',
    couldNotTell: 'two windows of counters are needed to see whether the burst is over.',
  },
  'counter.out-of-window': {
    title: 'TCP out of window or out of sync',
    seen: 'TCP packets fell out of the window the firewall expects[ ({counter} +{delta})].',
    notSeen: 'no TCP packets fell out of the expected window.',
    couldNotTell: 'these counters have severity warn and were not in what was shown, or it was no window.',
  },
  'counter.zone-change': {
    title: 'Forwarded to a different zone',
    seen: 'packets of existing sessions were dropped because their route leads to a different zone[ (+{delta})].',
    notSeen: 'no packets were dropped for a change of zone.',
    couldNotTell: 'whether packets were dropped for a change of zone is not shown in a window.',
  },
  'counter.policy-deny': {
    title: 'Denied at session setup',
    seen: 'session setups were denied by policy in the measured window[ (+{delta})].',
    notSeen: 'no session setup was denied by policy in the measured window.',
    couldNotTell: 'policy denials are not shown in a window.',
  },
  'counter.no-route': {
    title: 'No forwarding decision',
    seen: 'packets were dropped for want of a route or destination zone[ ({counter} +{delta})].',
    notSeen: 'no packets were dropped for want of a route.',
    couldNotTell: 'drops for want of a route are not shown in a window.',
  },
  'counter.no-arp': {
    title: 'No ARP for the next hop',
    seen: 'packets were dropped because the next hop did not resolve[ (+{delta})].',
    notSeen: 'no packets were dropped for an unresolved next hop.',
    couldNotTell: 'drops for unresolved next hops are not shown in a window.',
  },
  'counter.mtu-exceeded': {
    title: 'Packets larger than the MTU',
    seen: 'packets larger than the egress MTU were met[ (+{delta})].',
    notSeen: 'no packets larger than the egress MTU were met.',
    couldNotTell: 'packets larger than the MTU are not shown in a window.',
  },
  'counter.protection-drops': {
    title: 'Zone or DoS protection dropped packets',
    seen: 'zone, DoS or packet-buffer protection dropped packets[ ({counter} +{delta})].',
    notSeen: 'no protection profile dropped packets.',
    couldNotTell: 'drops by protection profiles are not shown in a window.',
  },
  'counter.quiet': {
    title: 'No suspicious drops in the window',
    seen: 'in the measured window none of the counters that a split conversation moves did move.',
    notSeen: 'counters that a split conversation moves did move in the measured window.',
    couldNotTell: 'no complete window of counters has been shown.',
  },
  'counter.warnings-hidden': {
    title: 'TCP warnings were filtered out',
    seen: 'the counters were filtered by severity, which hides the TCP window and reassembly warnings.',
    notSeen: 'the counters were shown without a severity filter.',
    couldNotTell: 'how the counters were filtered is not known.',
  },
  'counter.unknown-to-vendor': {
    title: 'A counter name no firewall is known to print',
    seen: '"{name}" is named on training pages, but no real output with it is known[; look at {instead}].',
    notSeen: 'all counter names are known.',
    couldNotTell: 'the counter names could not be judged.',
  },
  'interface.zone-change': {
    title: 'Packets routed to a different zone',
    seen: 'packets that came in on {interface}[ (zone {zone})] were dropped for a change of zone[ (+{delta})].',
    notSeen: 'no packets were dropped for a change of zone on {interface}.',
    couldNotTell: 'the interface counter is a total: it needs two readings.',
  },
  'interface.flow-state': {
    title: 'Dropped by the flow state check',
    seen: 'packets that came in on {interface}[ (zone {zone})] failed the flow state check[ (+{delta})].',
    notSeen: 'no packets failed the flow state check on {interface}.',
    couldNotTell: 'the interface counter is a total: it needs two readings.',
  },
  'ha.active-active': {
    title: 'HA active/active',
    seen: 'this unit runs HA active/active[ (device {deviceId})].',
    notSeen: 'this unit does not run HA active/active[ (mode {mode})].',
    couldNotTell: 'the HA mode is not shown.',
  },
  'ha.recent-change': {
    title: 'HA state changed lately',
    seen: 'the HA state changed only a short while ago[ ({seconds} seconds)].',
    notSeen: 'the HA state has been stable[ for {seconds} seconds].',
    couldNotTell: 'how long the HA state has lasted is not shown.',
  },
  'ha.state-sync-broken': {
    title: 'Session synchronization is not complete',
    seen: 'HA session synchronization is not complete[ ("{stateSync}")].',
    notSeen: 'HA session synchronization says Complete (which alone does not prove that sessions arrive).',
    couldNotTell: 'the state of HA session synchronization is not shown.',
  },
  'ha.peer-unreachable': {
    title: 'HA peer unreachable',
    seen: 'this unit cannot reach its HA peer.',
    notSeen: 'the HA peer is connected.',
    couldNotTell: 'whether the HA peer is connected is not shown.',
  },
  'settings.asymmetric-bypass': {
    title: 'Asymmetric path: bypass',
    seen: 'the firewall lets packets outside the TCP state pass (asymmetric path: bypass).',
    notSeen: 'the firewall drops packets outside the TCP state (asymmetric path: drop, the default).',
    couldNotTell: 'the asymmetric-path setting is not shown.',
  },
  'settings.non-syn-accepted': {
    title: 'Non-SYN first packets are accepted',
    seen: 'the firewall accepts sessions whose first packet is no SYN.',
    notSeen: 'the firewall rejects sessions whose first packet is no SYN (the default).',
    couldNotTell: 'the reject-non-SYN setting is not shown.',
  },
  'between.halves-on-two-firewalls': {
    title: 'Each firewall sees one half',
    seen: 'the requests pass {forward} and the replies arrive at {return}, which has no session for them.',
    notSeen: 'the two halves do not show on two different firewalls.',
    couldNotTell: 'one of the firewalls has not shown enough to tell where the replies arrive.',
  },
  'between.session-on-one': {
    title: 'The session exists on one firewall only',
    seen: '{present} has the session and {absent} has none.',
    notSeen: 'both firewalls know the session.',
    couldNotTell: 'not both firewalls were asked for the session.',
  },
  'symptom.intermittent': symptom('it opens sometimes and hangs at other times'),
  'symptom.ping-works': symptom('ping works while the application does not'),
  'symptom.tcp-fails': symptom('TCP connections do not come up'),
  'symptom.some-users': symptom('only some users are affected'),
  'symptom.one-way': symptom('traffic goes one way'),
  'symptom.started-after-change': symptom('it started after a change in the network'),
  'symptom.tcp-only': symptom('only TCP is affected'),
  'symptom.after-failover': symptom('it started with a failover'),
};

function symptom(text: string): FindingWords {
  return {
    title: `Reported: ${text}`,
    seen: `people report that ${text}.`,
    notSeen: `nobody reports that ${text}.`,
    couldNotTell: `it is not known whether ${text}.`,
  };
}

/** The finding in one sentence, led by its observers. Device text in values is not escaped here: renderers do that. */
export function findingSentence(finding: Pick<Finding, 'code' | 'reading' | 'values' | 'observers'>): string {
  const text = fill(template(finding.code, finding.reading), finding.values);
  return finding.observers.length === 0 ? capital(text) : `${finding.observers.join(' and ')}: ${text}`;
}

function template(code: FindingCode, reading: FindingReading): string {
  const words = WORDS[code];
  if (reading === 'seen') return words.seen;
  return reading === 'not-seen' ? words.notSeen : words.couldNotTell;
}

/** Fills `{name}` from the values; a bracketed part with a missing value disappears, a bare one becomes "(unknown)". */
export function fill(text: string, values: Readonly<Record<string, FindingValue>>): string {
  const value = (name: string): FindingValue => values[name] ?? null;
  return text
    .replace(/\[([^[\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => name !== undefined && value(name) !== null) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => String(value(name) ?? '(unknown)'));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
