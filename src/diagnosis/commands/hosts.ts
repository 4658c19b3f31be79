import type { CommandId } from '../../model/command.ts';
import type { CaseFacts } from '../case-facts.ts';
import { type Fill, WAIT, withFlow } from './fill.ts';

const FILES = [
  '/etc/sysconfig/network-scripts/ifcfg-*',
  '/etc/sysconfig/network-scripts/rule-*',
  '/etc/sysconfig/network-scripts/route-*',
  '/etc/netplan/*.yaml',
  '/etc/systemd/network/*.network',
  '/etc/network/interfaces',
];

/** What servers, clients and load balancers are asked. While nobody knows the system, both ways to ask are given. */
export const HOST_COMMANDS = {
  'capture-server': withFlow((f, client) => capture(f, f.clientAfterNat ?? client, 'rt-server', f.serverPlatform)),
  'capture-client': withFlow((f, _, server) => capture(f, server, 'rt-client', f.clientPlatform)),
  'capture-balancer': withFlow((f, client) => tcpdump(f, f.clientAfterNat ?? client, 'rt-balancer')),
  'trace-back': withFlow((f, client) =>
    either(f.serverPlatform, `traceroute -n ${replyTo(f, client)}`, `tracert -d ${replyTo(f, client)}`),
  ),
  'trace-forward': withFlow((f, _, server) =>
    either(f.clientPlatform, `traceroute -n ${server}`, `tracert -d ${server}`),
  ),
  'route-back': withFlow((f, client, server) =>
    either(
      f.serverPlatform,
      `ip route get ${replyTo(f, client)} from ${f.serverAfterNat ?? server}`,
      `Find-NetRoute -RemoteIPAddress ${replyTo(f, client)}`,
    ),
  ),
  'route-forward': withFlow((f, _, server) =>
    either(f.clientPlatform, `ip route get ${server}`, `Find-NetRoute -RemoteIPAddress ${server}`),
  ),
  'host-routing': withFlow((f, client, server) =>
    either(
      f.serverPlatform,
      [
        'ip addr',
        rules(client),
        'ip route show table all',
        `ip route get ${replyTo(f, client)} from ${f.serverAfterNat ?? server}`,
      ].join('\n'),
      'route print',
    ),
  ),
  'host-settings': () =>
    "sysctl -a 2>/dev/null | grep -E 'conf\\.[^ ]+\\.(rp_filter|log_martians|src_valid_mark|arp_ignore|arp_announce|arp_filter) |tcp_keepalive_time|conntrack_tcp_timeout_(established|close_wait)'",
  // Keyfiles of NetworkManager may hold keys; `nmcli` leaves those out.
  'host-files': withFlow((_, client) =>
    [
      rules(client),
      'ip route show table all',
      `head -n 99 ${FILES.join(' ')}`,
      'nmcli connection show',
      'nmcli -f connection,ipv4,ipv6 connection show <connection of the interface>',
    ].join('\n'),
  ),
  'host-counters': () => `${twice('nstat -az TcpExtIPReversePathFilter TcpExtListenDrops')}\ndmesg`,
  'host-log': () => 'dmesg\njournalctl -k --since -1h',
  'host-neighbours': (f) => either(f.serverPlatform, 'ip addr\nip neigh', 'arp -a'),
  'host-conntrack': withFlow((f, client) => `conntrack -L -s ${replyTo(f, client)}\nconntrack -S`),
  'host-socket': withFlow(
    (f, client) => `ss -tni dst ${replyTo(f, client)}\n${twice('nstat -az TcpRetransSegs TcpOutSegs')}`,
  ),
  'ping-sizes': withFlow((f, _, server) => {
    const [full, less] = server.includes(':') ? [1452, 1252] : [1472, 1272];
    return either(
      f.clientPlatform,
      [full, less].map((size) => `ping -c 3 -M do -s ${size} ${server}`).join('\n'),
      [full, less].map((size) => `ping -n 3 -f -l ${size} ${server}`).join('\n'),
    );
  }),
  'ping-many': withFlow((f, _, server) =>
    either(f.clientPlatform, `ping -q -i 0.2 -c 100 ${server}`, `ping -n 100 ${server}`),
  ),
  'host-packet-filter': withFlow(
    (_, client) => `${client.includes(':') ? 'ip6tables-save' : 'iptables-save'}\nnft list ruleset`,
  ),
  'load-balancer-nat': () =>
    [
      '# Linux, IPVS',
      'iptables-save -t nat',
      'conntrack -L',
      'ipvsadm -Ln',
      '# F5 BIG-IP',
      'tmsh list ltm virtual source-address-translation',
    ].join('\n'),
} as const satisfies Partial<Record<CommandId, Fill>>;

/** `ip rule` alone speaks of IPv4 only; `ip route show table all` speaks of both. */
function rules(client: string): string {
  return client.includes(':') ? 'ip -6 rule' : 'ip rule';
}

function twice(command: string): string {
  return [command, WAIT, command].join('\n');
}

/** The client as the server sees it. */
function replyTo(facts: CaseFacts, client: string): string {
  return facts.clientAfterNat ?? client;
}

function either(platform: CaseFacts['serverPlatform'], linux: string, windows: string): string {
  if (platform === 'linux') return linux;
  return platform === 'windows' ? windows : `# Linux\n${linux}\n# Windows\n${windows}`;
}

function capture(facts: CaseFacts, farEnd: string, file: string, platform: CaseFacts['serverPlatform']): string {
  return either(platform, tcpdump(facts, farEnd, file), pktmon(facts, farEnd, file));
}

/**
 * On every interface, since a reply may leave by another one than the request came in on; bounded in packets and in
 * bytes of each. Only the far end is named: a reply may bear another address of the near one. Errors come from anybody.
 */
function tcpdump({ flow }: CaseFacts, farEnd: string, file: string): string {
  const port = flow?.server.port == null ? '' : ` and port ${flow.server.port}`;
  return `tcpdump -nn -i any -s 128 -c 5000 -w ${file}.pcap '(host ${farEnd}${port}) or icmp or icmp6'`;
}

/** Windows 10 2004, Server 2022 and later bring Packet Monitor (Microsoft Learn, "Pktmon command formatting"). */
function pktmon({ flow }: CaseFacts, farEnd: string, file: string): string {
  const port = flow?.server.port == null ? '' : ` -p ${flow.server.port}`;
  return [
    `pktmon filter add roundtrip -i ${farEnd}${port}`,
    `pktmon start --capture --pkt-size 128 --file-name ${file}.etl`,
    WAIT,
    'pktmon stop',
    'pktmon filter remove',
    `pktmon etl2pcap ${file}.etl --out ${file}.pcapng`,
  ].join('\n');
}
