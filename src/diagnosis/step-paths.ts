import type { CommandId } from '../model/command.ts';
import type { PatternId } from '../model/pattern.ts';

/** One way in which the two ways part: where to look for it, and with which commands. */
export interface PathScenario {
  readonly scenario: string;
  readonly lookAt: string;
  readonly patterns: readonly PatternId[];
  readonly commands: readonly CommandId[];
}

/** The table by which the fourth step goes, in the order in which the cases are met. */
export const PATH_SCENARIOS: readonly PathScenario[] = [
  {
    scenario: 'Return traffic bypasses the firewall',
    lookAt: 'the routes of the server and of the routers near it',
    patterns: ['return-path-bypass', 'multihomed-weak-host', 'onlink-via-gateway', 'policy-routing-not-persistent'],
    commands: ['trace-back', 'router-routes'],
  },
  {
    scenario: 'HA active/active: the reply arrives at the other unit',
    lookAt: 'the session and the HA state on both units',
    patterns: ['ha-session-owner-mismatch'],
    commands: ['ha-state', 'session-id'],
  },
  {
    scenario: 'A router spreads the packets of one connection',
    lookAt: 'the load sharing of the routers on both sides of the firewall',
    patterns: ['ecmp-per-packet'],
    commands: ['router-balancing'],
  },
  {
    scenario: 'Policy-based forwarding steers one direction only',
    lookAt: 'the PBF rules: what they match, where they lead, symmetric return',
    patterns: ['pbf-one-way'],
    commands: ['pbf-test', 'pbf-rules'],
  },
  {
    scenario: 'A second internet link without symmetric routing',
    lookAt: 'the routing table: two default routes',
    patterns: ['dual-isp-return', 'return-zone-change'],
    commands: ['routes'],
  },
  {
    scenario: 'A one-armed load balancer that does not translate the client',
    lookAt: 'the translation on the load balancer',
    patterns: ['one-arm-load-balancer'],
    commands: ['load-balancer-nat'],
  },
];

/** How many rows are shown at a time: those of the likeliest causes that are still possible. */
const ROWS_SHOWN = 3;

/** The rows that can still be the case, the strongest first; `standing` are the patterns not ruled out, with their bits. */
export function pathScenarios(standing: ReadonlyMap<PatternId, number>): readonly PathScenario[] {
  const strength = ({ patterns }: PathScenario): number =>
    Math.max(...patterns.map((id) => standing.get(id) ?? Number.NEGATIVE_INFINITY));
  return PATH_SCENARIOS.filter((row) => strength(row) > Number.NEGATIVE_INFINITY)
    .toSorted((one, other) => strength(other) - strength(one))
    .slice(0, ROWS_SHOWN);
}
