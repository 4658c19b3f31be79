import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../../lab/ground/plan-text.ts';
import type { Incident, NetworkKind } from '../../lab/model.ts';
import { NETWORKS } from '../../lab/networks/index.ts';
import { LEFT_OUT } from '../../lab/networks/parts/sketch.ts';
import { planned, plannedOne } from '../../lab/plan.ts';

/** Twenty of each kind: enough for every branch of a draw. */
const OF_EACH = 20;

function incidentsOf(kind: NetworkKind): readonly Incident[] {
  return Array.from({ length: OF_EACH }, (_, nth) => plannedOne(kind, 7, nth + 1));
}

describe('a run of the lab', () => {
  it('makes the same incidents with the same seed, and others with another', () => {
    expect(planned(NETWORKS, 7, 60)).toEqual(planned(NETWORKS, 7, 60));
    const plans = planned(NETWORKS, 7, 60).map(({ id: _, ...plan }) => JSON.stringify(plan));
    expect(new Set(plans).size).toBe(60);
    expect(planned(NETWORKS, 8, 60).map(({ flow }) => flow)).not.toEqual(
      planned(NETWORKS, 7, 60).map(({ flow }) => flow),
    );
  });

  it('leaves an incident what it is when more are asked for', () => {
    expect(planned(NETWORKS, 7, 200).slice(0, 30)).toEqual(planned(NETWORKS, 7, 30));
  });

  it('has kinds with different names', () => {
    expect(new Set(NETWORKS.map(({ id }) => id)).size).toBe(NETWORKS.length);
  });
});

describe.each(NETWORKS.map((kind) => [kind.id, kind] as const))('the plan of %s', (_, kind) => {
  it('speaks of nodes and interfaces that it has', () => {
    for (const { nodes, links, captures, asks, traffic } of incidentsOf(kind)) {
      const names = nodes.map(({ name }) => name);
      const talked = [...traffic.before, ...traffic.after].map(({ from }) => from);
      const used = [...asks, ...captures, ...traffic.servers, ...traffic.change].map(({ node }) => node);
      const tied = links.flatMap(({ a, b }) => [a.node, b.node]);
      expect([...talked, ...used, ...tied].filter((name) => !names.includes(name))).toEqual([]);
      const unknown = captures.filter((one) => !interfacesOf(links, one.node).includes(one.interface));
      expect(unknown.filter((one) => !['any', 'br0'].includes(one.interface))).toEqual([]);
    }
  });

  it('names its nodes and interfaces as Linux can, each once', () => {
    for (const { nodes, links } of incidentsOf(kind)) {
      const names = nodes.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
      const ends = links.flatMap(({ a, b }) => [a, b]);
      expect(new Set(ends.map((one) => `${one.node} ${one.interface}`)).size).toBe(ends.length);
      expect(ends.filter((one) => one.interface.length > 15)).toEqual([]);
    }
  });

  it('sends what is complained about', () => {
    for (const { flow, traffic } of incidentsOf(kind)) {
      const sent = [...traffic.before, ...traffic.after].some(
        (one) => one.kind !== 'ping' && one.to === flow.server && one.port === flow.port,
      );
      expect(sent).toBe(true);
    }
  });

  it('is the same with VLANs and without, but for the tags', () => {
    for (const nth of Array.from({ length: OF_EACH }, (_, index) => index + 1)) {
      const [tagged, plain] = [true, false].map((vlans) => plannedOne(kind, 7, nth, { vlans }));
      expect(tagged?.drawn.some((word) => word.endsWith(LEFT_OUT))).toBe(false);
      expect(plain?.links.some(({ vlan }) => vlan !== undefined)).toBe(false);
      const left = Number(/(\d+) vlans left out/.exec(plain?.drawn.join() ?? '')?.[1] ?? 0);
      expect(tagged?.links.filter(({ vlan }) => vlan !== undefined)).toHaveLength(left);
      expect(untagged(tagged)).toEqual(untagged(plain));
    }
  });
});

/** An incident as text, its VLANs taken off. */
function untagged(incident: Incident | undefined): string {
  const drawn = incident?.drawn.filter((word) => !word.includes('vlan'));
  return JSON.stringify({ ...incident, drawn })
    .replace(/,"vlan":\d+/g, '')
    .replace(/(eth\d+)\.\d+/g, '$1');
}
