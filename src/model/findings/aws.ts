import type { FindingTable } from './table.ts';

/** What the cloud's configuration and flow logs show. */
export const AWS_FINDINGS = {
  /** An interface that must pass packets of others has its check on. Values: `forwards` is true where a route leads to it. */
  'aws.source-dest-check-on': { group: 'config', step: 'path' },
  /** The reply leaves by an interface in AWS that does not hold its source address. Seen where the check there is on. */
  'aws.reply-fails-source-check': { group: 'config', step: 'return-route' },
  /** …and captured: the reply left there, and the client's own capture lacks it. */
  'aws.reply-lost-past-interface': { group: 'capture', step: 'capture' },
  'aws.two-interfaces-one-subnet': { group: 'config', step: 'path' },
  /** `how`: `around` every appliance, or through an `other-appliance`. */
  'aws.return-route-bypasses-appliance': { group: 'config', step: 'return-route' },
  'aws.forward-route-bypasses-appliance': { group: 'config', step: 'path' },
  'aws.blackhole-route': { group: 'config', step: 'path' },
  'aws.acl-denies-request': { group: 'config', step: 'path' },
  'aws.acl-denies-reply': { group: 'config', step: 'return-route' },
  'aws.security-group-denies-request': { group: 'config', step: 'path' },
  // A flow log counts packets that crossed one interface, each direction by itself: it is a capture without the bytes,
  // and knows nothing of a firewall's sessions. So it is a witness of the group `capture`.
  'aws.flow-log-request-rejected': { group: 'capture', step: 'capture' },
  'aws.flow-log-reply-rejected': { group: 'capture', step: 'capture' },
  'aws.flow-log-reply-missing': { group: 'capture', step: 'capture' },
  /** One end's interface let it out and the other end's never saw it. */
  'aws.flow-log-lost-between': { group: 'capture', step: 'capture' },
  /** What Reachability Analyzer concludes from the configuration, as it says it. */
  'aws.reachability-blocked': { group: 'config', step: 'path' },
} as const satisfies FindingTable;
