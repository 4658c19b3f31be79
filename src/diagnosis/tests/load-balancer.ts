import { type CatalogueTest, HOST_CAPTURE, READ_ONLY } from './catalogue-test.ts';

/** What a load balancer between client and server can be asked. */
export const LOAD_BALANCER_TESTS: readonly CatalogueTest[] = [
  {
    id: 'ask-load-balancer-nat',
    target: 'load-balancer',
    command: 'load-balancer-nat',
    cost: 3,
    ...READ_ONLY,
    gives: ['iptables', 'nftables', 'conntrack', 'ipvs'],
    settles: ['host.conntrack-one-way', 'balancer.direct-return', 'balancer.keeps-client'],
    tells: 'whether it translates the client’s address, so that the server must answer through it',
  },
  {
    id: 'capture-load-balancer',
    target: 'load-balancer',
    command: 'capture-balancer',
    cost: 5,
    ...HOST_CAPTURE,
    gives: ['capture'],
    settles: ['between.reply-elsewhere', 'between.request-lost', 'between.translated'],
    tells: 'whether the server’s answers come back to it, or go straight to the client',
  },
];
