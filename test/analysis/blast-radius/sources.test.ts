import { describe, expect, it } from 'vitest';
import { blastRadiusOf } from '../../../src/analysis/blast-radius/index.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import { conntrack, countsOf, groupingBy, paste, radiusOf, range } from './crowd.ts';

const HEADER = `--------------------------------------------------------------------------------
ID          Application    State   Type Flag  Src[Sport]/Zone/Proto (translated IP[Port])
Vsys                                          Dst[Dport]/Zone (translated IP[Port])
--------------------------------------------------------------------------------
`;

function row(id: number, application: string, state: string, host: number): string {
  return `${id}        ${application.padEnd(14)} ${state.padEnd(7)} FLOW       10.20.30.${host}[50112]/users/6  (10.20.30.${host}[50112])
vsys1                                         10.50.60.10[443]/servers  (10.50.60.10[443])`;
}

function entry(id: number, host: number, bytes: number, application: string): string {
  return `<entry><dst>10.50.60.10</dst><source>10.20.30.${host}</source><xsource>198.51.100.9</xsource><xsport>${id}</xsport><xdst>10.50.60.10</xdst><xdport>443</xdport><sport>50112</sport><dport>443</dport><proto>6</proto><from>users</from><to>servers</to><state>ACTIVE</state><type>FLOW</type><total-byte-count>${bytes}</total-byte-count><idx>${id}</idx><vsys>vsys1</vsys><application>${application}</application><ingress>ethernet1/1</ingress><egress>ethernet1/${bytes < 80 ? 4 : 3}</egress><flags>NS</flags></entry>`;
}

function listing(entries: readonly string[]): string {
  return `<response status="success"><result>\n${entries.join('\n')}\n</result></response>\n`;
}

describe('a listing of sessions', () => {
  it('proves little as text: a first packet only while a session opens, a handshake once an application is known', () => {
    const rows = [
      ...range(3, 1).map((at) => row(100 + at, 'undecided', 'OPENING', at)),
      ...range(4, 20).map((at) => row(200 + at, 'ssl', 'ACTIVE', at)),
      ...range(5, 40).map((at) => row(300 + at, 'incomplete', 'ACTIVE', at)),
      ...range(2, 60).map((at) => row(400 + at, 'undecided', 'ACTIVE', at)),
      row(500, 'not-applicable', 'DISCARD', 70),
    ];
    const radius = radiusOf(paste('all', `admin@FW-A> show session all\n\n${HEADER}${rows.join('\n')}\n`));
    expect(countsOf(radius)).toEqual([3, 4, 7]);
  });

  it('proves a missing reply by a total that holds one packet, and nothing by one that holds two', () => {
    const entries = [
      ...range(4, 1).map((at) => entry(at, at, 74, 'undecided')),
      ...range(4, 20).map((at) => entry(at, at, 5210, 'ssl')),
      entry(90, 90, 148, 'incomplete'),
    ];
    const radius = radiusOf(paste('api', listing(entries), { observer: 'FW-A' }));
    expect(countsOf(radius)).toEqual([4, 4, 1]);
    expect(groupingBy(radius, 'egress').groups).toEqual([
      { name: 'ethernet1/4', halfOpen: 4, whole: 0, couldNotTell: 0, share: 1 },
      { name: 'ethernet1/3', halfOpen: 0, whole: 4, couldNotTell: 1, share: 0 },
    ]);
  });
});

describe('flows of several sources', () => {
  const clients = range(12, 10);
  const listed = clients.map((host) => entry(host, host, host < 16 ? 74 : 4000, host < 16 ? 'undecided' : 'ssl'));

  it('count once each, however often and wherever they were shown', () => {
    const one = paste('api', listing(listed), { observer: 'FW-A' });
    const later = paste('api-later', listing([...listed].reverse()), { observer: 'FW-A' });
    expect(countsOf(radiusOf(one, later))).toEqual([6, 6, 0]);
    expect(radiusOf(later, one)).toEqual(radiusOf(one, later));
  });

  it('are whole at a device as soon as one of its readings shows both directions', () => {
    const before = paste('api', listing(listed), { observer: 'FW-A' });
    const answered = paste('api-later', listing([entry(10, 10, 9000, 'ssl')]), { observer: 'FW-A' });
    expect(countsOf(radiusOf(before, answered))).toEqual([5, 7, 0]);
  });

  it('are led back to their names before the translation', () => {
    const inside = paste('api', listing(listed), { observer: 'FW-A' });
    const outside = conntrack(
      clients.map((id) => ({ client: '198.51.100.9', port: id, server: '10.50.60.10', half: id < 16 })),
    );
    const radius = radiusOf(inside, outside);
    expect(countsOf(radius)).toEqual([6, 6, 0]);
    expect(radius?.observers).toEqual(['FW-A', 'gw-1']);
  });

  it('are led back to the published name of their server', () => {
    const edge = clients.map(
      (host) =>
        `tcp      6 431999 ESTABLISHED src=192.0.2.${host} dst=203.0.113.9 sport=51000 dport=443 src=10.44.7.20 dst=192.0.2.${host} sport=8443 dport=51000 [ASSURED] mark=0 use=1`,
    );
    const inside = conntrack(
      clients.map((host) => ({
        client: `192.0.2.${host}`,
        port: 51_000,
        server: '10.44.7.20',
        serverPort: 8443,
        half: host < 16,
      })),
    );
    const radius = radiusOf(paste('edge', `[root@edge ~]# conntrack -L\n${edge.join('\n')}\n`), inside);
    expect(countsOf(radius)).toEqual([6, 6, 0]);
    expect(groupingBy(radius, 'client').groups.length).toBe(12);
  });

  it('are half-open when one device saw one half only', () => {
    const whole = conntrack(
      clients.map((host) => ({ client: `10.64.1.${host}`, half: false })),
      'gw-1',
    );
    const half = conntrack(
      clients.slice(0, 4).map((host) => ({ client: `10.64.1.${host}`, half: true })),
      'gw-2',
    );
    expect(countsOf(radiusOf(whole, half))).toEqual([4, 8, 0]);
  });
});

