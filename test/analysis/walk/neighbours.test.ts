import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../src/model/evidence.ts';
import { valuesOf } from '../read-findings.ts';
import { BY_FIREWALL, FIREWALL, findings, R1, R3, r2, reading } from './networks.ts';

const MAC = '02:00:5e:60:00:02';
const RULES = '0:	from all lookup local\n32766:	from all lookup main\n32767:	from all lookup default';

/** The server hands its packets to 10.50.60.254, which nobody shows as its own. */
function server(neighbours: string) {
  return reading(
    'app1',
    `[ops@app1 ~]$ ip route get 10.20.30.41
10.20.30.41 via 10.50.60.254 dev eth0 src 10.50.60.10
[ops@app1 ~]$ ip neigh
${neighbours}
`,
  );
}

/** A Linux router on the servers' network, with the MAC of that next hop, and its way by R3. */
function gateway(name: string, mac: string, address = '10.50.60.2') {
  return reading(
    name,
    `[root@${name} ~]# ip addr
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    link/ether ${mac} brd ff:ff:ff:ff:ff:ff
    inet ${address}/24 brd 10.50.60.255 scope global eth0
3: eth1: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc mq state UP qlen 1000
    link/ether 02:00:5e:60:01:${name.slice(-2)} brd ff:ff:ff:ff:ff:ff
    inet 10.74.0.1/30 brd 10.74.0.3 scope global eth1
[root@${name} ~]# ip rule
${RULES}
[root@${name} ~]# ip route show table main
default via 10.74.0.2 dev eth1
10.50.60.0/24 dev eth0 proto kernel scope link src ${address}
`,
  );
}

const HOP = `10.50.60.254 dev eth0 lladdr ${MAC} REACHABLE`;
const way = (...evidence: readonly (readonly Evidence[])[]) =>
  valuesOf(findings(R1, FIREWALL, r2(BY_FIREWALL), R3, ...evidence), 'walk.return-path');
const MISSING = { path: '10.50.60.10 → app1 → 10.50.60.254 (not shown)', why: 'nothing of 10.50.60.254 is shown' };

describe('a next hop of nobody', () => {
  it('is the one device that has the MAC it is resolved to', () => {
    expect(way(server(HOP), gateway('gw11', MAC)).path).toBe('10.50.60.10 → app1 → gw11 → R3 → R1 → 10.20.30.41');
  });

  it('is not guessed without a MAC, or while it is not resolved', () => {
    expect(way(server('10.50.60.9 dev eth0 lladdr 02:00:5e:60:00:09 STALE'), gateway('gw11', MAC))).toMatchObject(
      MISSING,
    );
    expect(way(server('10.50.60.254 dev eth0 FAILED'), gateway('gw11', MAC))).toMatchObject(MISSING);
  });

  it('is not guessed when no device has the MAC, or two have it', () => {
    expect(way(server(HOP), gateway('gw11', '02:00:5e:60:00:77'))).toMatchObject(MISSING);
    expect(way(server(HOP), gateway('gw11', MAC), gateway('gw12', MAC, '10.50.60.3'))).toMatchObject(MISSING);
  });

  it('is not guessed by the MAC of a VRRP group, which every member takes on', () => {
    const group = '00:00:5e:00:01:3c';

    expect(way(server(`10.50.60.254 dev eth0 lladdr ${group} REACHABLE`), gateway('gw11', group))).toMatchObject(
      MISSING,
    );
  });

  it('is resolved by the device that sends there, whatever another one has learned', () => {
    const other = reading('app2', `[ops@app2 ~]$ ip neigh\n10.50.60.254 dev eth0 lladdr 02:00:5e:60:00:99 STALE\n`);

    expect(way(server(HOP), other, gateway('gw11', MAC)).path).toContain('app1 → gw11 → R3');
    expect(way(server('10.50.60.254 dev eth0 FAILED'), other, gateway('gw11', '02:00:5e:60:00:99'))).toMatchObject(
      MISSING,
    );
  });

  it('is resolved by what another device on its network has learned, when its sender shows nothing', () => {
    const other = reading('app2', `[ops@app2 ~]$ ip neigh\n${HOP}\n`);

    expect(way(server(''), other, gateway('gw11', MAC)).path).toContain('app1 → gw11 → R3');
  });
});
