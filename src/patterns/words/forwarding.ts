import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Routes, policy-based forwarding, translation, and paths. */
export const FORWARDING_WORDS = {
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
    seen: 'several equal-cost routes lead back to the client[: {interfaces}]. Which of them a reply takes is for a hash to choose.',
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
  'nat.u-turn': {
    title: 'Translated back into the client’s own network',
    seen: 'the server’s address is translated to {server}, on the network of the client ({interface}), and the client keeps its own address {client}.',
    notSeen: 'the translated server is not a neighbour that could answer the client directly.',
    couldNotTell: 'whether client and translated server are on one network is not shown.',
  },
  'nat.rule-misses-flow': {
    title: 'A NAT rule for these addresses does not take the flow',
    seen: 'the rule "{rule}" names the flow’s {side} for the zone {ruleZones}, but the session goes to the zone {zone} and its {side} is not translated.',
    notSeen: 'the flow’s {side} is translated.',
    couldNotTell: 'whether a NAT rule takes the flow is not shown.',
  },
  'nat.address-not-answered': {
    title: 'Translated to an address that nobody has',
    seen: 'the client is translated to {address}, on the link of {interface}, and this gateway does not have that address: nobody answers ARP for it.',
    notSeen: 'the client is translated to an address that this gateway has[ ({address})].',
    couldNotTell: 'whether this gateway has the address that it translates to is not shown.',
  },
  'path.large-packets-lost': {
    title: 'Large probes are lost',
    seen: 'unfragmented probes of {fails} bytes to {target} get no answer, those of {passes} bytes do[; {by} calls them too big][: at most {mtu} bytes].',
    notSeen: 'unfragmented probes of {passes} bytes to {target} are answered.',
    couldNotTell: 'whether large packets get through unfragmented was not tried.',
  },
  'path.probes-lost': {
    title: 'Some probes are lost',
    seen: '{lost} of {sent} probes to {target} get no answer ({percent}%).',
    notSeen: 'all {sent} probes to {target} are answered.',
    couldNotTell: 'whether probes between the ends are lost now and then was not measured with enough of them.',
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
  'arp.other-interface-answers': {
    title: 'A neighbour reaches the address by another interface',
    seen: 'its neighbour holds the MAC of {device} for {address}, which is an address of {owner}.',
    notSeen: 'its neighbour holds the MAC of {owner} for {address}, as it should.',
    couldNotTell: 'the MAC that the neighbours of the server hold for its address is not shown.',
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
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
