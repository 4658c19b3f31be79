import { describe, expect, it } from 'vitest';
import { block, detail, FLOW, port } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import { ADDRESSES, evidenceOf, filter, MAIN, PLAIN_RULES, pasted } from './hosts.ts';

const martian = (client: string) =>
  `[root@web1 ~]# dmesg\n[ 8123.100200] IPv4: martian source 10.40.0.254 from ${client}, on dev eth1\n`;
const reading = (drops: number, listen = 0) =>
  `[root@web1 ~]# nstat -az TcpExtIPReversePathFilter TcpExtListenDrops\n#kernel\nTcpExtIPReversePathFilter       ${drops}                 0.0\nTcpExtListenDrops               ${listen}                 0.0\n`;

describe('the kernel log', () => {
  it('shows the request dropped even where settings and tables are missing', () => {
    const findings = pasted(martian('10.40.0.50'));
    expect(readingOf(findings, 'host.rp-filter-drops')).toBe('seen');
    expect(valuesOf(findings, 'host.rp-filter-drops')).toMatchObject({ device: 'eth1', martians: 1 });
    expect(readingOf(findings, 'host.martian-logged')).toBe('seen');
  });

  it('of another client tells nothing of this one, unless logging is known to be on', () => {
    expect(readingOf(pasted(ADDRESSES, martian('192.0.2.9')), 'host.martian-logged')).toBe('could-not-tell');
    const on = '[root@web1 ~]# sysctl net.ipv4.conf.all.log_martians\nnet.ipv4.conf.all.log_martians = 1\n';
    expect(readingOf(pasted(ADDRESSES, on, martian('192.0.2.9')), 'host.martian-logged')).toBe('not-seen');
  });
});

describe('a capture on one interface', () => {
  const request = `[root@web1 ~]# tcpdump -nn -i eth0 host 10.40.0.50
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
10:15:02.971514 IP 10.40.0.50.53211 > 10.40.0.254.22: Flags [S], seq 2731940182, win 64240, length 0
`;

  it('tells by which interface the request came in, whatever interface holds the address', () => {
    const findings = pasted(ADDRESSES, PLAIN_RULES, MAIN, request);
    expect(valuesOf(findings, 'host.reply-leaves-elsewhere')).toMatchObject({ ingress: 'eth0', device: 'eth0' });
    expect(readingOf(findings, 'host.reply-leaves-elsewhere')).toBe('not-seen');
  });
});

describe('the interface that holds the server’s address', () => {
  const own = (device: string) =>
    `${MAIN.replace('table main', 'table all')}local 10.40.0.254 dev ${device} table local proto kernel scope host src 10.40.0.254\n`;

  it('takes the request, unless the kernel’s own route for the address names another one', () => {
    const reading = (device: string) =>
      readingOf(pasted(ADDRESSES, PLAIN_RULES, own(device)), 'host.reply-leaves-elsewhere');

    expect(reading('eth1')).toBe('seen');
    expect(reading('eth0')).toBe('could-not-tell');
  });
});

describe('kernel counters', () => {
  it('are totals: one reading tells only that nothing was counted', () => {
    expect(readingOf(pasted(ADDRESSES, reading(41)), 'host.reverse-path-counter')).toBe('could-not-tell');
    expect(readingOf(pasted(ADDRESSES, reading(0)), 'host.reverse-path-counter')).toBe('not-seen');
  });

  it('are of an end of the flow, or of a host that shows addresses and is none', () => {
    const noEnd = (addresses: string) => valuesOf(pasted(addresses, reading(0)), 'host.reverse-path-counter').noEnd;
    expect(noEnd(ADDRESSES)).toBe(false);
    expect(noEnd('')).toBe(false);
    expect(noEnd(ADDRESSES.replace(/inet 10\.40\.0\./g, 'inet 192.0.2.'))).toBe(true);
  });

  it('move, or stand still, between two readings', () => {
    const moving = pasted(ADDRESSES, reading(41, 3), reading(47, 3));
    expect(valuesOf(moving, 'host.reverse-path-counter')).toMatchObject({ delta: 6, total: 47 });
    expect(readingOf(moving, 'host.reverse-path-counter')).toBe('seen');
    expect(readingOf(moving, 'host.listen-drops')).toBe('not-seen');
  });

  it('that fell were started anew', () => {
    expect(readingOf(pasted(ADDRESSES, reading(47), reading(2)), 'host.reverse-path-counter')).toBe('could-not-tell');
  });
});

