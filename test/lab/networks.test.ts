import { describe, expect, it } from 'vitest';
import { drawOf } from '../../lab/draw.ts';
import { NETWORKS } from '../../lab/networks/index.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('the kinds of networks', () => {
  it('have names of their own', () => {
    expect(new Set(NETWORKS.map(({ id }) => id)).size).toBe(NETWORKS.length);
  });

  it.each(NETWORKS)('$id is the same plan for the same draws', ({ build }) => {
    for (const seed of SEEDS) expect(build(drawOf(seed))).toEqual(build(drawOf(seed)));
  });

  it.each(NETWORKS)('$id speaks only of nodes and interfaces that it has', ({ build }) => {
    for (const seed of SEEDS) {
      const { nodes, links, traffic, captures, asks } = build(drawOf(seed));
      const plugged = new Set(links.flatMap(({ a, b }) => [a, b]).map((end) => `${end.node} ${end.interface}`));
      const captured = captures.map((one) => `${one.node} ${one.interface}`);
      expect(captured.filter((one) => !plugged.has(one))).toEqual([]);
      const spoken = [
        ...asks.map(({ node }) => node),
        ...traffic.servers.map(({ node }) => node),
        ...[...traffic.before, ...traffic.after].map(({ from }) => from),
        ...links.flatMap(({ a, b }) => [a.node, b.node]),
      ];
      const names = nodes.map(({ name }) => name);
      expect(spoken.filter((node) => !names.includes(node))).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(NETWORKS)('$id is drawn in more than one way', ({ build }) => {
    expect(new Set(SEEDS.map((seed) => JSON.stringify(build(drawOf(seed))))).size).toBe(SEEDS.length);
  });

  it.each(NETWORKS)('$id sends and captures the conversation that is complained about', ({ build }) => {
    for (const seed of SEEDS) {
      const { flow, traffic, captures } = build(drawOf(seed));
      const sent = [...traffic.before, ...traffic.after].filter(
        (one) => one.kind !== 'ping' && one.to === flow.server && one.port === flow.port,
      );
      expect(sent.length).toBeGreaterThan(0);
      expect(captures.length).toBeGreaterThan(1);
    }
  });
});
