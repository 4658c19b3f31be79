/** Names of the commands that a report may propose. Their texts are filled in from the case in one place. */
export const COMMAND_IDS = [
  'session-list',
  'session-id',
  'traffic-log',
  'fib-forward',
  'fib-return',
  'routes',
  'pbf-test',
  'pbf-rules',
  'interface-in',
  'arp-server',
  'counters-delta',
  'counters-filtered',
  'packet-filter-on',
  'ha-state',
  'tcp-settings',
  'session-settings',
  'capture-on',
  'clear-flow',
  'trace-back',
  'route-back',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