describe('connection tracking', () => {
  const entry = (flags: string) =>
    `[root@gw ~]# conntrack -L\ntcp      6 58 SYN_SENT src=10.40.0.50 dst=10.40.0.254 sport=53211 dport=22 ${flags}src=10.40.0.254 dst=10.40.0.50 sport=22 dport=53211 mark=0 use=1\n`;

  it('saw one direction only while an entry is unreplied', () => {
    const findings = pasted(entry('[UNREPLIED] '));
    expect(readingOf(findings, 'host.conntrack-one-way')).toBe('seen');
    expect(valuesOf(findings, 'host.conntrack-one-way')).toMatchObject({ from: 'client', state: 'SYN_SENT' });
    expect(readingOf(pasted(entry('')), 'host.conntrack-one-way')).toBe('not-seen');
  });

  it('of another conversation says nothing', () => {
    const other = entry('[UNREPLIED] ').replaceAll('53211', '40000');
    expect(readingOf(pasted(other), 'host.conntrack-one-way')).toBe('absent');
  });
});

describe('interfaces of one subnet', () => {
  const arp = (ignore: number, arpFilter = 0) =>
    `[root@web1 ~]# sysctl -a\n${['all', 'eth0', 'eth1'].map((name) => `net.ipv4.conf.${name}.arp_ignore = ${ignore}\nnet.ipv4.conf.${name}.arp_filter = ${arpFilter}\n`).join('')}`;

  it('answer ARP for each other unless they are told not to', () => {
    expect(readingOf(pasted(ADDRESSES), 'host.shared-subnet')).toBe('seen');
    expect(readingOf(pasted(ADDRESSES), 'host.arp-flux')).toBe('could-not-tell');
    expect(readingOf(pasted(ADDRESSES, arp(0)), 'host.arp-flux')).toBe('seen');
    expect(readingOf(pasted(ADDRESSES, arp(1)), 'host.arp-flux')).toBe('not-seen');
    expect(readingOf(pasted(ADDRESSES, arp(0, 1)), 'host.arp-flux')).toBe('not-seen');
  });
});

describe('the gateway of a server', () => {
  const server = (gateway: string) => [
    '[root@app1 ~]# ip addr\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP\n    inet 10.50.60.10/24 brd 10.50.60.255 scope global eth0\n',
    PLAIN_RULES.replace('web1', 'app1'),
    `[root@app1 ~]# ip route show table main\ndefault via ${gateway} dev eth0\n10.50.60.0/24 dev eth0 proto kernel scope link src 10.50.60.10\n`,
  ];
  const ports = block('interface-all', [port('ethernet1/2', 'servers', '10.50.60.1/24')]);
  const gatewayOf = (gateway: string) =>
    found([block('session-id', [detail()]), ports, ...evidenceOf(...server(gateway))], { flow: FLOW });

  it('is read from its rules and tables when nobody asked its kernel', () => {
    expect(readingOf(gatewayOf('10.50.60.1'), 'path.server-gateway-elsewhere')).toBe('not-seen');
    expect(readingOf(gatewayOf('10.50.60.254'), 'path.server-gateway-elsewhere')).toBe('seen');
  });
});

describe('findings of hosts', () => {
  it('are the same in whatever order they are pasted, and when all is pasted twice', () => {
    const texts = [ADDRESSES, PLAIN_RULES, MAIN, filter(1, 1), martian('10.40.0.50')];
    const said = (all: readonly string[]) =>
      pasted(...all).map(({ code, reading: state, values }) => [code, state, values]);
    expect(said([...texts].reverse())).toEqual(said(texts));
    expect(said([...texts, ...texts])).toEqual(said(texts));
  });
});
