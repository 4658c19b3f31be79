import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Linux hosts: rules, routes, filters and counters. */
export const HOST_WORDS = {
  'host.reply-next-hop': {
    title: 'Where the server sends its reply',
    seen: 'the reply to {client} leaves by {device} via {via}[ (rule {rule}, table {table})].',
    notSeen: 'the reply to {client} leaves by no interface[: {why}].',
    couldNotTell: 'where the reply leaves the server is not shown[: {why}].',
  },
  'host.reply-leaves-elsewhere': {
    title: 'The server answers by another interface',
    seen: 'the request comes in on {ingress} and the reply leaves by {device}[ via {via}][ (rule {rule}, table {table})].',
    notSeen: 'the reply leaves by the interface that the request comes in on[ ({ingress})].',
    couldNotTell: 'whether the reply leaves by the interface of the request cannot be told[: {why}].',
  },
  'host.no-route': {
    title: 'The server has no route to the client',
    seen: 'the server has no usable route to {client}[: {why}].',
    notSeen: 'the server has a route to {client}.',
    couldNotTell: "the server's route to the client is not shown[: {why}].",
  },
  'host.rp-filter-drops': {
    title: 'Reverse-path filter drops the request',
    seen: 'the reverse-path filter[ ({mode})] drops the request that comes in on {device}[ (rp_filter: {setting})][, because the way back is by {back}][; martian lines in its log: {martians}].',
    notSeen: 'the reverse-path filter takes the request that comes in on {device}[ (rp_filter: {setting})][: {why}].',
    couldNotTell: 'whether the reverse-path filter takes the request cannot be told[: {why}].',
  },
  'host.martian-logged': {
    title: 'The kernel logged the request as martian',
    seen: 'the kernel logged the client as a martian source on {device}[ (lines: {lines})].',
    notSeen: 'the kernel logs martian packets and logged none of this client.',
    couldNotTell: 'no martian line of this client is shown, and whether the kernel logs them is not known.',
  },
  'host.connected-route-missing-in-policy-table': {
    title: 'The policy table lacks the connected route',
    seen: 'the client is on the link ({prefix}), but table {table} answers it via {via}: that table has no route for its own subnet.',
    notSeen: 'the client is on the link ({prefix}) and is answered directly.',
    couldNotTell: 'the client is on the link ({prefix}), and why it is answered via {via} cannot be told.',
  },
  'host.own-rules': {
    title: 'The server has routing rules of its own',
    seen: 'the server runs {rules} routing rules beside those of every kernel.',
    notSeen: 'the server runs no routing rules beside those of every kernel: one table decides.',
    couldNotTell: 'the routing rules of the server are not shown.',
  },
  'host.rule-not-persistent': {
    title: 'A routing rule is not persistent',
    seen: 'the rule "{rule}" runs now and stands in none of the configuration files shown: it will not survive a restart.',
    notSeen: 'the routing rules that run now stand in the configuration.',
    couldNotTell: 'whether the routing rules survive a restart cannot be told[: {why}].',
  },
  'host.shared-subnet': {
    title: 'Two interfaces in one subnet',
    seen: '{interfaces} have addresses in one subnet ({prefix}).',
    notSeen: 'no two interfaces of the server are in one subnet.',
    couldNotTell: 'the addresses of the server are not all shown.',
  },
  'host.arp-flux': {
    title: 'Interfaces answer ARP for each other',
    seen: '{interfaces} are in one subnet, and each answers ARP for the address of the other[ (arp_ignore {ignore})].',
    notSeen: 'no interface answers ARP for the address of another.',
    couldNotTell: '{interfaces} are in one subnet; arp_ignore and arp_filter are not shown.',
  },
  'host.reverse-path-counter': {
    title: 'The kernel counts reverse-path drops',
    seen: 'the kernel counted packets dropped by its reverse-path filter[ (+{delta})].',
    notSeen: 'the kernel counted no packets dropped by its reverse-path filter.',
    couldNotTell: 'the counter of reverse-path drops is a total since boot[ ({total})]: it needs a second reading.',
  },
  'host.listen-drops': {
    title: 'The server drops connection requests',
    seen: 'the server dropped connection requests at its listening sockets[ (+{delta})].',
    notSeen: 'the server dropped no connection requests at its listening sockets.',
    couldNotTell: 'drops at listening sockets are a total since boot[ ({total})]: they need a second reading.',
  },
  'host.invalid-drops': {
    title: 'Invalid packets were dropped',
    seen: 'packet filter rules dropped packets that connection tracking calls invalid[ (+{delta})].',
    notSeen: 'no packets were dropped as invalid.',
    couldNotTell: 'drops of invalid packets are a total[ ({total})]: they need a second reading.',
  },
  'host.segments-retransmitted': {
    title: 'The host sends segments again',
    seen: 'of {sent} TCP segments that this host sent meanwhile, {repeated} were sent again ({percent}%).',
    notSeen: 'next to none of the {sent} TCP segments that this host sent meanwhile were sent again[ ({repeated})].',
    couldNotTell: 'how much of what this host sends is sent again needs two readings of its TCP counters.',
  },
  'host.connection-retransmits': {
    title: 'The connection repeats, and goes on',
    seen: 'the socket of the flow has sent {repeated} of {sent} bytes again[ ({percent}%)], and all of it goes on to be acknowledged.',
    notSeen: 'the socket of the flow had to send next to nothing again[ ({repeated} of {sent} bytes)].',
    couldNotTell: 'how much of the connection was sent again is not shown.',
  },
  'host.handshake-waits': {
    title: 'The socket of the connection waits in the handshake',
    seen: 'the socket of the connection is in {state}: it waits for {for}.',
    notSeen: 'the handshake of the connection is complete ({state}).',
    couldNotTell: 'no socket of the connection is shown while it is tried.',
  },
  'host.connection-both-ways': {
    title: 'The socket of the flow carries both directions',
    seen: 'the socket of the flow is {state}, has received {received} bytes, and {acknowledged} bytes that it sent are acknowledged.',
    notSeen: 'the socket of the flow does not carry both directions[ (it is {state})].',
    couldNotTell: 'what the socket of the flow carries is not shown.',
  },
  'balancer.direct-return': {
    title: 'The balancer’s servers answer by themselves',
    seen: 'the balancer serves {service} by {method}: the server {real} gets the packet as it is and answers the client directly.',
    notSeen:
      'the balancer serves {service} by {method}, so that replies come back through it where routes lead them there.',
    couldNotTell: 'how the balancer hands on requests is not shown.',
  },
  'balancer.keeps-client': {
    title: 'The balancer keeps the client’s address',
    seen: 'the balancer serves {service} by {method} and leaves the client’s address in the request.',
    notSeen: 'the balancer puts its own address in the client’s place for {service}.',
    couldNotTell: 'whether the balancer puts its own address in the client’s place is not shown.',
  },
  'host.conntrack-one-way': {
    title: 'Connection tracking saw one direction',
    seen: 'connection tracking saw packets from the {from} and none back[ ({state})].',
    notSeen: 'connection tracking saw both directions[ ({state})].',
    couldNotTell: 'no entry of connection tracking for the flow is shown.',
  },
  'host.quiet-since-fix': {
    title: 'The connection is quiet since the fix',
    seen: 'the socket of the flow received data last {seconds} seconds before it was looked at, which is before the fix, and repeats since what is not acknowledged.',
    notSeen: 'the socket of the flow has received data since the fix.',
    couldNotTell: 'when the socket of the flow received data last is not shown.',
  },
  'nat.translation-outdated': {
    title: 'The flow keeps an older translation',
    seen: 'the client of this flow is translated to {address}, and of newer connections of these ends to {newer}[, the address of {device}, where the route leads now].',
    notSeen: 'this flow is translated as newer connections of these ends are ({address}).',
    couldNotTell: 'this flow is translated to {address}, and whether newer ones are translated otherwise is not shown.',
  },
  'filter.refuses-flow': {
    title: 'A packet filter refuses the flow',
    seen: 'its packet filter ({hook}) ends the way of the first packet of this flow[ with {verdict}][: {rule}].',
    notSeen: 'its packet filter ({hook}) lets the first packet of this flow through.',
    couldNotTell: 'what its packet filter does with this flow cannot be told[: {why}].',
  },
  'filter.refusal-counted': {
    title: 'The rule that refuses the flow counts packets',
    seen: 'the rule that refuses this flow ({rule}) took {delta} packets between two readings.',
    notSeen: 'the rule that refuses this flow ({rule}) took no packet between two readings.',
    couldNotTell: 'whether the rule that refuses this flow takes packets needs two readings of its counter.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
