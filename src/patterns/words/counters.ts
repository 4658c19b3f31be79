import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** Counters of a firewall and of its interfaces. */
export const COUNTERS_WORDS = {
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
  'protection.zone-drops': {
    title: 'The zone’s protection profile dropped packets',
    seen: 'the protection profile of zone {zone} dropped packets ({mechanism}[ +{delta}]).',
    notSeen: 'the protection profile of zone {zone} dropped nothing.',
    couldNotTell: 'what the protection profile of zone {zone} dropped is a total: it needs two readings.',
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
} as const satisfies Partial<Record<FindingCode, FindingWords>>;
