import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFlow } from '../../src/analysis/choose-flow.ts';
import { AT, absent, block, CLIENT, detail, FLOW, log, lookup, row, SERVER } from '../support/facts.ts';

const page = (spec = {}, more = {}) => block('session-id', [detail(spec)], more);
const rows = (...specs: readonly Parameters<typeof row>[0][]) => block('session-all', specs.map(row));

describe('the flow of a case', () => {
  it('is the one that was given', () => {
    expect(chooseFlow(FLOW, [page({ client: '10.9.9.9' })])).toEqual({ flow: FLOW, flowSource: 'given' });
  });

  it('is the session whose page was asked for', () => {
    const listing = rows({ client: '10.1.1.1' }, { client: '10.1.1.2' }, {});
    expect(chooseFlow(null, [listing, page()])).toEqual({ flow: FLOW, flowSource: 'evidence' });
  });

  it('has no client port when pages of several attempts were shown', () => {
    const { flow } = chooseFlow(null, [page(), page({ id: 2, clientPort: 60001 })]);
    expect(flow).toEqual({ ...FLOW, client: { address: CLIENT, port: null } });
  });

  it('is the session without a reply among several', () => {
    const works = page({ client: '10.1.1.1', bytesS2c: 9000 });
    expect(chooseFlow(null, [works, page()]).flow).toEqual(FLOW);
  });

  it('is the one that both ways were looked up for', () => {
    const listing = rows({ client: '10.1.1.1', server: '10.2.2.2' }, {});
    const lookups = block('fib-lookup', [lookup(CLIENT, 'ethernet1/1'), lookup(SERVER, 'ethernet1/2')]);
    expect(chooseFlow(null, [listing, lookups]).flow).toEqual(FLOW);
  });

  it('is the one that another firewall was asked for', () => {
    const asked = block('session-all', [absent()], { observer: 'FW-B' });
    expect(chooseFlow(null, [rows({ client: '10.1.1.1' }, {}), asked]).flow).toEqual(FLOW);
  });

  it('is not guessed among sessions that are shown alike', () => {
    expect(chooseFlow(null, [rows({ client: '10.1.1.1' }, {})])).toEqual({ flow: null, flowSource: 'ambiguous' });
    expect(chooseFlow(null, [page(), page({ client: '10.1.1.1' })]).flowSource).toBe('ambiguous');
  });

  it('is not known when nothing shows a session', () => {
    const lookups = block('fib-lookup', [lookup(CLIENT, 'ethernet1/1')]);
    expect(chooseFlow(null, [lookups])).toEqual({ flow: null, flowSource: 'unknown' });
  });

  it('has its ends before translation, as the first firewall sees them', () => {
    const edge = page({ clientAfter: '203.0.113.9', clientPortAfter: 21877, serverAfter: '172.16.0.5' });
    const core = page({ client: '203.0.113.9', clientPort: 21877, server: '172.16.0.5' }, { observer: 'FW-B' });
    expect(chooseFlow(null, [core, edge]).flow).toEqual(FLOW);
  });

  it('is one with its mirror at another firewall', () => {
    const mirror = { client: SERVER, clientPort: 443, server: CLIENT, serverPort: 52144 };
    expect(chooseFlow(null, [page(), page(mirror, { observer: 'FW-B' })]).flow).toEqual(FLOW);
    expect(chooseFlow(null, [page(mirror)]).flow).toEqual(FLOW);
    const high = { client: SERVER, clientPort: 8443, server: CLIENT, serverPort: 52144 };
    const { flow } = chooseFlow(null, [page({ serverPort: 8443 }), page(high, { observer: 'FW-B' })]);
    expect(flow?.server).toEqual({ address: SERVER, port: 8443 });
  });

  it('has no ports when it is of ICMP', () => {
    const echo = block('traffic-log', [log({ protocol: 'icmp', clientPort: 7, serverPort: 1 })]);
    expect(chooseFlow(null, [echo]).flow).toEqual({
      protocol: 'icmp',
      client: { address: CLIENT, port: null },
      server: { address: SERVER, port: null },
    });
  });

  it('is named by a PBF test when nothing else shows it', () => {
    const asked = { kind: 'pbf-match', at: AT, from: 'users', source: CLIENT, destination: SERVER } as const;
    const test = block('pbf-policy-match', [{ ...asked, port: 443, protocol: 'tcp', rule: null }]);
    expect(chooseFlow(null, [test]).flow?.server).toEqual({ address: SERVER, port: 443 });
  });

  it('does not depend on the order of the evidence', () => {
    const evidence = [
      rows({ client: '10.1.1.1' }, {}),
      page(),
      page({ client: '10.1.1.1', bytesS2c: 4 }),
      page({ id: 3 }),
    ];
    const expected = chooseFlow(null, evidence);
    fc.assert(
      fc.property(fc.shuffledSubarray(evidence, { minLength: evidence.length }), (shuffled) => {
        expect(chooseFlow(null, shuffled)).toEqual(expected);
      }),
    );
  });
});
