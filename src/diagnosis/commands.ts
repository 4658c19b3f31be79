import type { CommandId } from '../model/command.ts';
import { protocolNumber } from '../model/flow.ts';
import type { CaseFacts } from './case-facts.ts';

type Fill = (facts: CaseFacts) => string;

/**
 * Every command that Roundtrip may propose, filled in from the case; what the case does not know yet stays a
 * `<placeholder>`.
 * All of them only look, except the packet filter and capture (which cost dataplane CPU, and end with off and clear) and `clear-flow`.
 * Counters are asked for without a severity filter, so that both drop and warn show: PAN-OS files TCP window and
 * reassembly drops under warn (knowledge base kA14u000000XhFXCA0). They are asked for twice, because `delta yes`
 * counts from the previous delta reading: the first one only starts the window.
 */
const COMMANDS: Readonly<Record<CommandId, Fill>> = {
  'session-list': withFlow((f, client, server) => {
    const port = f.flow?.server.port ?? null;
    return `show session all filter source ${client} destination ${server}${port === null ? '' : ` destination-port ${port}`}`;
  }),
  'session-id': (f) => (f.sessionId === null ? 'show session id <id from the list>' : `show session id ${f.sessionId}`),
  'traffic-log': withFlow(
    (_, client, server) =>
      `show log traffic direction equal backward csv-output equal yes query equal "( addr.src in ${client} ) and ( addr.dst in ${server} )"`,
  ),
  'fib-forward': withFlow((f, _, server) => lookup(f, f.serverAfterNat ?? server)),
  'fib-return': withFlow((f, client) => lookup(f, client)),
  routes: (f) => (f.engine === 'advanced' ? 'show advanced-routing route' : 'show routing route'),
  'pbf-test': pbfTest,
  'pbf-rules': () => 'show pbf rule all\nshow running pbf-policy',
  'interface-in': (f) => (f.ingress === null ? 'show interface all' : `show interface ${f.ingress}`),
  'arp-server': () => 'show arp all',
  'counters-delta': () => 'show counter global filter delta yes\nshow counter global filter delta yes',
  'counters-filtered': () =>
    'show counter global filter packet-filter yes delta yes\nshow counter global filter packet-filter yes delta yes',
  'packet-filter-on': packetFilter,
  'ha-state': () => 'show high-availability all',
  'tcp-settings': () => 'show running tcp state',
  'session-settings': () => 'show session info',
  'capture-on': (f) =>
    [
      packetFilter(f),
      ...['receive', 'firewall', 'transmit', 'drop'].map(
        (stage) => `debug dataplane packet-diag set capture stage ${stage} file rt-${stage}`,
      ),
      'debug dataplane packet-diag set capture on',
      'debug dataplane packet-diag set capture off',
      'debug dataplane packet-diag clear all',
    ].join('\n'),
  'capture-server': withFlow((f, client) => hostCapture(f, f.clientAfterNat ?? client, 'rt-server')),
  'capture-client': withFlow((f, _, server) => hostCapture(f, server, 'rt-client')),
  'clear-flow': withFlow((f, client, server) => {
    const port = f.flow?.server.port ?? null;
    return `clear session all filter source ${client} destination ${server}${port === null ? '' : ` destination-port ${port}`}`;
  }),
  'trace-back': withFlow((_, client) => `traceroute -n ${client}`),
  'router-routes': withFlow((f, client, server) =>
    [server, client].map((address) => routeCommand(f.routerPlatform, address)).join('\n'),
  ),
  'router-balancing': withFlow((f, client, server) => balancingCommand(f.routerPlatform, client, server)),
  'route-back': withFlow((f, client, server) => `ip route get ${client} from ${f.serverAfterNat ?? server}`),
  'host-routing': withFlow((f, client, server) =>
    [
      'ip addr',
      'ip rule',
      'ip route show table all',
      `ip route get ${f.clientAfterNat ?? client} from ${f.serverAfterNat ?? server}`,
    ].join('\n'),
  ),
  'host-settings': () =>
    [
      "sysctl -a 2>/dev/null | grep -E 'conf\\.[^ ]+\\.(rp_filter|log_martians|src_valid_mark|arp_ignore|arp_announce|arp_filter) '",
      'head -n 99 /etc/sysconfig/network-scripts/ifcfg-* /etc/sysconfig/network-scripts/rule-* /etc/netplan/*.yaml /etc/systemd/network/*.network /etc/network/interfaces',
    ].join('\n'),
  'host-counters': () =>
    'nstat -az TcpExtIPReversePathFilter TcpExtListenDrops\nnstat -az TcpExtIPReversePathFilter TcpExtListenDrops\ndmesg',
  'aws-interfaces': () => 'aws ec2 describe-network-interfaces --output json',
  'aws-routes': () => 'aws ec2 describe-route-tables --output json\naws ec2 describe-subnets --output json',
  'aws-flow-log': () => 'aws logs tail <log group of the VPC flow log> --since 30m',
};

