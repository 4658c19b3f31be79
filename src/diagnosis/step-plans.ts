import type { CommandId } from '../model/command.ts';
import type { FindingCode, StepId } from '../model/finding.ts';

/** The kinds of device that can speak for a step. */
export type Heard = 'firewall' | 'host' | 'router' | 'cloud';

export interface StepPlan {
  /** A statement, so that the mark of its state says whether it is true. */
  readonly title: string;
  /** Any of these seen: the step shows a split conversation. */
  readonly confirms: readonly FindingCode[];
  /** Any of these seen: the step shows that there is none here. */
  readonly refutes: readonly FindingCode[];
  /** Any of these looked for and not there: the same. What else is not there settles nothing by itself. */
  readonly absent: readonly FindingCode[];
  /** What to run, by who was heard; of the step `path` beside what its table says. */
  readonly commands: Readonly<Record<Heard, readonly CommandId[]>>;
}

/** What shows each step, what refutes it, and what to run while it is open. */
export const STEP_PLANS: Readonly<Record<StepId, StepPlan>> = {
  session: {
    title: 'One direction is missing here',
    confirms: [
      'between.halves-on-two-firewalls',
      'session.return-frozen',
      'session.return-unseen',
      'session.reversed',
      'host.conntrack-one-way',
    ],
    refutes: [
      'session.both-directions-grow',
      'session.both-directions-seen',
      'session.reset-by-server',
      'session.denied',
      'session.newer-flow-healthy',
      'host.connection-both-ways',
    ],
    absent: ['session.return-unseen', 'session.return-frozen'],
    commands: {
      firewall: ['session-list', 'session-id'],
      host: ['host-conntrack'],
      router: [],
      cloud: ['aws-flow-log'],
    },
  },
  capture: {
    title: 'The packets show it',
    confirms: [
      'between.reply-elsewhere',
      'capture.acked-unseen',
      'capture.dropped-inside',
      'between.reply-lost',
      'capture.reply-missing',
      'capture.request-missing',
      'aws.flow-log-lost-between',
      'aws.flow-log-reply-missing',
      'aws.flow-log-reply-rejected',
      'capture.reply-from-other-address',
      'capture.reply-by-other-interface',
      'capture.reply-to-other-neighbour',
      'capture.path-alternates',
      'capture.loop',
      'capture.request-on-other-interface',
    ],
    refutes: ['capture.both-directions', 'capture.reset-by-server'],
    absent: ['capture.reply-missing'],
    commands: {
      firewall: ['capture-on', 'capture-server'],
      host: ['capture-server'],
      router: ['capture-server'],
      cloud: ['aws-flow-log'],
    },
  },
  'return-route': {
    title: 'The way back differs from the way in',
    confirms: [
      'path.return-skips-firewall',
      'walk.return-skips-firewall',
      // Another interface of the same zone is no fault: PAN-OS tolerates it, so the interface alone settles nothing.
      'fib.return-other-zone',
      'fib.no-return-route',
      'host.reply-leaves-elsewhere',
      'host.connected-route-missing-in-policy-table',
      'host.no-route',
      'aws.return-route-bypasses-appliance',
      'aws.acl-denies-reply',
      'fib.return-by-other-isp',
      'aws.reply-fails-source-check',
      'balancer.direct-return',
    ],
    refutes: [],
    absent: [
      'fib.return-other-zone',
      'fib.return-leaves-elsewhere',
      'path.return-skips-firewall',
      'walk.return-skips-firewall',
      'host.reply-leaves-elsewhere',
      'aws.return-route-bypasses-appliance',
    ],
    commands: {
      firewall: ['fib-return', 'fib-forward', 'trace-back'],
      host: ['host-routing', 'trace-back'],
      router: ['router-routes'],
      cloud: ['aws-routes'],
    },
  },
  path: {
    title: 'Something here parts the two ways',
    confirms: [
      'pbf.egress-differs-from-fib',
      'nat.source-of-other-interface',
      'nat.u-turn',
      'nat.rule-misses-flow',
      'nat.address-not-answered',
      'fib.forward-differs-from-session',
      'fib.no-forward-route',
      'arp.next-hop-unresolved',
      'ha.active-active',
      'walk.no-route',
      'walk.loop',
      'walk.trace-loop',
      'walk.per-packet-balancing',
      'walk.paths-part',
      'fib.two-defaults',
      'host.rp-filter-drops',
      'host.rule-not-persistent',
      'aws.source-dest-check-on',
      'aws.forward-route-bypasses-appliance',
      'aws.blackhole-route',
      'session.pbf-forward',
      'ha.forwarding-link-down',
      'ha.state-sync-broken',
      'arp.other-interface-answers',
      'host.arp-flux',
      'walk.no-route',
      'nat.u-turn',
      'nat.rule-misses-flow',
      'nat.address-not-answered',
      'pbf.next-hop-down',
    ],
    refutes: [],
    absent: ['walk.paths-part', 'pbf.egress-differs-from-fib', 'fib.forward-differs-from-session'],
    commands: {
      firewall: [],
      host: ['host-settings', 'host-neighbours'],
      router: ['router-balancing'],
      cloud: ['aws-interfaces'],
    },
  },
  counters: {
    title: 'The counters agree',
    confirms: [
      'counter.zone-change',
      'interface.zone-change',
      'counter.non-syn-drops',
      'counter.out-of-window',
      'counter.no-arp',
      'interface.flow-state',
      'host.martian-logged',
      'host.reverse-path-counter',
      'host.invalid-drops',
      'counter.no-route',
    ],
    refutes: ['counter.quiet'],
    absent: ['counter.non-syn-drops'],
    commands: {
      firewall: ['counters-delta', 'traffic-log'],
      host: ['host-counters'],
      router: [],
      cloud: [],
    },
  },
};
