import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from '../read-findings.ts';
import { FIREWALL, findings, GW60, R1, R3, reading } from './networks.ts';

function rules(...own: readonly string[]): string {
  const all = ['0:	from all lookup local', ...own, '32766:	from all lookup main', '32767:	from all lookup default'];
  return `[root@gw60 ~]# ip rule\n${all.join('\n')}\n`;
}

/** The servers' gateway is a Linux machine: its main table leads by the firewall, its table 60 by R3. */
function walked(...texts: readonly string[]) {
  return findings(R1, FIREWALL, R3, reading('gw60', [GW60.addresses, ...texts].join('')));
}

const BY_R3 = '10.50.60.10 → gw60 → R3 → R1 → 10.20.30.41';
const BY_FIREWALL = '10.50.60.10 → gw60 → FW-A → R1 → 10.20.30.41';

describe('a Linux router on the walk', () => {
  it('is followed by the rule and the table that decide, and is where the ways part', () => {
    const found = walked(rules('1500:	from 10.50.60.0/24 lookup 60'), GW60.table60, GW60.main);

    expect(valuesOf(found, 'walk.return-path').path).toBe(BY_R3);
    expect(valuesOf(found, 'walk.paths-part').at).toBe('gw60');
    expect(readingOf(found, 'walk.return-skips-firewall')).toBe('seen');
    expect(found.find(({ code }) => code === 'walk.return-path')?.citations.map(({ quote }) => quote)).toEqual(
      expect.arrayContaining(['1500: from 10.50.60.0/24 lookup 60', 'default via 10.74.0.2 dev eth2']),
    );
  });

  it('goes by its main table when no rule of its own selects the packet', () => {
    const found = walked(rules('1500:	from 192.0.2.0/24 lookup 60'), GW60.table60, GW60.main);

    expect(valuesOf(found, 'walk.return-path').path).toBe(BY_FIREWALL);
    expect(readingOf(found, 'walk.return-skips-firewall')).toBe('not-seen');
  });

  it('knows by the address of the sender on which interface the packet came', () => {
    const by = (name: string) => walked(rules(`1500:	from all iif ${name} lookup 60`), GW60.table60, GW60.main);

    expect(valuesOf(by('eth0'), 'walk.return-path').path).toBe(BY_R3);
    expect(valuesOf(by('eth1'), 'walk.return-path').path).toBe(BY_FIREWALL);
  });

  it('knows the ports of the flow in both directions', () => {
    const found = walked(rules('1500:	from all ipproto tcp sport 443 lookup 60'), GW60.table60, GW60.main);

    expect(valuesOf(found, 'walk.return-path').path).toBe(BY_R3);
    expect(valuesOf(found, 'walk.forward-path').path).toBe('10.20.30.41 → R1 → FW-A → gw60 → 10.50.60.10');
  });

  it('goes on with the next rule when the table of the first one has no route', () => {
    const found = walked(
      rules('1500:	from 10.50.60.0/24 lookup 60'),
      '[root@gw60 ~]# ip route show table 60\n192.0.2.0/24 via 10.74.0.2 dev eth2\n',
      GW60.main,
    );

    expect(valuesOf(found, 'walk.return-path').path).toBe(BY_FIREWALL);
  });

  it('is not followed by a table that was not shown, and the table is named', () => {
    const found = walked(rules('1500:	from 10.50.60.0/24 lookup 60'), GW60.main);

    expect(readingOf(found, 'walk.return-path')).toBe('could-not-tell');
    expect(valuesOf(found, 'walk.return-path').why).toBe('gw60: the routing table 60 is not shown');
  });

  it('is not followed by a table alone: rules go before it', () => {
    expect(valuesOf(walked(GW60.main), 'walk.return-path').why).toBe('gw60: the policy rules (ip rule) are not shown');
  });

  it.each(['local', 'main'])('is not followed by rules of which that for %s was lost', (table) => {
    const lost = rules()
      .split('\n')
      .filter((line) => !line.endsWith(` lookup ${table}`))
      .join('\n');

    expect(valuesOf(walked(lost, GW60.main), 'walk.return-path').why).toBe(
      'gw60: the policy rules (ip rule) are not shown',
    );
  });

  it('has a route for what its connection tracking has an entry of, which the first packet made', () => {
    const entry = (original: string, reply: string) =>
      `[root@gw60 ~]# conntrack -L\ntcp      6 98 SYN_SENT ${original} [UNREPLIED] ${reply} mark=0 use=1\n`;
    const [request, answer] = [
      'src=10.20.30.41 dst=10.50.60.10 sport=52144 dport=443',
      'src=10.50.60.10 dst=10.20.30.41 sport=443 dport=52144',
    ];
    const back = (...texts: readonly string[]) =>
      walked(rules('1500:	from 10.50.60.0/24 prohibit'), GW60.main, ...texts).find(
        ({ code, direction }) => code === 'walk.no-route' && direction === 's2c',
      )?.reading;

    expect(back()).toBe('seen');
    expect(back(entry(request, answer))).toBe('seen');
    expect(back(entry(answer, request))).toBe('could-not-tell');
  });

  it('stays open where a rule asks for a mark that nobody shows, unless both ways are one', () => {
    const marked = rules('1500:	from all fwmark 0x1 lookup 60');
    const same = '[root@gw60 ~]# ip route show table 60\ndefault via 10.72.0.1 dev eth1\n';

    expect(valuesOf(walked(marked, GW60.table60, GW60.main), 'walk.return-path').why).toBe(
      'gw60: its policy rules ask for something that is not known of the packet',
    );
    expect(
      valuesOf(walked(marked, same, `${GW60.main}10.20.30.0/24 via 10.72.0.1 dev eth1\n`), 'walk.return-path').path,
    ).toBe(BY_FIREWALL);
  });

  it('drops what a rule forbids', () => {
    const found = walked(rules('1500:	from 10.50.60.0/24 prohibit'), GW60.main);

    expect(readingOf(found, 'walk.return-path')).toBe('not-seen');
    expect(valuesOf(found, 'walk.return-path').why).toBe('gw60: its rule says prohibit');
  });

  it('is not believed when its kernel answers otherwise than its tables', () => {
    const answer = `[root@gw60 ~]# ip route get 10.20.30.41 from 10.50.60.10 iif eth0
10.20.30.41 from 10.50.60.10 via 10.72.0.1 dev eth1
    cache iif eth0
`;
    const found = walked(rules('1500:	from 10.50.60.0/24 lookup 60'), GW60.table60, GW60.main, answer);

    expect(valuesOf(found, 'walk.return-path').why).toBe('gw60: "ip route get" and its tables do not agree');
  });
});

