import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/facts.ts';
import { block, CLIENT, detail, FLOW, fibEntry, lookup, port, route, row, SERVER } from '../support/facts.ts';
import { found, readingOf, valuesOf } from './read-findings.ts';

const session = block('session-id', [detail()]);
const ports = block('interface-all', [
  port('ethernet1/1', 'users', '10.20.0.1/16'),
  port('ethernet1/2', 'servers', '10.50.60.1/24'),
  port('ethernet1/3', 'users', '10.70.0.1/30'),
  port('ethernet1/6', 'wan', '10.71.0.1/30'),
]);
const lookups = (...facts: readonly Fact[]) => block('fib-lookup', facts);
const routes = (...facts: readonly Fact[]) => block('routing-route', facts, { command: 'show routing route' });

describe('the way back', () => {
  it('is the way in when the FIB names the same interface', () => {
    const findings = found([session, lookups(lookup(CLIENT, 'ethernet1/1'))]);
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('not-seen');
    expect(readingOf(findings, 'fib.return-other-zone')).toBe('not-seen');
    expect(readingOf(findings, 'fib.no-return-route')).toBe('not-seen');
  });

  it('leaves elsewhere, and in another zone', () => {
    const findings = found([session, ports, lookups(lookup(CLIENT, 'ethernet1/6'))]);
    expect(valuesOf(findings, 'fib.return-leaves-elsewhere')).toMatchObject({
      ingress: 'ethernet1/1',
      egress: 'ethernet1/6',
      ingressZone: 'users',
      egressZone: 'wan',
      router: 'default',
      why: null,
    });
    expect(readingOf(findings, 'fib.return-other-zone')).toBe('seen');
  });

  it('is no internet link where the client’s address is private, or a route of its own leads there', () => {
    const remote = '198.51.100.23';
    const flow = (address: string) => ({ ...FLOW, client: { address, port: null } });
    const inner = (client: string, ...more: readonly ReturnType<typeof block>[]) => {
      const came = block('session-id', [detail({ client })]);
      return valuesOf(found([came, ports, ...more], { flow: flow(client) }), 'fib.return-other-zone').inner;
    };

    expect(inner(CLIENT, lookups(lookup(CLIENT, 'ethernet1/6')))).toBe(true);
    expect(inner(remote, lookups(lookup(remote, 'ethernet1/6')))).toBe(false);
    expect(inner(remote, routes(route('0.0.0.0/0', '10.71.0.2', 'ethernet1/6')))).toBe(false);
    expect(inner(remote, routes(route('198.51.100.0/24', '10.71.0.2', 'ethernet1/6')))).toBe(true);
  });

  it('may leave by another interface of the same zone', () => {
    const findings = found([session, ports, lookups(lookup(CLIENT, 'ethernet1/3'))]);
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('seen');
    expect(readingOf(findings, 'fib.return-other-zone')).toBe('not-seen');
  });

  it('cannot be compared without a session that shows the way in', () => {
    const findings = found([block('session-all', [row()]), lookups(lookup(CLIENT, 'ethernet1/1'))]);
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
    expect(valuesOf(findings, 'fib.return-leaves-elsewhere').why).toContain('came in');
  });

  it('is read from the routing table by its longest prefix', () => {
    const table = routes(
      route('0.0.0.0/0', '10.71.0.2', 'ethernet1/6'),
      route('10.20.0.0/16', null, 'ethernet1/1'),
      route('10.20.30.0/24', '10.70.0.2', 'ethernet1/3'),
      route('10.20.30.41/32', '10.71.0.2', 'ethernet1/6', { active: false }),
    );
    expect(valuesOf(found([session, ports, table]), 'fib.return-leaves-elsewhere').egress).toBe('ethernet1/3');
  });

  it('is not read from a table that was shown in part', () => {
    const part = block('routing-route', [route('10.20.0.0/16', null, 'ethernet1/1')], { parsed: 'part' });
    const filtered = block('routing-route', [route('10.20.0.0/16', null, 'ethernet1/1')], {
      command: 'show routing route destination 10.20.0.0/16',
    });
    for (const table of [part, filtered]) {
      expect(readingOf(found([session, table]), 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
    }
  });

  it('is asked of the router of the interface that the reply arrives on', () => {
    const mine = port('ethernet1/2', 'servers', '10.50.60.1/24', { router: 'core-vr' });
    const findings = found([session, block('interface-all', [mine]), lookups(lookup(CLIENT, 'ethernet1/6'))]);
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
    expect(valuesOf(findings, 'fib.return-leaves-elsewhere').why).toContain('another router (default)');
  });

  it('follows a hand-over to another virtual router', () => {
    const over = lookup(CLIENT, null, { nextHop: { kind: 'router', name: 'edge' } });
    const findings = found([session, lookups(over, lookup(CLIENT, 'ethernet1/6', { router: 'edge' }))]);
    // Nobody said which router the server is behind, and two of them were asked.
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
    const known = found([session, ports, lookups(over, lookup(CLIENT, 'ethernet1/6', { router: 'edge' }))]);
    expect(valuesOf(known, 'fib.return-leaves-elsewhere')).toMatchObject({ egress: 'ethernet1/6', router: 'edge' });
  });

  it('is not settled by one look-up when equal routes lead back', () => {
    const equal = routes(
      route('10.20.30.0/24', '10.70.0.2', 'ethernet1/3', { ecmp: true }),
      route('10.20.30.0/24', '10.20.0.9', 'ethernet1/1', { ecmp: true }),
    );
    const findings = found([session, ports, lookups(lookup(CLIENT, 'ethernet1/1')), equal]);
    expect(readingOf(findings, 'fib.ecmp-return')).toBe('seen');
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
    expect(readingOf(findings, 'fib.return-other-zone')).toBe('not-seen');
  });

  it('is missing when the look-up finds none', () => {
    const findings = found([session, lookups(lookup(CLIENT, null))]);
    expect(readingOf(findings, 'fib.no-return-route')).toBe('seen');
    expect(readingOf(findings, 'fib.return-leaves-elsewhere')).toBe('could-not-tell');
  });

  it('is not spoken of without any evidence', () => {
    expect(found([block('tcp-state', [])])).toEqual([]);
  });
});

describe('two internet links', () => {
  const first = route('0.0.0.0/0', '10.71.0.2', 'ethernet1/6');
  const spare = route('0.0.0.0/0', '10.20.0.254', 'ethernet1/1', { active: false });

  it('are seen with a default route in reserve', () => {
    const findings = found([session, ports, routes(first, spare)]);
    expect(readingOf(findings, 'fib.two-defaults')).toBe('seen');
    expect(valuesOf(findings, 'fib.two-defaults')).toEqual({ interfaces: 'ethernet1/1, ethernet1/6' });
    expect(readingOf(findings, 'fib.return-by-other-isp')).toBe('seen');
  });

  it('are not there with one default route in the whole table', () => {
    const findings = found([session, ports, routes(first)]);
    expect(readingOf(findings, 'fib.two-defaults')).toBe('not-seen');
    expect(readingOf(findings, 'fib.return-by-other-isp')).toBe('not-seen');
  });

  it('cannot be denied by a FIB, which leaves out routes in reserve', () => {
    const findings = found([session, ports, block('routing-fib', [fibEntry('0.0.0.0/0', '10.71.0.2', 'ethernet1/6')])]);
    expect(readingOf(findings, 'fib.two-defaults')).toBe('could-not-tell');
  });

  it('show when the client is translated to an address of the other', () => {
    const translated = block('session-id', [detail({ clientAfter: '10.71.0.1', clientPortAfter: 2000 })]);
    const findings = found([translated, ports]);
    expect(readingOf(findings, 'nat.source-of-other-interface')).toBe('seen');
    expect(valuesOf(findings, 'nat.source-of-other-interface')).toMatchObject({
      egress: 'ethernet1/2',
      address: '10.71.0.1',
      owner: 'ethernet1/6',
    });
  });

  it('are not spoken of where the client’s own address was lost: it need not be translated', () => {
    const whole = detail();
    const cut = block('session-id', [{ ...whole, c2s: { ...whole.c2s, source: null } }]);
    expect(readingOf(found([cut, ports]), 'nat.source-of-other-interface')).toBe('absent');
  });

  it('are not spoken of without a translation', () => {
    expect(readingOf(found([session, ports]), 'nat.source-of-other-interface')).toBe('absent');
  });
});

describe('the way forward', () => {
  it('shows a session that keeps an older route', () => {
    const findings = found([session, lookups(lookup(SERVER, 'ethernet1/6'))]);
    expect(valuesOf(findings, 'fib.forward-differs-from-session')).toMatchObject({
      sessionEgress: 'ethernet1/2',
      fibEgress: 'ethernet1/6',
    });
    expect(readingOf(findings, 'fib.forward-differs-from-session')).toBe('seen');
  });

  it('has no say where PBF chose', () => {
    const steered = block('session-id', [detail({ pbf: 'to-isp2' })]);
    const findings = found([steered, lookups(lookup(SERVER, 'ethernet1/6'))]);
    expect(readingOf(findings, 'fib.forward-differs-from-session')).toBe('absent');
  });

  it('ends at a next hop that does not resolve', () => {
    const arp = block('arp', [
      {
        kind: 'arp',
        at: { source: 'paste', lines: [1, 1], quote: '' },
        interface: 'ethernet1/2',
        address: '10.50.60.9',
        mac: null,
        port: null,
        status: 'incomplete',
      },
    ]);
    const via = lookup(SERVER, 'ethernet1/2', { nextHop: { kind: 'address', address: '10.50.60.9' } });
    const findings = found([session, lookups(via), arp]);
    expect(readingOf(findings, 'arp.next-hop-unresolved')).toBe('seen');
  });
});
