import { describe, expect, it } from 'vitest';
import { groundBatch, nodeScript } from '../../../lab/ground/plan-text.ts';
import type { LinkPlan, NodePlan } from '../../../lab/model.ts';

const NODES: readonly NodePlan[] = [
  { name: 'pc1', role: 'client', setup: ['ip addr add 10.1.1.1/24 dev eth0'] },
  { name: 'sw1', role: 'switch', setup: [] },
  { name: 'r1', role: 'router', setup: [] },
];
const LINKS: readonly LinkPlan[] = [
  { a: { node: 'pc1', interface: 'eth0', mac: '52:54:01:02:03:04' }, b: { node: 'sw1', interface: 'port0' } },
  { a: { node: 'r1', interface: 'eth0' }, b: { node: 'sw1', interface: 'port1' } },
];

function scriptOf(name: string): string {
  const node = NODES.find((one) => one.name === name);
  return node === undefined ? '' : nodeScript(node, LINKS);
}

describe('an incident as text for its kernel', () => {
  it('is one batch of namespaces and links, no two interfaces with one number', () => {
    expect(groundBatch({ nodes: NODES, links: LINKS }, (node) => `rtl-9-1-${node}`)).toBe(
      [
        'netns add rtl-9-1-pc1',
        'netns add rtl-9-1-sw1',
        'netns add rtl-9-1-r1',
        'link add eth0 index 2 address 52:54:01:02:03:04 netns rtl-9-1-pc1 type veth peer name port0 index 3 netns rtl-9-1-sw1',
        'link add eth0 index 4 netns rtl-9-1-r1 type veth peer name port1 index 5 netns rtl-9-1-sw1',
        '',
      ].join('\n'),
    );
  });

  it('makes the ports of a switch those of a bridge', () => {
    expect(scriptOf('sw1')).toMatch(
      /link add br0 type bridge\n.*\nlink set port0 master br0\nlink set port1 master br0/,
    );
    expect(scriptOf('pc1')).not.toContain('bridge');
  });

  it('lets routers forward, and no host', () => {
    expect(scriptOf('r1')).toContain('echo 1 >ipv4/ip_forward');
    expect(scriptOf('pc1')).not.toContain('ip_forward');
  });

  it('runs a node’s own lines once its links are up', () => {
    const script = scriptOf('pc1');
    expect(script.indexOf('link set eth0 up')).toBeGreaterThan(0);
    expect(script.indexOf('addr add 10.1.1.1/24')).toBeGreaterThan(script.indexOf('link set eth0 up'));
  });

  it('puts a VLAN on top of the card at both ends, before anything is set for it', () => {
    const tagged: readonly LinkPlan[] = [
      { a: { node: 'pc1', interface: 'eth0.112' }, b: { node: 'r1', interface: 'eth0.112' }, vlan: 112 },
      { a: { node: 'r1', interface: 'eth1' }, b: { node: 'sw1', interface: 'port0' } },
    ];
    expect(groundBatch({ nodes: [], links: tagged }, (node) => node).split('\n')).toEqual([
      'link add eth0 index 2 netns pc1 type veth peer name eth0 index 3 netns r1',
      'link add eth1 index 4 netns r1 type veth peer name port0 index 5 netns sw1',
      '',
    ]);
    const lines = nodeScript({ name: 'r1', role: 'router', setup: [] }, tagged).split('\n');
    const at = (line: string): number => lines.indexOf(line);
    expect(at('ip link add link eth0 name eth0.112 type vlan id 112')).toBe(1);
    expect(at('for one in all default eth0 eth1 eth0.112; do')).toBeGreaterThan(1);
    expect(at('link set eth0 up')).toBeGreaterThan(1);
    expect(at('link set eth0.112 up')).toBeGreaterThan(at('link set eth0 up'));
    expect(nodeScript({ name: 'sw1', role: 'switch', setup: [] }, tagged)).not.toContain('vlan');
  });
});