describe('a Linux server on the walk', () => {
  const server = (own: string) =>
    reading(
      'app1',
      `[root@app1 ~]# ip addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.50.60.10/24 brd 10.50.60.255 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.74.0.1/30 brd 10.74.0.3 scope global eth1
[root@app1 ~]# ip rule
0:	from all lookup local
${own}32766:	from all lookup main
32767:	from all lookup default
[root@app1 ~]# ip route show table 9
default via 10.50.60.1 dev eth0
[root@app1 ~]# ip route show table main
default via 10.74.0.2 dev eth1
10.50.60.0/24 dev eth0 proto kernel scope link src 10.50.60.10
`,
    );
  const gateway = reading('gw60', GW60.addresses.replace('10.74.0.1/30', '10.79.0.1/30') + rules() + GW60.main);

  it('answers by the rule for its address, and ends the way of the request', () => {
    const found = findings(R1, FIREWALL, R3, gateway, server('100:	from 10.50.60.10 lookup 9\n'));

    expect(valuesOf(found, 'walk.forward-path').path).toBe('10.20.30.41 → R1 → FW-A → gw60 → app1 → 10.50.60.10');
    expect(valuesOf(found, 'walk.return-path').path).toBe('10.50.60.10 → app1 → gw60 → FW-A → R1 → 10.20.30.41');
    expect(readingOf(found, 'walk.paths-part')).toBe('not-seen');
  });

  it('answers by its default route without that rule, past the firewall', () => {
    const found = findings(R1, FIREWALL, R3, gateway, server(''));

    expect(valuesOf(found, 'walk.return-path').path).toBe('10.50.60.10 → app1 → R3 → R1 → 10.20.30.41');
    expect(readingOf(found, 'walk.return-skips-firewall')).toBe('seen');
  });
});

describe('a rule that stands in no file', () => {
  it('is not held for the way that the flow had when it failed', () => {
    const file = `[root@app1 ~]# cat /etc/NetworkManager/system-connections/eth0.nmconnection
[connection]
id=eth0
type=ethernet
interface-name=eth0

[ipv4]
method=manual
address1=10.50.60.10/24
`;
    const shown = `[root@app1 ~]# ip addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    inet 10.50.60.10/24 brd 10.50.60.255 scope global eth0
[root@app1 ~]# ip rule
0:	from all lookup local
100:	from 10.50.60.10 lookup 9
32766:	from all lookup main
32767:	from all lookup default
[root@app1 ~]# ip route show table 9
default via 10.50.60.1 dev eth0
`;
    const gateway = reading('gw60', GW60.addresses + rules() + GW60.main);
    const skips = (text: string) => findings(R1, FIREWALL, gateway, reading('app1', text));

    expect(readingOf(skips(shown), 'walk.return-skips-firewall')).toBe('not-seen');
    expect(readingOf(skips(shown + file), 'walk.return-skips-firewall')).toBe('could-not-tell');
    expect(valuesOf(skips(shown + file), 'walk.return-skips-firewall').why).toContain('stand in no file of it');
  });
});
