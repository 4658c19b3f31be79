import type { FindingTable } from './table.ts';

/** The way of the flow through the tables of all devices, and balancers on it. */
export const WALK_FINDINGS = {
  /** The ways of the flow through the tables of all devices. `path` is the way hop by hop; missing hops are named. */
  'walk.forward-path': { group: 'forwarding', step: 'path' },
  'walk.return-path': { group: 'forwarding', step: 'return-route' },
  /** The reply passes other devices than the request. `at` is the last one that both pass, from the server on. */
  'walk.paths-part': { group: 'forwarding', step: 'path' },
  /** The tables hand packets of the flow round in a circle. */
  'walk.loop': { group: 'forwarding', step: 'path' },
  /** A device on the way has no route for packets of the flow. `translated`: for the address that the client is translated to. */
  'walk.no-route': { group: 'forwarding', step: 'path' },
  /** A trace meets the same routers again and again. */
  'walk.trace-loop': { group: 'forwarding', step: 'path' },
  'walk.return-skips-firewall': { group: 'forwarding', step: 'return-route' },
  /** Several equal paths for the flow on a router or host. */
  'walk.equal-paths': { group: 'config', step: 'path' },
  /** …over which packets are spread one by one, not flow by flow. */
  'walk.per-packet-balancing': { group: 'config', step: 'path' },

  /** A balancer that serves the flow: the server answers past it by design; it leaves the client's address as it is. */
  'balancer.direct-return': { group: 'config', step: 'return-route' },
  'balancer.keeps-client': { group: 'config', step: 'return-route' },
} as const satisfies FindingTable;
