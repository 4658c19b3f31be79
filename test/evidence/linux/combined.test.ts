import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import { brief, pasted } from '../outputs.ts';

const RULES =
  '0:\tfrom all lookup local\n32765:\tfrom 10.44.8.20 lookup 200\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default';
const ROUTES = 'default via 10.44.7.254 dev eth0 \n10.44.7.0/24 dev eth0 proto kernel scope link src 10.44.7.20 ';

describe('a shell session of a Linux host', () => {
  it('gives each output to its command, and all to the host of the prompt', () => {
    const text = [
      '[root@web1 ~]# ip rule',
      RULES,
      '[root@web1 ~]# ip rule add from 10.44.8.21 lookup 200',
      '[root@web1 ~]# ip route show table 200',
      '[root@web1 ~]# ip r',
      ROUTES,
      '[root@web1 ~]# sysctl -a 2>/dev/null | grep eth1.rp_filter',
      'net.ipv4.conf.eth1.rp_filter = 1',
    ].join('\n');

    const evidence = readEvidence([pasted(text)]);

    expect(brief(evidence)).toEqual([
      'web1: ip-rule whole',
      'web1: ip-route whole',
      'web1: ip-route whole',
      'web1: sysctl whole',
    ]);
    expect(evidence[1]?.facts).toMatchObject([{ kind: 'host-listing', what: 'routes', table: '200', count: 0 }]);
  });

  it('gives each of several commands on one line its part of the output', () => {
    const evidence = readEvidence([pasted(`[root@web1 ~]# ip route; ip rule && ip neigh\n${ROUTES}\n${RULES}`)]);

    expect(brief(evidence)).toEqual(['web1: ip-route whole', 'web1: ip-rule whole', 'web1: ip-neighbour none']);
    expect(evidence[0]?.facts[0]).toMatchObject({ kind: 'host-listing', table: 'main', count: 2 });
  });

  it('does not guess where one of two like outputs ends', () => {
    const [evidence] = readEvidence([pasted(`[root@web1 ~]# ip route; ip route show table 200\n${ROUTES}`)]);

    expect(evidence?.facts[0]).toMatchObject({ kind: 'host-listing', table: null, filtered: null });
  });

  it('takes a bare prompt, as guides print it', () => {
    const evidence = readEvidence([
      pasted(`# ip rule\n${RULES}\n$ ss -tn\nState Recv-Q Send-Q Local Address:Port Peer Address:Port\n`),
    ]);

    expect(brief(evidence)).toEqual(['?: ip-rule whole', '?: sockets whole']);
  });

  it('does not take another network namespace for the host', () => {
    const evidence = readEvidence([pasted(`[root@web1 ~]# ip netns exec blue ip rule\n${RULES}`)]);

    expect(evidence.flatMap(({ facts }) => facts).filter(({ kind }) => kind === 'host-listing')).toEqual([]);
  });

  it('reads a configuration file that was given as such by its name', () => {
    const files = [
      { source: 'web1/rule-eth1', text: 'from 10.44.8.20 lookup 200\n' },
      {
        source: 'web1/70-ens6.network',
        text: '[Match]\nName=ens6\n[RoutingPolicyRule]\nFrom=10.44.8.20\nTable=10001\n',
      },
    ].map((file) => ({ ...file, obtained: 'file' as const }));

    const evidence = readEvidence(files);

    expect(brief(evidence)).toEqual(['?: ifcfg whole', '?: networkd whole']);
    expect(evidence[0]?.facts).toMatchObject([{ kind: 'configured-rule', file: 'web1/rule-eth1', interface: 'eth1' }]);
  });

  it('reads JSON on one line of any length', () => {
    const routes = Array.from({ length: 2000 }, (_, n) => ({
      dst: `10.${n >> 8}.${n & 255}.0/24`,
      dev: 'eth0',
      flags: [],
    }));

    const [evidence] = readEvidence([
      pasted(`[root@web1 ~]# ip -j route\n${JSON.stringify(routes)}`, { obtained: 'file' }),
    ]);

    expect(evidence?.parsed).toBe('whole');
    expect(evidence?.facts.length).toBe(2001);
  });

  it('says that a listing is too long to be read to its end', () => {
    const rows = Array.from({ length: 21_000 }, (_, n) => `10.${n >> 8}.${n & 255}.0/24 dev eth0`);

    const [evidence] = readEvidence([pasted(`[root@web1 ~]# ip route\n${rows.join('\n')}`, { obtained: 'file' })]);

    expect(evidence?.parsed).toBe('part');
    expect(evidence?.problem).toContain('too long');
    expect(evidence?.facts.some(({ kind }) => kind === 'host-listing')).toBe(false);
  });
});
