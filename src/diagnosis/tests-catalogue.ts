import type { CommandId } from '../model/command.ts';
import type { FindingCode } from '../model/finding.ts';

/** Who runs a test. `other-firewall` is another firewall on the path, or the HA peer; a `cloud` is asked only when it was heard. */
export type TestTarget = 'firewall' | 'other-firewall' | 'router' | 'server' | 'client' | 'cloud';

/**
 * A check that may be asked for. Cost: 1 read-only on a device that is being looked at anyway, 2 read-only elsewhere
 * or twice with time between, 3 with a packet filter, 5 a person on another team's host.
 */
export interface CatalogueTest {
  readonly id: string;
  readonly target: TestTarget;
  readonly command: CommandId;
  readonly cost: number;
  /** What its answer can show. */
  readonly settles: readonly FindingCode[];
  /** Completes "… — it tells …". */
  readonly tells: string;
}

export const TESTS: readonly CatalogueTest[] = [
  {
    id: 'ask-session',
    target: 'firewall',
    command: 'session-list',
    cost: 1,
    settles: ['session.found', 'session.newer-flow-healthy'],
    tells: 'whether this firewall knows the flow at all',
  },
  {
    id: 'ask-session-detail',
    target: 'firewall',
    command: 'session-id',
    cost: 1,
    settles: [
      'session.return-unseen',
      'session.both-directions-seen',
      'session.handshake-aged-out',
      'session.reset-by-server',
      'session.denied',
      'session.pbf-forward',
    ],
    tells: 'which direction is missing: a listing shows only the total',
  },
  {
    id: 'ask-session-again',
    target: 'firewall',
    command: 'session-id',
    cost: 2,
    settles: ['session.return-frozen', 'session.both-directions-grow'],
    tells: 'whether both directions grow (run it twice, ten seconds apart, while the user tries)',
  },
  {
    id: 'ask-traffic-log',
    target: 'firewall',
    command: 'traffic-log',
    cost: 1,
    settles: ['session.denied', 'session.reset-by-server', 'session.handshake-aged-out', 'session.return-unseen'],
    tells: 'how earlier attempts ended, when the session is already gone',
  },
  {
    id: 'ask-other-firewall',
    target: 'other-firewall',
    command: 'session-list',
    cost: 2,
    settles: ['between.halves-on-two-firewalls', 'between.session-on-one'],
    tells: 'whether the reply arrives there instead',
  },
  {
    id: 'ask-other-firewall-counters',
    target: 'other-firewall',
    command: 'counters-delta',
    cost: 2,
    settles: ['between.halves-on-two-firewalls'],
    tells: 'whether that firewall drops replies that match no session (run it twice, traffic in between)',
  },
  {
    id: 'ask-return-route',
    target: 'firewall',
    command: 'fib-return',
    cost: 1,
    settles: ['fib.return-leaves-elsewhere', 'fib.return-other-zone', 'fib.return-by-other-isp', 'fib.no-return-route'],
    tells: 'whether the reply leaves by the interface that the request came in on',
  },
  {
    id: 'ask-forward-route',
    target: 'firewall',
    command: 'fib-forward',
    cost: 1,
    settles: ['fib.no-forward-route', 'fib.forward-differs-from-session', 'pbf.egress-differs-from-fib'],
    tells: 'where the routing table itself would send the request',
  },
  {
    id: 'ask-routes',
    target: 'firewall',
    command: 'routes',
    cost: 1,
    settles: ['fib.two-defaults', 'fib.ecmp-return', 'fib.return-by-other-isp'],
    tells: 'whether there are two default routes or equal ones',
  },
  {
    id: 'ask-zones',
    target: 'firewall',
    command: 'interface-in',
    cost: 1,
    settles: ['fib.return-other-zone', 'interface.zone-change', 'interface.flow-state'],
    tells: 'which zone the interface is in, and on which side stray packets are dropped (run it twice)',
  },
  {
    id: 'ask-pbf-match',
    target: 'firewall',
    command: 'pbf-test',
    cost: 1,
    settles: ['pbf.forward-match', 'pbf.return-covered', 'pbf.egress-differs-from-fib'],
    tells: 'whether a PBF rule takes this flow, and whether it keeps the reply on the same way',
  },
  {
    id: 'ask-counters',
    target: 'firewall',
    command: 'counters-delta',
    cost: 1,
    settles: [
      'counter.quiet',
      'counter.zone-change',
      'counter.out-of-window',
      'counter.non-syn-burst-over',
      'counter.policy-deny',
    ],
    tells:
      'which drops move meanwhile (run it twice, traffic in between; no severity filter, which would hide TCP warnings)',
  },
  {
    id: 'ask-counters-of-flow',
    target: 'firewall',
    command: 'counters-filtered',
    cost: 3,
    settles: ['counter.non-syn-drops', 'counter.policy-deny'],
    tells: 'whether drops belong to this very flow (set the packet filter first, and clear it afterwards)',
  },
  {
    id: 'ask-ha',
    target: 'firewall',
    command: 'ha-state',
    cost: 1,
    settles: ['ha.active-active', 'ha.recent-change', 'ha.state-sync-broken', 'ha.peer-unreachable'],
    tells: 'whether two units share the traffic, and whether one of them changed state lately',
  },
  {
    id: 'ask-arp',
    target: 'firewall',
    command: 'arp-server',
    cost: 1,
    settles: ['arp.next-hop-unresolved'],
    tells: 'whether the next hop towards the server resolves',
  },
  {
    id: 'capture-firewall',
    target: 'firewall',
    command: 'capture-on',
    cost: 3,
    settles: [
      'capture.reply-missing',
      'capture.dropped-inside',
      'capture.both-directions',
      'capture.reset-by-server',
      'capture.acked-unseen',
    ],
    tells:
      'which packets arrive, leave and are dropped (the filter names both directions, translated addresses too; give the four files)',
  },
  {
    id: 'capture-other-firewall',
    target: 'other-firewall',
    command: 'capture-on',
    cost: 4,
    settles: ['between.reply-elsewhere'],
    tells: 'whether the replies pass there instead (capture on both at the same time)',
  },
  {
    id: 'capture-server',
    target: 'server',
    command: 'capture-server',
    cost: 5,
    settles: ['between.reply-lost', 'between.request-lost', 'capture.reply-to-other-neighbour'],
    tells: 'whether the server answers, and to which neighbour (Linux; at the same time as on the firewall)',
  },
  {
    id: 'capture-client',
    target: 'client',
    command: 'capture-client',
    cost: 5,
    settles: ['between.reply-elsewhere', 'capture.reset-forged'],
    tells: 'whether replies reach the client past the firewall (Linux; at the same time as on the firewall)',
  },
  {
    id: 'ask-router-routes',
    target: 'router',
    command: 'router-routes',
    cost: 3,
    settles: ['walk.loop', 'walk.return-skips-firewall', 'walk.equal-paths'],
    tells: 'where each router on the way sends both directions (ask each of them, from the server on)',
  },
  {
    id: 'ask-router-balancing',
    target: 'router',
    command: 'router-balancing',
    cost: 3,
    settles: ['walk.per-packet-balancing', 'walk.equal-paths'],
    tells: 'whether a router spreads packets of one connection over equal paths',
  },
  {
    id: 'trace-back',
    target: 'server',
    command: 'trace-back',
    cost: 5,
    settles: ['path.return-skips-firewall', 'walk.trace-loop'],
    tells: 'whether the way back passes the firewall at all',
  },
  {
    id: 'route-back',
    target: 'server',
    command: 'route-back',
    cost: 4,
    settles: ['path.server-gateway-elsewhere'],
    tells: 'which gateway the server uses towards the client (Linux)',
  },
  {
    id: 'ask-host-routing',
    target: 'server',
    command: 'host-routing',
    cost: 5,
    settles: [
      'host.reply-leaves-elsewhere',
      'host.connected-route-missing-in-policy-table',
      'host.no-route',
      'path.server-gateway-elsewhere',
    ],
    tells: 'by which interface and next hop the server answers, and which rule and table decide that (Linux)',
  },
  {
    id: 'ask-host-settings',
    target: 'server',
    command: 'host-settings',
    cost: 5,
    settles: ['host.rp-filter-drops', 'host.arp-flux', 'host.rule-not-persistent'],
    tells:
      'whether the server’s reverse-path filter takes the request, and whether its rules survive a restart (Linux)',
  },
  {
    id: 'ask-host-counters',
    target: 'server',
    command: 'host-counters',
    cost: 5,
    settles: ['host.reverse-path-counter', 'host.martian-logged', 'host.listen-drops'],
    tells: 'whether the server drops requests before any service sees them (Linux; a client trying in between)',
  },
  {
    id: 'ask-aws-interfaces',
    target: 'cloud',
    command: 'aws-interfaces',
    cost: 1,
    settles: ['aws.source-dest-check-on', 'aws.two-interfaces-one-subnet'],
    tells: 'whether the interfaces that forward have their source/destination check on',
  },
  {
    id: 'ask-aws-routes',
    target: 'cloud',
    command: 'aws-routes',
    cost: 1,
    settles: [
      'aws.return-route-bypasses-appliance',
      'aws.forward-route-bypasses-appliance',
      'aws.blackhole-route',
      'aws.source-dest-check-on',
    ],
    tells: 'whether both route tables lead through the same appliance',
  },
  {
    id: 'ask-aws-flow-log',
    target: 'cloud',
    command: 'aws-flow-log',
    cost: 2,
    settles: ['aws.flow-log-lost-between', 'aws.flow-log-reply-missing', 'aws.flow-log-request-rejected'],
    tells: 'at which interface each direction was seen last',
  },
];
