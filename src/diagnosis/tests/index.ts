import type { CatalogueTest } from './catalogue-test.ts';
import { CLIENT_TESTS } from './client.ts';
import { CLOUD_TESTS } from './cloud.ts';
import { FIREWALL_TESTS } from './firewall.ts';
import { FIREWALL_COUNTER_TESTS } from './firewall-counters.ts';
import { LOAD_BALANCER_TESTS } from './load-balancer.ts';
import { OTHER_FIREWALL_TESTS } from './other-firewall.ts';
import { PERSON_TESTS } from './person.ts';
import { ROUTER_TESTS } from './router.ts';
import { SERVER_TESTS } from './server.ts';

export type { CatalogueTest } from './catalogue-test.ts';

/** All that Roundtrip may ask for, in the order in which equals are asked. docs/next-tests.md is written from it. */
export const TESTS: readonly CatalogueTest[] = [
  ...FIREWALL_TESTS,
  ...FIREWALL_COUNTER_TESTS,
  ...OTHER_FIREWALL_TESTS,
  ...ROUTER_TESTS,
  ...SERVER_TESTS,
  ...CLIENT_TESTS,
  ...LOAD_BALANCER_TESTS,
  ...CLOUD_TESTS,
  ...PERSON_TESTS,
];
