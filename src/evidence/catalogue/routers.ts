import type { CatalogueSection } from './entry.ts';

export const ROUTERS: CatalogueSection = {
  title: 'Routers and switches',
  entries: [
    {
      kind: 'router-route',
      from: 'show ip route, show route',
      shows: 'routing tables of IOS, IOS-XR, NX-OS, EOS, FRR and Junos',
      example: 'router/ios-show-ip-route-prefix/static-recursive.txt',
    },
    {
      kind: 'router-cef',
      from: 'show ip cef P detail',
      shows: 'the forwarding entry and how it shares',
      example: 'router/ios-show-ip-cef/per-packet.txt',
    },
    {
      kind: 'router-forwarding-table',
      from: 'show route forwarding-table',
      shows: 'the forwarding table of Junos',
      example: 'router/junos-forwarding-table/unilist.txt',
    },
    {
      kind: 'router-exact-route',
      from: 'show ip cef exact-route A B, show routing hash',
      shows: 'the way of one conversation',
      example: 'router/ios-exact-route/adjacency.txt',
    },
    {
      kind: 'router-load-sharing',
      from: 'show running-config | include load-sharing',
      shows: 'whether balancing is per packet or per flow',
      example: 'router/ios-load-sharing/nothing-set.txt',
    },
    {
      kind: 'router-load-balance',
      from: 'load-balance policy of Junos',
      shows: 'the same; per-packet means per flow there',
      example: 'router/junos-load-balance/set-lines.txt',
    },
    {
      kind: 'router-interfaces',
      from: 'show ip interface brief',
      shows: 'addresses of a router',
      example: 'router/interface-brief/eos.txt',
    },
  ],
};
