import { readEvidence } from '../../../src/evidence/read.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { found } from '../read-findings.ts';

/** A neighbour of both interfaces of `web1`, and its second address. */
export const HOST_FLOW = {
  protocol: 'tcp',
  client: { address: '10.40.0.50', port: 53211 },
  server: { address: '10.40.0.254', port: 22 },
} as const;

/** Two interfaces in one subnet, as a cloud gives them. */
export const ADDRESSES = `[root@web1 ~]# ip addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN qlen 1
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9001 qdisc pfifo_fast state UP qlen 1000
    inet 10.40.0.124/24 brd 10.40.0.255 scope global dynamic eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9001 qdisc pfifo_fast state UP qlen 1000
    inet 10.40.0.254/24 brd 10.40.0.255 scope global dynamic eth1
`;

export const PLAIN_RULES = `[root@web1 ~]# ip rule
0:	from all lookup local
32766:	from all lookup main
32767:	from all lookup default
`;

export const POLICY_RULES = `[root@web1 ~]# ip rule
0:	from all lookup local
32764:	from 10.40.0.254 lookup 200
32766:	from all lookup main
32767:	from all lookup default
`;

export const MAIN = `[root@web1 ~]# ip route show table main
default via 10.40.0.1 dev eth0
10.40.0.0/24 dev eth0 proto kernel scope link src 10.40.0.124
10.40.0.0/24 dev eth1 proto kernel scope link src 10.40.0.254
`;

export const TABLE_200 = `[root@web1 ~]# ip route show table 200
default via 10.40.0.1 dev eth1
`;

export const TABLE_200_CONNECTED = `[root@web1 ~]# ip route show table 200
default via 10.40.0.1 dev eth1
10.40.0.0/24 dev eth1 scope link
`;

/** `rp_filter` of `all` and of `eth1`. */
export function filter(all: number, own: number): string {
  return `[root@web1 ~]# sysctl -a
net.ipv4.conf.all.rp_filter = ${all}
net.ipv4.conf.eth1.rp_filter = ${own}
`;
}

/** What was pasted, as evidence. */
export function evidenceOf(...texts: readonly string[]): readonly Evidence[] {
  return readEvidence(texts.map((text, index) => ({ source: `paste-${index + 1}`, text, obtained: 'paste' })));
}

/** The findings of what was pasted, on the flow to the second address unless said otherwise. */
export function pasted(...texts: readonly string[]): readonly Finding[] {
  return found(evidenceOf(...texts), { flow: HOST_FLOW });
}
