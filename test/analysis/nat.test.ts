import { describe, expect, it } from 'vitest';
import { readingOf, valuesOf } from './read-findings.ts';
import { findingsOf, replacing, without } from './scenario-findings.ts';

describe('a U-turn by destination translation', () => {
  it('is seen when client and translated server are neighbours', async () => {
    const findings = await findingsOf('nat-mismatch');
    expect(readingOf(findings, 'nat.u-turn')).toBe('seen');
    expect(valuesOf(findings, 'nat.u-turn')).toMatchObject({ server: '192.168.44.20', interface: 'ethernet1/2' });
  });

  it('is none when the client is translated as well', async () => {
    const hidden = /dst: {9}192\.168\.44\.57/g;
    const findings = await findingsOf('nat-mismatch', replacing([hidden, 'dst:         192.168.44.1']));
    expect(readingOf(findings, 'nat.u-turn')).toBe('not-seen');
  });

  it('is none when the server is behind another interface', async () => {
    const findings = await findingsOf(
      'nat-mismatch',
      replacing([/egress interface( +): ethernet1\/2/g, 'egress interface$1: ethernet1/3']),
    );
    expect(readingOf(findings, 'nat.u-turn')).toBe('not-seen');
  });

  it('cannot be told without the networks of the interfaces', async () => {
    expect(readingOf(await findingsOf('nat-mismatch', without('3-fib')), 'nat.u-turn')).toBe('could-not-tell');
  });
});

describe('a NAT rule that was meant for the flow', () => {
  it('is passed over when it names the zone of the server', async () => {
    const findings = await findingsOf('nat-mismatch-rule-for-wrong-zone-xml');
    expect(readingOf(findings, 'nat.rule-misses-flow')).toBe('seen');
    expect(valuesOf(findings, 'nat.rule-misses-flow')).toEqual({
      side: 'destination',
      rule: 'publish-portal',
      ruleZones: 'dmz',
      zone: 'internet',
    });
  });

  it('is out of date when none of its zones has an interface any more', async () => {
    const findings = await findingsOf('nat-mismatch-source-rule-misses-new-link');
    expect(valuesOf(findings, 'nat.rule-misses-flow')).toMatchObject({ side: 'source', zone: 'internet-new' });
  });

  it('may leave a flow untranslated on purpose while its zone has an interface', async () => {
    const other = replacing(['spare           ', 'internet        ']);
    const findings = await findingsOf('nat-mismatch-source-rule-misses-new-link', other);
    expect(readingOf(findings, 'nat.rule-misses-flow')).toBe('absent');
  });

  it('takes a flow that is translated', async () => {
    const findings = await findingsOf('inconclusive-translated-and-unanswered');
    expect(readingOf(findings, 'nat.rule-misses-flow')).toBe('not-seen');
  });
});

describe('the address that a client is translated to', () => {
  it('is answered by nobody when the Linux gateway does not have it', async () => {
    const findings = await findingsOf('nat-mismatch-linux-snat-address');
    expect(readingOf(findings, 'nat.address-not-answered')).toBe('seen');
    expect(valuesOf(findings, 'nat.address-not-answered')).toMatchObject({
      address: '203.0.113.21',
      interface: 'wan0',
    });
  });

  it('is answered when it is one of its own', async () => {
    const findings = await findingsOf(
      'nat-mismatch-linux-snat-address',
      replacing(['dst=203.0.113.21', 'dst=203.0.113.19']),
    );
    expect(readingOf(findings, 'nat.address-not-answered')).toBe('not-seen');
  });

  it('may be the one whose line was lost from a listing that is not whole', async () => {
    const lost = replacing([/ {4}inet 203\.0\.113\.19\/28[^\n]*\n/g, '']);
    const findings = await findingsOf('inconclusive-linux-gateway-translates-and-waits', lost);
    expect(readingOf(findings, 'nat.address-not-answered')).toBe('could-not-tell');
  });

  it('may be answered by somebody: a neighbour has it, or other connections translated to it are replied to', async () => {
    const shown = 'root@gw2:~# ip -4 addr';
    const neighbour = (state: string) =>
      replacing([shown, `root@gw2:~# ip neigh\n203.0.113.21 dev wan0 ${state}\n${shown}`]);
    const other = replacing([
      'udp      17 22',
      'tcp      6 300 ESTABLISHED src=10.30.5.19 dst=198.51.100.90 sport=40001 dport=443 src=198.51.100.90 dst=203.0.113.21 sport=443 dport=40001 [ASSURED] mark=0 use=1\nudp      17 22',
    ]);
    const reading = async (change: typeof other) =>
      readingOf(await findingsOf('nat-mismatch-linux-snat-address', change), 'nat.address-not-answered');

    expect(await reading(neighbour('lladdr 02:00:5e:00:53:21 REACHABLE'))).toBe('could-not-tell');
    expect(await reading(neighbour('FAILED'))).toBe('seen');
    expect(await reading(other)).toBe('could-not-tell');
  });

  it('may be routed to the gateway when it is on none of its links', async () => {
    const findings = await findingsOf(
      'nat-mismatch-linux-snat-address',
      replacing(['dst=203.0.113.21', 'dst=192.0.2.21']),
    );
    expect(readingOf(findings, 'nat.address-not-answered')).toBe('could-not-tell');
  });

  it('has no way back when the router before the firewall has no route for it', async () => {
    const findings = await findingsOf('nat-mismatch-pool-without-route');
    const lost = findings.find(({ code, direction }) => code === 'walk.no-route' && direction === 's2c');
    expect(lost?.values).toMatchObject({ at: 'edge-rtr', destination: '192.0.2.67', translated: true });
  });

  it('has a way back when the router knows it', async () => {
    const findings = await findingsOf(
      'nat-mismatch-pool-without-route',
      replacing(['S        192.0.2.16 [1/0]', 'S        192.0.2.64 [1/0]']),
    );
    expect(findings.filter(({ code, reading }) => code === 'walk.no-route' && reading === 'seen')).toEqual([]);
  });
});
