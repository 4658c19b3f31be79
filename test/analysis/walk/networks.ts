import { readEvidence } from '../../../src/evidence/read.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { block, detail, port, route } from '../../support/facts.ts';
import { found } from '../read-findings.ts';

/** What a router prints for the rows, each as `show ip route` writes it: `C 10.1.0.0/24 is directly connected, Gi0/1`. */
export function router(name: string, rows: readonly string[], command = 'show ip route'): readonly Evidence[] {
  const legend = 'Codes: L - local, C - connected, S - static, R - RIP, M - mobile, B - BGP';
  return reading(name, `${name}#${command}\n${legend}\n\n${rows.join('\n')}\n${name}#`);
}

/** One pasted text, whoever printed it. */
export function reading(source: string, text: string): readonly Evidence[] {
  return readEvidence([{ source, text, obtained: 'file' }]);
}

export const TO_CLIENT = 'C 10.20.30.0/24 is directly connected, Gi0/0';
export const TO_SERVER = 'C 10.50.60.0/24 is directly connected, Gi0/0';

/** An interface with an address: the rows of its network and of itself. */
export function link(name: string, address: string, network: string): readonly string[] {
  return [`C ${network} is directly connected, ${name}`, `L ${address}/32 is directly connected, ${name}`];
}

export function via(network: string, ...hops: readonly (readonly [string, string])[]): readonly string[] {
  const [first = ['', ''], ...rest] = hops;
  const way = ([address, name]: readonly [string, string]): string => `[110/20] via ${address}, 00:05:12, ${name}`;
  return [`O ${network} ${way(first)}`, ...rest.map((hop) => `    ${way(hop)}`)];
}

/** R1 at the client: by the firewall (10.71.0.2) to the server. */
export const R1 = router('R1', [
  TO_CLIENT,
  ...link('Gi0/1', '10.71.0.1', '10.71.0.0/30'),
  ...link('Gi0/3', '10.73.0.1', '10.73.0.0/30'),
  ...via('10.50.60.0/24', ['10.71.0.2', 'Gi0/1']),
]);

/** The firewall between R1 and R2, with the flow's session. */
export const FIREWALL = [
  block('session-id', [detail()]),
  block('interface-all', [
    port('ethernet1/1', 'users', '10.71.0.2/30'),
    port('ethernet1/2', 'servers', '10.72.0.1/30'),
  ]),
  block(
    'routing-route',
    [route('10.20.30.0/24', '10.71.0.1', 'ethernet1/1'), route('10.50.60.0/24', '10.72.0.2', 'ethernet1/2')],
    { command: 'show routing route' },
  ),
];

const R2_ROWS = [
  TO_SERVER,
  ...link('Gi0/2', '10.72.0.2', '10.72.0.0/30'),
  ...link('Gi0/3', '10.74.0.1', '10.74.0.0/30'),
];

/** R2 at the server, with its ways back to the client. */
export function r2(...back: readonly (readonly [string, string])[]): readonly Evidence[] {
  return router('R2', back.length === 0 ? R2_ROWS : [...R2_ROWS, ...via('10.20.30.0/24', ...back)]);
}

/** R3 beside the firewall: from R2 straight to R1. */
export const R3 = router('R3', [
  ...link('Gi0/1', '10.74.0.2', '10.74.0.0/30'),
  ...link('Gi0/2', '10.73.0.2', '10.73.0.0/30'),
  ...via('10.20.30.0/24', ['10.73.0.1', 'Gi0/2']),
]);

export const BY_FIREWALL = ['10.72.0.1', 'Gi0/2'] as const;
export const BY_R3 = ['10.74.0.2', 'Gi0/3'] as const;

export function findings(...evidence: readonly (readonly Evidence[])[]): readonly Finding[] {
  return found(evidence.flat());
}

/** The servers' gateway as a Linux machine, output by output: its main table leads by the firewall, its table 60 by R3. */
export const GW60 = {
  addresses: `[root@gw60 ~]# ip addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.50.60.1/24 brd 10.50.60.255 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.72.0.2/30 brd 10.72.0.3 scope global eth1
4: eth2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.74.0.1/30 brd 10.74.0.3 scope global eth2
[root@gw60 ~]# sysctl net.ipv4.ip_forward
net.ipv4.ip_forward = 1
`,
  main: `[root@gw60 ~]# ip route show table main
default via 10.72.0.1 dev eth1
10.50.60.0/24 dev eth0 proto kernel scope link src 10.50.60.1
`,
  table60: `[root@gw60 ~]# ip route show table 60
default via 10.74.0.2 dev eth2
`,
} as const;
