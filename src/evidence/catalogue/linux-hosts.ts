import type { CatalogueSection } from './entry.ts';

export const LINUX_HOSTS: CatalogueSection = {
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
};
