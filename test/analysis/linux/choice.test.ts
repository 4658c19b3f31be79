import { describe, expect, it } from 'vitest';
import { choose } from '../../../src/analysis/linux/choice.ts';
import type { Kernel, KernelRoute, KernelRule, Packet } from '../../../src/analysis/linux/kernel.ts';
import { outgoing } from '../../../src/analysis/linux/outgoing.ts';
import { ruleText } from '../../../src/analysis/linux/rule-text.ts';

const RULE: KernelRule = {
  priority: 100,
  inverted: false,
  from: null,
  to: null,
  iif: null,
  oif: null,
  mark: null,
  tos: null,
  dscp: null,
  protocol: null,
  sourcePorts: null,
  destinationPorts: null,
  users: null,
  action: { kind: 'table', table: 'main' },
  suppressPrefixLength: null,
  beyond: false,
  at: null,
};
const ROUTE: KernelRoute = {
  type: 'unicast',
  prefix: '0.0.0.0/0',
  tos: 0,
  metric: 0,
  scope: 0,
  source: null,
  nextHops: [{ gateway: '192.0.2.1', device: 'eth0', dead: false, linkdown: false }],
  automatic: false,
  at: null,
};
const PACKET: Packet = {
  source: '192.0.2.10',
  destination: '198.51.100.7',
  iif: 'lo',
  oif: null,
  mark: null,
  tos: 0,
  protocol: 6,
  sourcePort: 443,
  destinationPort: null,
  user: null,
};

function host(rules: readonly KernelRule[], tables: Readonly<Record<string, readonly KernelRoute[]>>): Kernel {
  return {
    family: 4,
    rules,
    rulesTouched: true,
    tables: new Map(Object.entries(tables)),
    allTables: false,
    allInterfaces: false,
    interfaces: null,
    setting: () => null,
  };
}

const other: KernelRoute = {
  ...ROUTE,
  nextHops: [{ gateway: '203.0.113.1', device: 'eth1', dead: false, linkdown: false }],
};

describe('the choice of a route', () => {
  it('is one of several while a selector hangs on something unknown', () => {
    const marked: KernelRule = { ...RULE, mark: { value: 1, mask: 1 }, action: { kind: 'table', table: '7' } };
    const kernel = host([marked, { ...RULE, priority: 200 }], { main: [ROUTE], '7': [other] });
    expect(choose(kernel, PACKET).map((choice) => choice.kind === 'route' && choice.table)).toEqual(['7', 'main']);
    expect(choose(kernel, { ...PACKET, mark: 0 })).toHaveLength(1);
  });

  it('does not depend on an unknown when a rule before it decides', () => {
    const late: KernelRule = {
      ...RULE,
      priority: 300,
      destinationPorts: { from: 80, to: 80 },
      action: { kind: 'nop' },
    };
    expect(choose(host([RULE, late], { main: [ROUTE] }), PACKET)).toHaveLength(1);
  });

  it('names the table that is missing', () => {
    const [choice] = choose(host([{ ...RULE, action: { kind: 'table', table: '42' } }], { main: [ROUTE] }), PACKET);
    expect(choice).toEqual({ kind: 'missing', what: 'the routing table 42 is not shown' });
  });

  it('goes on after a goto that leads nowhere, and never back', () => {
    const lost: KernelRule = { ...RULE, priority: 10, action: { kind: 'goto', target: 5 } };
    const [choice] = choose(host([lost, RULE], { main: [ROUTE] }), PACKET);
    expect(choice).toMatchObject({ kind: 'route', table: 'main' });
  });

  it('takes the table of the VRF that a packet is bound to', () => {
    const vrf: KernelRule = { ...RULE, priority: 10, action: { kind: 'l3mdev' } };
    const kernel: Kernel = {
      ...host([vrf, RULE], { main: [ROUTE], '10': [other] }),
      interfaces: [
        { name: 'eth1', addresses: [], master: 'blue', vrfTable: null },
        { name: 'blue', addresses: [], master: null, vrfTable: '10' },
      ],
    };
    expect(choose(kernel, { ...PACKET, iif: 'eth1' })).toMatchObject([{ kind: 'route', table: '10' }]);
    expect(choose(kernel, PACKET)).toMatchObject([{ kind: 'route', table: 'main' }]);
  });

  it('has several exits over a multipath route', () => {
    const both: KernelRoute = { ...ROUTE, nextHops: [...ROUTE.nextHops, ...other.nextHops] };
    const [fate] = outgoing(host([RULE], { main: [both] }), PACKET);
    expect(fate?.kind === 'leaves' && fate.exits.map(({ device }) => device)).toEqual(['eth0', 'eth1']);
  });
});

describe('a rule in words', () => {
  it('is spelled as "ip rule" prints it', () => {
    const rule: KernelRule = {
      ...RULE,
      inverted: true,
      from: '10.0.0.0/8',
      iif: 'eth0',
      mark: { value: 16, mask: 255 },
      destinationPorts: { from: 80, to: 90 },
      suppressPrefixLength: 0,
    };
    expect(ruleText(rule)).toBe(
      '100: not from 10.0.0.0/8 iif eth0 fwmark 0x10/0xff dport 80-90 lookup main suppress_prefixlength 0',
    );
  });
});

describe('an interface that the list of all of them lacks', () => {
  const named = (allInterfaces: boolean, ...names: readonly string[]): Kernel => ({
    ...host([RULE], { main: [ROUTE] }),
    allInterfaces,
    interfaces: names.map((name) => ({ name, addresses: [], master: null, vrfTable: null })),
  });

  it('shows that a listing was cut: where the route leads cannot be told', () => {
    expect(outgoing(named(true, 'lo', 'eth1'), PACKET)).toEqual([
      { kind: 'missing', what: 'the interfaces were listed without eth0' },
    ]);
  });

  it('is there when it was listed, and may be when only those with an address of one family were', () => {
    for (const kernel of [
      named(true, 'lo', 'eth0'),
      named(false, 'lo', 'eth1'),
      { ...named(true), interfaces: null },
    ]) {
      expect(outgoing(kernel, PACKET).map(({ kind }) => kind)).toEqual(['leaves']);
    }
  });
});
