import type { NodeName } from '../../model.ts';
import { chain } from './filter.ts';
import { ends } from './people.ts';
import type { Hop, Port, Sketch } from './sketch.ts';

/** A site with two providers. IPv4: a provider gives the site addresses of its own and takes packets from no others. */
export interface TwoProviders {
  /** The end inside of the site, and the one out on the Internet. */
  readonly inner: Port;
  readonly outer: Port;
  readonly edge: NodeName;
  /** From each provider to the site's edge. */
  readonly links: readonly [Hop, Hop];
}

/** `inner` says which end of the conversation is inside. The edge's routes out are what a kind decides. */
export function twoProviders(sketch: Sketch, inner: 'client' | 'server'): TwoProviders {
  const { client, server } = ends(sketch);
  const [inside, outside] = inner === 'client' ? [client, server] : [server, client];
  const edge = sketch.node('fw1', 'firewall');
  const exchange = sketch.node('ix1', 'router');
  const site = sketch.wire(edge, inside);
  const world = sketch.wire(exchange, outside, sketch.draw.publicSubnet(4));
  sketch.leadBack('default', [site, world]);
  const provider = (name: NodeName): Hop => {
    sketch.node(name, 'router');
    const up = sketch.wire(exchange, name);
    const link = sketch.wire(name, edge, sketch.draw.publicSubnet(4));
    sketch.leadBack('default', [up]);
    sketch.lead(link.net.prefix, [up]);
    const foreign = `iifname "${link.near.interface}" ip saddr != ${link.net.prefix} counter drop`;
    // BCP 38: what a customer sends has to bear the customer's addresses.
    sketch.run(name, chain('ip', 'ingress', 'forward', 'type filter hook forward priority filter', foreign));
    return link;
  };
  const links = [provider('isp1'), provider('isp2')] as const;
  return { inner: site.far, outer: world.far, edge, links };
}
