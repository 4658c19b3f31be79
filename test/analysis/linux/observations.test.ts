import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/index.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import { readingOf, valuesOf } from '../read-findings.ts';
import { ADDRESSES, filter, MAIN, PLAIN_RULES, POLICY_RULES, pasted, TABLE_200, TABLE_200_CONNECTED } from './hosts.ts';

const FILTER = 'host.rp-filter-drops';
const ELSEWHERE = 'host.reply-leaves-elsewhere';
const GATEWAY = 'host.connected-route-missing-in-policy-table';
const PERSISTS = 'host.rule-not-persistent';

describe('a host with two interfaces in one subnet', () => {
  it('drops the request while its filter is strict, because the way back is by the other interface', () => {
    const findings = pasted(ADDRESSES, PLAIN_RULES, MAIN, filter(1, 1));
    expect(readingOf(findings, FILTER)).toBe('seen');
    expect(valuesOf(findings, FILTER)).toMatchObject({ device: 'eth1', mode: 'strict', back: 'eth0', table: 'main' });
  });

  it('takes the request when the filter is loose, and answers by the wrong interface', () => {
    const findings = pasted(ADDRESSES, PLAIN_RULES, MAIN, filter(1, 2));
    expect(readingOf(findings, FILTER)).toBe('not-seen');
    expect(readingOf(findings, ELSEWHERE)).toBe('seen');
    expect(valuesOf(findings, ELSEWHERE)).toMatchObject({ ingress: 'eth1', device: 'eth0' });
  });

  it('stays strict when only one of the two settings is loosened to nothing', () => {
    expect(readingOf(pasted(ADDRESSES, PLAIN_RULES, MAIN, filter(0, 1)), FILTER)).toBe('seen');
    expect(readingOf(pasted(ADDRESSES, PLAIN_RULES, MAIN, filter(1, 0)), FILTER)).toBe('seen');
  });

  it('passes a strict filter with a rule of its source, and answers a neighbour via the gateway', () => {
    const findings = pasted(ADDRESSES, POLICY_RULES, MAIN, TABLE_200, filter(1, 1));
    expect(readingOf(findings, FILTER)).toBe('not-seen');
    expect(readingOf(findings, ELSEWHERE)).toBe('not-seen');
    expect(readingOf(findings, GATEWAY)).toBe('seen');
    expect(valuesOf(findings, GATEWAY)).toMatchObject({ via: '10.40.0.1', table: '200' });
  });

  it('answers the neighbour directly once the table has the connected route, and forgets it all at a reboot', () => {
    const file = '[root@web1 ~]# cat /etc/sysconfig/network-scripts/ifcfg-eth1\nDEVICE=eth1\nONBOOT=yes\nDEFROUTE=no\n';
    const rules = '[root@web1 ~]# cat /etc/sysconfig/network-scripts/rule-eth1\nfrom 10.40.0.254 lookup 200\n';
    const shown = [ADDRESSES, POLICY_RULES, MAIN, TABLE_200_CONNECTED, filter(1, 1)];
    expect(readingOf(pasted(...shown), GATEWAY)).toBe('not-seen');
    expect(readingOf(pasted(...shown), PERSISTS)).toBe('could-not-tell');
    expect(readingOf(pasted(...shown, file, rules), PERSISTS)).toBe('not-seen');
    const other = '[root@web1 ~]# cat /etc/sysconfig/network-scripts/rule-eth1\nfrom 10.40.0.77 lookup 77\n';
    expect(readingOf(pasted(...shown, file, other), PERSISTS)).toBe('seen');
  });
});

describe('routing rules of a host’s own', () => {
  it('are those beside the three of every kernel', () => {
    expect(readingOf(pasted(ADDRESSES, PLAIN_RULES, MAIN), 'host.own-rules')).toBe('not-seen');
    expect(readingOf(pasted(ADDRESSES, POLICY_RULES, MAIN, TABLE_200), 'host.own-rules')).toBe('seen');
    expect(
      pasted(ADDRESSES, MAIN).some(({ code, reading }) => code === 'host.own-rules' && reading !== 'could-not-tell'),
    ).toBe(false);
  });

  it('that ran once are not said to be none', () => {
    expect(readingOf(pasted(ADDRESSES, POLICY_RULES, MAIN, PLAIN_RULES), 'host.own-rules')).toBe('seen');
  });
});

