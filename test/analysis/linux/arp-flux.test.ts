import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from '../read-findings.ts';
import { filter, MAIN, PLAIN_RULES, POLICY_RULES, pasted, TABLE_200_CONNECTED } from './hosts.ts';

const TABLE = 'arp.other-interface-answers';
const ANSWERS = 'capture.arp-two-answers';
const ARRIVAL = 'capture.request-on-other-interface';

/** The two interfaces of `web1` with their MACs. */
const LINKS = `[root@web1 ~]# ip addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    link/ether 02:00:5e:10:00:01 brd ff:ff:ff:ff:ff:ff
    inet 10.40.0.124/24 brd 10.40.0.255 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    link/ether 02:00:5e:10:00:02 brd ff:ff:ff:ff:ff:ff
    inet 10.40.0.254/24 brd 10.40.0.255 scope global eth1
`;

function neighbour(mac: string): string {
  return `[root@peer ~]# ip neigh\n10.40.0.254 dev eth0 lladdr ${mac} REACHABLE\n`;
}

function request(mac: string): string {
  return `[root@peer ~]# tcpdump -nne -i eth0 host 10.40.0.254
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
10:15:02.971514 02:00:5e:10:00:09 > ${mac}, ethertype IPv4 (0x0800), length 74: 10.40.0.50.53211 > 10.40.0.254.22: Flags [S], seq 2731940182, win 64240, length 0
`;
}

function answers(...macs: readonly string[]): string {
  const lines = macs.map(
    (mac, index) =>
      `10:15:01.00000${index} ${mac} > 02:00:5e:10:00:09, ethertype ARP (0x0806), length 60: Reply 10.40.0.254 is-at ${mac}, length 46\n`,
  );
  return `[root@peer ~]# tcpdump -nne -i eth0 arp
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
${lines.join('')}`;
}

describe('what a neighbour holds in ARP', () => {
  it('is the MAC of another interface of the host', () => {
    const findings = pasted(LINKS, neighbour('02:00:5e:10:00:01'));
    expect(readingOf(findings, TABLE)).toBe('seen');
    expect(valuesOf(findings, TABLE)).toMatchObject({ device: 'eth0', owner: 'eth1', address: '10.40.0.254' });
  });

  it('is the MAC of the interface that has the address', () => {
    expect(readingOf(pasted(LINKS, neighbour('02:00:5e:10:00:02')), TABLE)).toBe('not-seen');
  });

  it('says nothing when the MAC is of no interface that was shown', () => {
    expect(readingOf(pasted(LINKS, neighbour('02:00:5e:10:00:77')), TABLE)).toBe('absent');
  });

  it('tells where requests come in, and so that a strict filter drops what the rules send out by the other interface', () => {
    const shown = [LINKS, POLICY_RULES, MAIN, TABLE_200_CONNECTED, filter(1, 1)];
    const settings = '[root@web1 ~]# sysctl net.ipv4.conf.eth0.rp_filter\nnet.ipv4.conf.eth0.rp_filter = 1\n';
    expect(readingOf(pasted(...shown, settings), 'host.rp-filter-drops')).toBe('not-seen');

    const led = pasted(...shown, settings, neighbour('02:00:5e:10:00:01'));
    expect(readingOf(led, 'host.rp-filter-drops')).toBe('seen');
    expect(valuesOf(led, 'host.reply-leaves-elsewhere')).toMatchObject({ ingress: 'eth0', device: 'eth1' });
  });
});

describe('captured answers to ARP', () => {
  it('come from two interfaces of one host', () => {
    const findings = pasted(LINKS, answers('02:00:5e:10:00:02', '02:00:5e:10:00:01'));
    expect(valuesOf(findings, ANSWERS)).toMatchObject({ answers: 'eth0 and eth1', sameHost: true });
  });

  it('are no flux of one host when another machine answers', () => {
    const findings = pasted(LINKS, answers('02:00:5e:10:00:02', '02:00:5e:10:00:77'));
    expect(valuesOf(findings, ANSWERS)).toMatchObject({ sameHost: false });
  });

  it('say nothing when only the owner answers', () => {
    expect(readingOf(pasted(LINKS, answers('02:00:5e:10:00:02')), ANSWERS)).toBe('absent');
  });
});

describe('captured requests', () => {
  it('are addressed to the MAC of another interface, though the client is on the link', () => {
    const findings = pasted(LINKS, PLAIN_RULES, MAIN, request('02:00:5e:10:00:01'));
    expect(valuesOf(findings, ARRIVAL)).toMatchObject({ device: 'eth0', owner: 'eth1', onLink: true });
  });

  it('are addressed to the interface that has the address', () => {
    expect(readingOf(pasted(LINKS, request('02:00:5e:10:00:02')), ARRIVAL)).toBe('not-seen');
  });

  it('reach a VLAN interface by its parent, which is no other way in', () => {
    const vlan = LINKS.replace('3: eth1:', '3: eth1@eth0:').replace('5e:10:00:02', '5e:10:00:01');
    expect(readingOf(pasted(vlan, request('02:00:5e:10:00:01')), ARRIVAL)).toBe('not-seen');
  });
});
