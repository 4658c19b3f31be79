import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { CLIENT, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';

const pasted = (...texts: readonly string[]): readonly Finding[] =>
  found(readEvidence([{ source: 'paste', text: texts.join('\n'), obtained: 'paste' }]));

/** A line of tcpdump on the gateway: the client's SYN comes to it. */
const SYN = `[root@gw1 ~]# tcpdump -nn -tttt -i eth0
2026-11-10 12:00:00.000001 IP ${CLIENT}.52144 > ${SERVER}.443: Flags [S], seq 1000, win 64240, options [mss 1460], length 0
`;

function ruleset(rules: readonly string[], policy = 'drop', more: readonly string[] = []): string {
  return `[root@gw1 ~]# nft list ruleset
table inet filter {
${more.map((line) => `\t${line}\n`).join('')}	chain forward {
		type filter hook forward priority filter; policy ${policy};
${rules.map((rule) => `\t\t${rule}\n`).join('')}	}
}
`;
}

const reading = (rules: readonly string[], policy?: string, more?: readonly string[]): string =>
  readingOf(pasted(SYN, ruleset(rules, policy, more)), 'filter.refuses-flow');

describe('the packet filter on the way', () => {
  it('refuses by the first rule that takes the packet, or by the policy of its chain when none does', () => {
    expect(reading(['tcp dport 443 counter packets 4 bytes 240 drop', 'accept'])).toBe('seen');
    expect(reading(['tcp dport 443 accept', 'tcp dport 443 drop'])).toBe('not-seen');
    expect(reading(['tcp dport { 22, 80 } ct state new accept'])).toBe('seen');
    expect(reading(['tcp dport { 22, 440-450 } ct state new accept'])).toBe('not-seen');
    expect(reading(['ct state established,related accept', 'ct state invalid drop'], 'accept')).toBe('not-seen');
    expect(reading([`ip saddr ${CLIENT} ip daddr 10.50.0.0/16 reject with icmpx admin-prohibited`], 'accept')).toBe(
      'seen',
    );
  });

  it('takes rules of other protocols, families and ends for what they are', () => {
    expect(reading(['meta l4proto { icmp, ipv6-icmp } accept', 'udp dport 443 accept'])).toBe('seen');
    expect(reading(['ip6 saddr ::/0 drop'], 'accept')).toBe('not-seen');
    expect(reading(['ip daddr != 10.50.60.10 accept'])).toBe('seen');
    expect(reading(['iifname "lo" accept'])).toBe('seen');
  });

  it('says nothing where a rule may take the packet and would change its fate', () => {
    expect(reading(['iifname "eth1" accept'])).toBe('could-not-tell');
    expect(reading(['ip saddr @friends accept'])).toBe('could-not-tell');
    expect(reading(['iifname "eth1" drop'])).toBe('seen');
  });

  it('knows that a rule which counted nothing between two readings did not take it', () => {
    const read = (accepted: number, dropped: number) =>
      ruleset([
        `iifname "eth1" counter packets ${accepted} bytes 0 accept`,
        `tcp dport 443 counter packets ${dropped} bytes 0 drop`,
      ]);
    const findings = pasted(SYN, read(7, 0), read(7, 4));
    expect(readingOf(findings, 'filter.refuses-flow')).toBe('seen');
    expect(valuesOf(findings, 'filter.refusal-counted')).toMatchObject({ delta: 4, specific: true, hook: 'forward' });
    expect(readingOf(pasted(SYN, read(7, 0), read(9, 4)), 'filter.refuses-flow')).toBe('could-not-tell');
  });

  it('takes no packet for dropped by a policy because none was counted: it may never have come', () => {
    const read = (invalid: number): string =>
      ruleset([
        'ct state established,related counter packets 0 bytes 0 accept',
        `ct state invalid counter packets ${invalid} bytes 0 drop`,
        'ct state new counter packets 0 bytes 0 accept',
      ]);
    expect(readingOf(pasted(SYN, read(0), read(14)), 'filter.refuses-flow')).toBe('could-not-tell');
  });

  it('follows jumps into other chains and back, and the map of states', () => {
    const web = ['chain web {', 'tcp dport 8443 accept', '}'];
    expect(reading(['jump web', 'tcp dport 443 accept'], 'drop', web)).toBe('not-seen');
    expect(reading(['goto web', 'tcp dport 443 accept'], 'drop', web)).toBe('seen');
    expect(reading(['ct state vmap { established : accept, related : accept, invalid : drop }', 'accept'])).toBe(
      'not-seen',
    );
    expect(reading(['ct state vmap { established : accept, new : drop }', 'accept'])).toBe('seen');
  });

  it('does not know what a chain does that was not shown, or a program that is handed the packet', () => {
    expect(reading(['jump elsewhere', 'accept'])).toBe('could-not-tell');
    expect(reading(['tcp dport 443 queue to 1', 'drop'])).toBe('could-not-tell');
  });

  it('ends its walk through chains that jump to each other many times over', () => {
    const fan = Array.from({ length: 12 }, (_, index) => [
      `chain c${index} {`,
      ...Array.from({ length: 12 }, (__, more) => `ip saddr @s${more} ${index === 11 ? 'drop' : `jump c${index + 1}`}`),
      '}',
    ]);
    expect(reading(['jump c0', 'accept'], 'accept', fan.flat())).toBe('could-not-tell');
  });

  it('knows a rule that names the service from one that happened to count as many packets', () => {
    const read = (dropped: number) => ruleset([`counter packets ${dropped} bytes 0 drop`], 'accept');
    expect(valuesOf(pasted(SYN, read(440), read(443)), 'filter.refusal-counted')).toMatchObject({ specific: false });
  });

  it('refuses when one base chain of the hook does, whatever another accepts', () => {
    const second = ['chain late {', 'type filter hook forward priority 10; policy accept;', 'tcp dport 443 drop', '}'];
    expect(reading(['accept'], 'accept', second)).toBe('seen');
  });

  it('is not asked of a flow that does not come to it, nor of one that it tracks', () => {
    const rules = ruleset(['tcp dport 443 drop'], 'accept');
    expect(readingOf(pasted(rules), 'filter.refuses-flow')).toBe('could-not-tell');
    const tracked = `[root@gw1 ~]# conntrack -L
tcp      6 299 ESTABLISHED src=${CLIENT} dst=${SERVER} sport=52144 dport=443 src=${SERVER} dst=${CLIENT} sport=443 dport=52144 [ASSURED] mark=0 use=1
`;
    expect(readingOf(pasted(SYN, tracked, rules), 'filter.refuses-flow')).toBe('could-not-tell');
  });

  it('asks of iptables the program of the flow’s own family, whichever was shown last', () => {
    const saved = (program: string, policy: string): string =>
      `[root@gw1 ~]# ${program}-save\n*filter\n:FORWARD ${policy} [4:240]\n-A FORWARD -p udp -j ACCEPT\nCOMMIT\n`;
    const both = (four: string, six: string) =>
      readingOf(pasted(SYN, saved('iptables', four), saved('ip6tables', six)), 'filter.refuses-flow');
    expect(both('ACCEPT', 'DROP')).toBe('not-seen');
    expect(both('DROP', 'ACCEPT')).toBe('seen');
  });

  it('is not asked where the tables deliver the request without it, whatever it counts meanwhile', () => {
    const read = (dropped: number) => ruleset([`tcp dport 443 counter packets ${dropped} bytes 0 drop`], 'accept');
    const at = (host: string, own: string, route: string) =>
      `[root@${host} ~]# ip addr\n2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default\n    link/ether 52:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff\n    inet ${own} scope global eth0\n[root@${host} ~]# ip rule\n0:\tfrom all lookup local\n32766:\tfrom all lookup main\n[root@${host} ~]# ip route show table main\n${route}\n`;
    const direct = [
      at('desk14', `${CLIENT}/8`, `10.0.0.0/8 dev eth0 proto kernel scope link src ${CLIENT}`),
      at('web1', `${SERVER}/8`, `10.0.0.0/8 dev eth0 proto kernel scope link src ${SERVER}`),
    ];
    const told = (...more: readonly string[]) => readingOf(pasted(...more, read(0), read(4)), 'filter.refuses-flow');

    expect(told()).toBe('seen');
    expect(told(...direct)).toBe('could-not-tell');
  });

  it('reads iptables in the same way', () => {
    const saved = (...rules: readonly string[]) =>
      pasted(
        SYN,
        `[root@gw1 ~]# iptables-save\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [4:240]\n${rules.join('\n')}\nCOMMIT\n`,
      );
    const refuses = (...rules: readonly string[]) => readingOf(saved(...rules), 'filter.refuses-flow');
    expect(refuses('-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT')).toBe('seen');
    expect(refuses('-A FORWARD -p tcp -m multiport --dports 80,443 -j ACCEPT')).toBe('not-seen');
    expect(refuses('-A FORWARD -s 10.20.0.0/16 ! -d 10.99.0.0/16 -p tcp -m tcp --dport 443 -j ACCEPT')).toBe(
      'not-seen',
    );
    expect(refuses('-A FORWARD -i eth1 -j ACCEPT')).toBe('could-not-tell');
  });
});