describe('a server of IPv6', () => {
  it('has no reverse-path filter that could drop the request', () => {
    const evidence = readEvidence([
      {
        source: 'paste',
        obtained: 'paste',
        text: `[root@web1 ~]# ip -6 addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet6 2001:db8:50:60::10/64 scope global
       valid_lft forever preferred_lft forever
`,
      },
    ]);
    const findings = analyse({
      flow: {
        client: { address: '2001:db8:20:30::41', port: 52144 },
        server: { address: '2001:db8:50:60::10', port: 443 },
        protocol: 'tcp',
      },
      symptoms: [],
      fixedAt: null,
      evidence,
    });
    expect(readingOf(findings, FILTER)).toBe('not-seen');
    expect(valuesOf(findings, FILTER)).toMatchObject({ device: 'eth0', why: 'the kernel has none for IPv6' });
  });
});

describe('what was not shown', () => {
  it('is named: rules, a table, settings', () => {
    expect(valuesOf(pasted(ADDRESSES, MAIN), ELSEWHERE).why).toContain('ip rule');
    expect(valuesOf(pasted(ADDRESSES, POLICY_RULES, MAIN), ELSEWHERE).why).toContain('table 200');
    expect(valuesOf(pasted(ADDRESSES, PLAIN_RULES, MAIN), FILTER).why).toContain('rp_filter');
    const half = '[root@web1 ~]# sysctl net.ipv4.conf.eth1.rp_filter\nnet.ipv4.conf.eth1.rp_filter = 1\n';
    expect(readingOf(pasted(ADDRESSES, PLAIN_RULES, MAIN, half), FILTER)).toBe('could-not-tell');
  });

  it('does not matter when every possible value gives the same answer', () => {
    expect(readingOf(pasted(ADDRESSES, POLICY_RULES, MAIN, TABLE_200), FILTER)).toBe('not-seen');
  });

  it('may be the mark of the reply', () => {
    const rules = POLICY_RULES.replace('from 10.40.0.254 lookup', 'from all fwmark 0x1 lookup');
    const findings = pasted(ADDRESSES, rules, MAIN, TABLE_200);
    expect(readingOf(findings, ELSEWHERE)).toBe('could-not-tell');
    expect(valuesOf(findings, ELSEWHERE).why).toContain('mark');
  });

  it('is no host of the flow when the server is not one of its addresses', () => {
    const other = ADDRESSES.replaceAll('10.40.0.254', '10.40.0.253');
    expect(readingOf(pasted(other, PLAIN_RULES, MAIN.replaceAll('.254', '.253')), ELSEWHERE)).toBe('absent');
  });
});

describe('the kernel’s own answer', () => {
  const asked = (device: string) =>
    `[root@web1 ~]# ip route get 10.40.0.50 from 10.40.0.254\n10.40.0.50 from 10.40.0.254 dev ${device} uid 0\n    cache\n`;

  it('decides where the tables are missing', () => {
    expect(readingOf(pasted(ADDRESSES, asked('eth0')), ELSEWHERE)).toBe('seen');
    expect(readingOf(pasted(ADDRESSES, asked('eth1')), ELSEWHERE)).toBe('not-seen');
  });

  it('leaves it open when it disagrees with the tables', () => {
    const findings = pasted(ADDRESSES, PLAIN_RULES, MAIN, asked('eth1'));
    expect(readingOf(findings, ELSEWHERE)).toBe('could-not-tell');
    expect(valuesOf(findings, ELSEWHERE).why).toContain('agree');
  });
});

describe('a route that refuses', () => {
  it('is no route back', () => {
    const main = MAIN.replace('10.40.0.0/24 dev eth0', 'unreachable 10.40.0.48/28\n10.40.0.0/24 dev eth0');
    const findings = pasted(ADDRESSES, PLAIN_RULES, main);
    expect(readingOf(findings, 'host.no-route')).toBe('seen');
    expect(readingOf(findings, ELSEWHERE)).toBe('could-not-tell');
  });
});