/** The text of a command for this case, ready to paste (several lines when it is a sequence). */
export function commandText(id: CommandId, facts: CaseFacts): string {
  return COMMANDS[id](facts);
}

function withFlow(fill: (facts: CaseFacts, client: string, server: string) => string): Fill {
  return (facts) => fill(facts, facts.flow?.client.address ?? '<client>', facts.flow?.server.address ?? '<server>');
}

/**
 * On every interface, since a reply may leave by another one than the request came in on; bounded in packets and in
 * bytes of each. Only the far end is named: a reply may bear another address of the near one. Errors come from anybody.
 */
function hostCapture({ flow }: CaseFacts, farEnd: string, file: string): string {
  const port = flow?.server.port == null ? '' : ` and port ${flow.server.port}`;
  return `tcpdump -nn -i any -s 128 -c 5000 -w ${file}.pcap '(host ${farEnd}${port}) or icmp or icmp6'`;
}

function routeCommand(platform: CaseFacts['routerPlatform'], address: string): string {
  if (platform === 'junos') return `show route forwarding-table destination ${address}`;
  return `show ${address.includes(':') ? 'ipv6' : 'ip'} route ${address}`;
}

/** Only IOS and Junos can spread packets by configuration; NX-OS, EOS and FRR hash flows, and their equal paths tell. */
function balancingCommand(platform: CaseFacts['routerPlatform'], client: string, server: string): string {
  if (platform === 'junos') return 'show configuration | display set | match load-balance';
  if (platform === 'nx-os') return 'show ip load-sharing';
  if (platform === 'eos' || platform === 'frr') return routeCommand(platform, client);
  const family = client.includes(':') ? 'ipv6' : 'ip';
  return `show ${family} cef ${client} detail\nshow ${family} cef ${server} detail\nshow running-config | include ^interface|load-sharing`;
}

/** On the advanced routing engine (PAN-OS 10.2 and later) the same question is asked of a logical router. */
function lookup(facts: CaseFacts, address: string): string {
  const router = quoted(facts.router);
  return facts.engine === 'advanced'
    ? `test advanced-routing fib-lookup logical-router ${router} ip ${address}`
    : `test routing fib-lookup virtual-router ${router} ip ${address}`;
}

function pbfTest(facts: CaseFacts): string {
  const { flow } = facts;
  const zone = facts.clientZone === null ? '<zone of the client>' : quoted(facts.clientZone);
  const port = flow?.server.port == null ? '' : ` destination-port ${flow.server.port}`;
  const ends = `source ${flow?.client.address ?? '<client>'} destination ${flow?.server.address ?? '<server>'}`;
  return `test pbf-policy-match from ${zone} ${ends} protocol ${protocolNumber(flow?.protocol ?? 'tcp')}${port}`;
}

/** Both directions, and the translated address too: the filter must also catch replies that match no session. */
function packetFilter(facts: CaseFacts): string {
  const client = facts.flow?.client.address ?? '<client>';
  const server = facts.flow?.server.address ?? '<server>';
  const far = facts.serverAfterNat ?? server;
  const near = facts.clientAfterNat ?? client;
  const pairs = [
    [client, server],
    [server, client],
    [far, near],
  ].filter(([from, to], index, all) => all.findIndex(([a, b]) => a === from && b === to) === index);
  return [
    'debug dataplane packet-diag clear filter all',
    ...pairs.map(([from, to]) => `debug dataplane packet-diag set filter match source ${from} destination ${to}`),
    'debug dataplane packet-diag set filter on',
    'debug dataplane packet-diag show setting',
  ].join('\n');
}

function quoted(name: string): string {
  return name.includes(' ') ? `"${name}"` : name;
}
