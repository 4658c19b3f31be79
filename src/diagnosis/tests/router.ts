import { type CatalogueTest, READ_ONLY } from './catalogue-test.ts';

/** What the routers and switches between client and server can be asked. */
export const ROUTER_TESTS: readonly CatalogueTest[] = [
  {
    id: 'ask-router-routes',
    target: 'router',
    command: 'router-routes',
    cost: 3,
    ...READ_ONLY,
    gives: ['router-route', 'router-forwarding-table'],
    settles: ['walk.loop', 'walk.no-route', 'walk.return-skips-firewall', 'walk.equal-paths'],
    tells: 'where each router on the way sends both directions (ask each of them, from the server on)',
  },
  {
    id: 'ask-router-balancing',
    target: 'router',
    command: 'router-balancing',
    cost: 3,
    ...READ_ONLY,
    gives: ['router-load-sharing', 'router-load-balance', 'router-cef'],
    settles: ['walk.per-packet-balancing', 'walk.equal-paths'],
    tells: 'whether a router spreads packets of one connection over equal paths',
  },
  {
    id: 'ask-router-exact-route',
    target: 'router',
    command: 'router-exact-route',
    cost: 3,
    ...READ_ONLY,
    gives: ['router-exact-route'],
    settles: ['walk.paths-part', 'walk.return-skips-firewall'],
    tells: 'which of several equal paths each direction of this very flow is hashed to',
  },
  {
    id: 'ask-router-interfaces',
    target: 'router',
    command: 'router-interfaces',
    cost: 3,
    ...READ_ONLY,
    gives: ['router-interfaces'],
    settles: ['walk.return-skips-firewall', 'walk.paths-part', 'walk.loop'],
    tells: 'which router owns which next hop, so that the ways can be followed from table to table',
  },
];
