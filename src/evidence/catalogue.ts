import type { EvidenceKind } from '../model/evidence.ts';

/** One kind of evidence as people meet it. `example` is a file below `test/fixtures/`. */
export interface CatalogueEntry {
  readonly kind: EvidenceKind;
  /** What one types, or where it is found. */
  readonly from: string;
  /** What Roundtrip takes from it. */
  readonly shows: string;
  readonly example: string;
}

export interface CatalogueSection {
  readonly title: string;
  readonly entries: readonly CatalogueEntry[];
}

/** Everything that Roundtrip reads, in the order of docs/evidence.md. */
export const CATALOGUE: readonly CatalogueSection[] = [
  {
    title: 'PAN-OS firewalls',
    entries: [
      {
        kind: 'session-all',
        from: 'show session all filter source A destination B',
        shows: 'sessions of a flow, or that there are none',
        example: 'panos/show-session-all/nat-and-flags.txt',
      },
      {
        kind: 'session-id',
        from: 'show session id N',
        shows: 'bytes of each direction, interfaces, zones, PBF rule, how it ended',
        example: 'panos/show-session-id/steered-and-synced.txt',
      },
      {
        kind: 'session-info',
        from: 'show session info',
        shows: 'timeouts and session settings',
        example: 'panos/show-session-info/two-dataplanes.txt',
      },
      {
        kind: 'tcp-state',
        from: 'show running tcp state',
        shows: 'whether asymmetric paths and non-SYN packets are let pass',
        example: 'panos/show-running-tcp-state/bypass.txt',
      },
      {
        kind: 'fib-lookup',
        from: 'test routing fib-lookup virtual-router R ip A',
        shows: 'where a packet to an address would leave',
        example: 'panos/test-routing-fib-lookup/via-next-hop.txt',
      },
      {
        kind: 'routing-route',
        from: 'show routing route',
        shows: 'the routing table, default routes, equal routes',
        example: 'panos/show-routing-route/two-routers.txt',
      },
      {
        kind: 'routing-fib',
        from: 'show routing fib',
        shows: 'the forwarding table',
        example: 'panos/show-routing-fib/ecmp-next-router.txt',
      },
      {
        kind: 'advanced-routing-route',
        from: 'show advanced-routing route',
        shows: 'the same on the advanced routing engine',
        example: 'panos/show-advanced-routing-route/old-layout.txt',
      },
      {
        kind: 'advanced-routing-fib',
        from: 'show advanced-routing fib',
        shows: 'the same on the advanced routing engine',
        example: 'panos/show-advanced-routing-fib/logical-router.txt',
      },
      {
        kind: 'pbf-rule-all',
        from: 'show pbf rule all',
        shows: 'policy-based forwarding rules and their next hops',
        example: 'panos/show-pbf-rule-all/several-rules.txt',
      },
      {
        kind: 'pbf-policy',
        from: 'show running pbf-policy',
        shows: 'the same as policy text',
        example: 'panos/show-running-pbf-policy/pasted-flat.txt',
      },
      {
        kind: 'pbf-policy-match',
        from: 'test pbf-policy-match from Z source A destination B protocol 6 destination-port P',
        shows: 'which rule takes a flow',
        example: 'panos/test-pbf-policy-match/matched.txt',
      },
      {
        kind: 'counter-global',
        from: 'show counter global filter delta yes',
        shows: 'which drops move',
        example: 'panos/show-counter-global/by-name.txt',
      },
      {
        kind: 'ha-state',
        from: 'show high-availability state',
        shows: 'the mode and state of an HA unit',
        example: 'panos/show-high-availability-state/passive.txt',
      },
      {
        kind: 'ha-all',
        from: 'show high-availability all',
        shows: 'the same with session owner and setup',
        example: 'panos/show-high-availability-all/active-active.txt',
      },
      {
        kind: 'interface',
        from: 'show interface ethernet1/1',
        shows: 'an interface, its zone, its zone-change and flow-state drops',
        example: 'panos/show-interface/subinterface-drops.txt',
      },
      {
        kind: 'interface-all',
        from: 'show interface all',
        shows: 'interfaces with zones, routers and addresses',
        example: 'panos/show-interface-all/layer3-zones-and-ha.txt',
      },
      {
        kind: 'arp',
        from: 'show arp all',
        shows: 'whether next hops resolve',
        example: 'panos/show-arp/unresolved-neighbour.txt',
      },
      {
        kind: 'nat-policy',
        from: 'show running nat-policy',
        shows: 'translation rules',
        example: 'panos/show-running-nat-policy/source-and-destination.txt',
      },
      {
        kind: 'traffic-log',
        from: 'show log traffic',
        shows: 'how earlier attempts ended',
        example: 'panos/show-log-traffic/page.txt',
      },
      {
        kind: 'packet-diag-setting',
        from: 'debug dataplane packet-diag show setting',
        shows: 'packet filter and capture stages',
        example: 'panos/debug-packet-diag-show-setting/all-off.txt',
      },
      {
        kind: 'flow-basic',
        from: 'debug dataplane packet-diag … (flow basic log)',
        shows: 'what the firewall did with each packet',
        example: 'capture-text/flow-basic/stages-only.txt',
      },
      {
        kind: 'system-info',
        from: 'show system info',
        shows: 'the name and release of a device',
        example: 'panos/show-system-info/virtual.txt',
      },
      {
        kind: 'api-reply',
        from: '(an XML API reply that is an error or a message)',
        shows: 'what the API refused, and what to do',
        example: 'panos-xml/api-reply/sessions-cleared.xml',
      },
    ],
  },
  {
    title: 'Captures',
    entries: [
      {
        kind: 'capture',
        from: 'tcpdump -nn, tshark, or a pcap or pcapng file',
        shows: 'each direction at a vantage: handshake, resets, retransmissions, neighbours, hop limits',
        example: 'capture-text/tcpdump/handshake-relative-numbers.txt',
      },
    ],
  },
  {
    title: 'Linux hosts',
    entries: [
      {
        kind: 'traceroute',
        from: 'traceroute, tracepath',
        shows: 'the hops to an address',
        example: 'linux/traceroute/ipv6-reached.txt',
      },
      { kind: 'mtr', from: 'mtr --report', shows: 'the hops to an address', example: 'linux/mtr/names.txt' },
      {
        kind: 'ip-route-get',
        from: 'ip route get A from B',
        shows: 'what the kernel would do with a packet',
        example: 'linux/ip-route-get/no-route.txt',
      },
      {
        kind: 'ip-address',
        from: 'ip addr, ip link',
        shows: 'interfaces and addresses',
        example: 'linux/ip-address/two-in-one-subnet.txt',
      },
      { kind: 'ip-rule', from: 'ip rule', shows: 'policy routing rules', example: 'linux/ip-rule/source-rules.txt' },
      {
        kind: 'ip-route',
        from: 'ip route show table all',
        shows: 'routing tables',
        example: 'linux/ip-route/all-tables.txt',
      },
      { kind: 'ip-neighbour', from: 'ip neigh', shows: 'neighbours', example: 'linux/ip-neighbour/states.txt' },
      {
        kind: 'routing-table-names',
        from: 'cat /etc/iproute2/rt_tables',
        shows: 'names of routing tables',
        example: 'linux/routing-table-names/rt-tables.txt',
      },
      {
        kind: 'sysctl',
        from: 'sysctl -a, grep . /proc/sys/…',
        shows: 'reverse-path filter, ARP and forwarding settings',
        example: 'linux/sysctl/grep-proc.txt',
      },
      {
        kind: 'kernel-log',
        from: 'dmesg, journalctl -k, /var/log/messages',
        shows: 'martian packets',
        example: 'linux/kernel-log/messages.txt',
      },
      {
        kind: 'host-counters',
        from: 'nstat, netstat -s',
        shows: 'reverse-path filter drops, listen drops, retransmissions',
        example: 'linux/host-counters/proc.txt',
      },
      {
        kind: 'sockets',
        from: 'ss -tanpi, netstat -tanp',
        shows: 'what listens and what hangs',
        example: 'linux/sockets/netstat.txt',
      },
      {
        kind: 'conntrack',
        from: 'conntrack -L, conntrack -S',
        shows: 'connections that have seen one direction only',
        example: 'linux/conntrack/listing.txt',
      },
      {
        kind: 'iptables',
        from: 'iptables-save -c, iptables -L -n -v',
        shows: 'drops of invalid packets, marks',
        example: 'linux/iptables/listed.txt',
      },
      {
        kind: 'nftables',
        from: 'nft list ruleset',
        shows: 'drops of invalid packets, marks',
        example: 'linux/nftables/ruleset.txt',
      },
      {
        kind: 'ifcfg',
        from: 'ifcfg-, route-, rule- files',
        shows: 'what will be set after a reboot',
        example: 'linux/ifcfg/route.txt',
      },
      {
        kind: 'network-manager',
        from: 'nmcli, keyfiles',
        shows: 'what will be set after a reboot',
        example: 'linux/network-manager/nmcli-list.txt',
      },
      {
        kind: 'netplan',
        from: 'netplan YAML',
        shows: 'what will be set after a reboot',
        example: 'linux/netplan/two-links.txt',
      },
      {
        kind: 'networkd',
        from: 'systemd-networkd files',
        shows: 'what will be set after a reboot',
        example: 'linux/networkd/ec2-net-utils.txt',
      },
      {
        kind: 'interfaces-file',
        from: '/etc/network/interfaces',
        shows: 'what will be set after a reboot',
        example: 'linux/interfaces-file/two-links.txt',
      },
      {
        kind: 'host-service',
        from: 'rpm -q, systemctl status',
        shows: 'whether a helper of the cloud sets routes',
        example: 'linux/host-service/no-package.txt',
      },
    ],
  },
  {
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
  },
  {
    title: 'AWS',
    entries: [
      {
        kind: 'aws-instances',
        from: 'aws ec2 describe-instances',
        shows: 'instances, their interfaces, source/destination check',
        example: 'aws/describe-instances/two-interfaces-one-subnet.txt',
      },
      {
        kind: 'aws-network-interfaces',
        from: 'aws ec2 describe-network-interfaces',
        shows: 'interfaces, source/destination check',
        example: 'aws/describe-network-interface-attribute/check-on.txt',
      },
      {
        kind: 'aws-route-tables',
        from: 'aws ec2 describe-route-tables',
        shows: 'routes of subnets, to appliances and endpoints',
        example: 'aws/describe-route-tables/appliance-both-ways.txt',
      },
      {
        kind: 'aws-subnets',
        from: 'aws ec2 describe-subnets',
        shows: 'subnets',
        example: 'aws/describe-subnets/two.txt',
      },
      {
        kind: 'aws-network-acls',
        from: 'aws ec2 describe-network-acls',
        shows: 'stateless rules, both directions',
        example: 'aws/describe-network-acls/no-ephemeral-ports-out.txt',
      },
      {
        kind: 'aws-security-groups',
        from: 'aws ec2 describe-security-groups',
        shows: 'security groups',
        example: 'aws/describe-security-groups/web-and-app.txt',
      },
      {
        kind: 'aws-reachability',
        from: 'aws ec2 describe-network-insights-analyses',
        shows: 'what Reachability Analyzer found',
        example: 'aws/describe-network-insights-analyses/reachable.txt',
      },
      {
        kind: 'aws-flow-log',
        from: 'VPC flow logs',
        shows: 'accepted and rejected packets of each direction',
        example: 'aws/flow-log/default-format.txt',
      },
    ],
  },
];
