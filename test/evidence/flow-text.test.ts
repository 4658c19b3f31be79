import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlow } from '../../src/evidence/flow-text.ts';
import type { Endpoint, Flow, Protocol } from '../../src/model/flow.ts';
import { formatFlow } from '../../src/model/flow.ts';

describe('reading a flow', () => {
  it.each([
    ['10.1.1.5:51000 > 10.2.2.10:443/tcp', '10.1.1.5:51000 > 10.2.2.10:443/tcp'],
    ['10.1.1.5:51000->10.2.2.10:443/TCP', '10.1.1.5:51000 > 10.2.2.10:443/tcp'],
    ['`10.1.1.5 → 10.2.2.10:53/udp`', '10.1.1.5 > 10.2.2.10:53/udp'],
    ['10.1.1.5:51000 &gt; 10.2.2.10:443 udp', '10.1.1.5:51000 > 10.2.2.10:443/udp'],
    ['198.51.100.23 10.50.60.10:443', '198.51.100.23 > 10.50.60.10:443/tcp'],
    ['10.1.1.5 to 10.2.2.10', '10.1.1.5 > 10.2.2.10/tcp'],
    ['10.1.1.5 > 10.2.2.10/icmp', '10.1.1.5 > 10.2.2.10/icmp'],
    ['10.1.1.5 > 10.2.2.10/47', '10.1.1.5 > 10.2.2.10/ip-47'],
    ['10.1.1.5 > 10.2.2.10/6', '10.1.1.5 > 10.2.2.10/tcp'],
    ['[2001:db8::1]:51000 > [2001:DB8:0:0::2]:443/tcp', '[2001:db8::1]:51000 > [2001:db8::2]:443/tcp'],
    ['2001:db8::1 > 2001:db8::2/icmpv6', '2001:db8::1 > 2001:db8::2/icmp6'],
  ])('takes %s for %s', (written, meant) => {
    const flow = parseFlow(written);
    expect(flow.ok && formatFlow(flow.value)).toBe(meant);
  });

  it.each([
    ['', 'the flow is empty'],
    ['10.1.1.5', 'does not name two addresses'],
    ['web1 > 10.2.2.10', '"web1" is no IP address'],
    ['10.1.1 > 10.2.2.10', '"10.1.1" is no IP address'],
    ['10.1.1.5 > 10.2.2.10:99999', '"99999" is no port'],
    ['10.1.1.5 > 10.2.2.10:', '"" is no port'],
    ['10.1.1.5 > 10.2.2.10:80/icmp', 'icmp has no ports'],
    ['10.1.1.5 > 10.2.2.10/smoke', '"smoke" is no protocol'],
    ['10.1.1.5 > 10.2.2.10/256', '"256" is no protocol'],
    ['10.1.1.5 > 10.2.2.10 443', '"443" is one word too many'],
    ['10.1.1.5 > 2001:db8::2', 'one address is IPv4 and the other IPv6'],
    ['10.1.1.5:1 > 10.1.1.5:2', 'the same address'],
    ['1'.repeat(400), 'too long'],
  ])('says what is wrong with %j', (written, why) => {
    const flow = parseFlow(written);
    expect(flow).toMatchObject({
      ok: false,
      error: { code: 'flow.unreadable', message: expect.stringContaining(why) },
    });
  });

  it('gives back every flow that was written by formatFlow', () => {
    fc.assert(
      fc.property(flows(), (flow) => {
        expect(parseFlow(formatFlow(flow))).toEqual({ ok: true, value: flow });
      }),
    );
  });
});

function flows(): fc.Arbitrary<Flow> {
  const host = fc.integer({ min: 1, max: 254 });
  const port = fc.option(fc.integer({ min: 1, max: 65_535 }));
  const protocol: fc.Arbitrary<Protocol> = fc.constantFrom('tcp', 'udp', 'icmp', 'icmp6', 'ip-47');
  return fc.tuple(protocol, fc.boolean(), host, host, port, port).map(([named, six, one, two, from, to]) => ({
    protocol: named,
    client: end(six ? `2001:db8::1:${one.toString(16)}` : `10.1.1.${one}`, named, from),
    server: end(six ? `2001:db8::2:${two.toString(16)}` : `10.2.2.${two}`, named, to),
  }));
}

function end(address: string, protocol: Protocol, port: number | null): Endpoint {
  return { address, port: protocol === 'tcp' || protocol === 'udp' ? port : null };
}