describe('the sockets of a server', () => {
  it('are half-open in SYN-RECV and whole once established; what listens is the server', () => {
    const sockets = [
      'State      Recv-Q Send-Q Local Address:Port               Peer Address:Port',
      'LISTEN     0      511        10.44.7.20:8443                     *:*',
      ...range(3, 1).map((at) => `SYN-RECV   0      0          10.44.7.20:8443           10.77.3.${at}:3114`),
      ...range(5, 20).map((at) => `ESTAB      0      0          10.44.7.20:8443           10.77.4.${at}:2114`),
      'ESTAB      0      0          10.44.7.20:9999           10.77.4.9:8888',
    ];
    const radius = radiusOf(paste('ss', `[root@web1 ~]# ss -tan\n${sockets.join('\n')}\n`));
    expect(countsOf(radius)).toEqual([3, 5, 0]);
    expect(groupingBy(radius, 'client-subnet').groups.map(({ name }) => name)).toEqual([
      '10.77.3.0/24',
      '10.77.4.0/24',
    ]);
  });
});

describe('VPC flow logs', () => {
  const record = (host: number, reply: boolean, action = 'ACCEPT'): string => {
    const [client, server] = [`10.60.10.${host} 10.60.20.80`, `10.60.20.80 10.60.10.${host}`];
    return reply
      ? `2 111122223333 eni-0c11e470000000021 ${server} 443 51000 6 4 240 1793955600 1793955659 ${action} OK`
      : `2 111122223333 eni-0c11e470000000021 ${client} 51000 443 6 4 240 1793955600 1793955659 ${action} OK`;
  };

  it('show a half where one direction has no record, and leave out what a rule rejected', () => {
    const lines = [
      ...range(4, 1).map((host) => record(host, false)),
      ...range(4, 20).flatMap((host) => [record(host, false), record(host, true)]),
      record(60, false, 'REJECT'),
    ];
    const radius = radiusOf(paste('flow-log', `${lines.join('\n')}\n`));
    expect(countsOf(radius)).toEqual([4, 4, 0]);
  });

  it('show no half where AWS skipped records', () => {
    const skipped = '2 111122223333 eni-0c11e470000000021 - - - - - - - 1793955600 1793955659 - SKIPDATA';
    const lines = [...range(8, 1).map((host) => record(host, false)), skipped];
    expect(radiusOf(paste('flow-log', `${lines.join('\n')}\n`))).toBe(null);
  });
});

describe('what is no crowd', () => {
  it.each([
    ['nothing', []],
    ['whole flows alone', range(30).map((host) => ({ client: `10.64.1.${host}`, half: false }))],
    ['three flows', range(3).map((host) => ({ client: `10.64.1.${host}`, half: true }))],
  ])('has no blast radius: %s', (_, flows) => {
    expect(radiusOf(conntrack(flows))).toBe(null);
  });

  it('leaves datagrams out, which may be one-way by design', () => {
    const lines = range(20, 1).map(
      (host) =>
        `udp      17 20 src=10.64.1.${host} dst=10.90.9.60 sport=514 dport=514 [UNREPLIED] src=10.90.9.60 dst=10.64.1.${host} sport=514 dport=514 mark=0 use=1`,
    );
    expect(radiusOf(paste('ct', `[root@gw-1 ~]# conntrack -L\n${lines.join('\n')}\n`))).toBe(null);
  });
});

describe('a very long table', () => {
  const long = conntrack(
    range(20_000).map((at) => ({
      client: `10.${(at >> 12) & 15}.${(at >> 6) & 63}.${1 + (at % 200)}`,
      port: 30_000 + (at % 30_000),
      server: `198.51.100.${at % 50}`,
      half: at % 3 === 0,
    })),
  );

  it('is grouped without work that grows with its square', () => {
    const evidence = readEvidence([long]);
    const start = performance.now();
    const radius = blastRadiusOf({ flow: null, evidence, symptoms: [], fixedAt: null });
    // A third of a second on an idle machine; comparing all with all takes minutes.
    expect(performance.now() - start).toBeLessThan(5000);
    expect(countsOf(radius)).toEqual([6667, 13_333, 0]);
    expect(groupingBy(radius, 'client').others?.groups).toBe(19_988);
  }, 30_000);
});
