import type { NetworkKind } from '../model.ts';
import { askBothWays, askCounters, askHost, askSockets } from './parts/evidence.ts';
import { chain } from './parts/filter.ts';
import { ends } from './parts/people.ts';
import { flowOf, Sketch } from './parts/sketch.ts';
import { complain, ping } from './parts/talk.ts';

/**
 * Another interface answers ARP for the address that the client asks. What then comes in there is dropped: by the host's own
 * rules for that interface, or by a network that hands an interface only what is addressed to it.
 */
export const arpFlux: NetworkKind = {
  id: 'arp-flux',
  title: 'The wrong interface answers ARP',
  build(draw) {
    const sketch = new Sketch(draw, 4);
    const { client, server } = ends(sketch);
    const lan = sketch.node('lan1', 'switch');
    const net = draw.subnet(4);
    const pc = sketch.join(client, lan, net, 12, draw.mac());
    // A switch floods to the port that was plugged in last first: that interface answers before the right one does.
    const second = sketch.join(server, lan, net, draw.int(6, 11), draw.mac());
    const first = sketch.join(server, lan, net, draw.int(2, 5), draw.mac());
    const tables = [draw.int(100, 150), draw.int(151, 200)];
    for (const [index, port] of [first, second].entries()) {
      sketch.run(
        server,
        `ip route add ${net.prefix} dev ${port.interface} src ${port.address} table ${tables[index]}`,
        `ip rule add from ${port.address} lookup ${tables[index]} priority ${1000 + index}`,
      );
    }
    const byHost = draw.chance(0.5);
    sketch.note(byHost ? 'host rules' : 'network drops');
    if (byHost) {
      const rules = `iifname "${first.interface}" ct state new tcp dport != 22 counter drop`;
      const all = `ct state established,related accept; ${rules}`;
      sketch.run(server, chain('inet', 'filter', 'input', 'type filter hook input priority filter', all));
      sketch.ask(server, ['nft list ruleset'], ['before', 'after']);
    } else {
      const rule = `oifname "${first.port}" ether type ip ip daddr != ${first.address} drop`;
      sketch.run(lan, chain('bridge', 'guard', 'forward', 'type filter hook forward priority filter', rule));
    }
    const drawn = flowOf(sketch, pc.address, second.address);
    const flow = drawn.port === 22 ? { ...drawn, port: 443 } : drawn;
    complain(sketch, flow, { client, server });
    ping(sketch, client, second.address);
    sketch.capture(server, first.interface, second.interface);
    sketch.capture(client, pc.interface);
    sketch.ask(client, ['ip addr', 'ip neigh'], ['during', 'after']);
    askHost(sketch, server, second.address, pc.address);
    askCounters(sketch, server);
    askSockets(sketch, client, flow);
    askBothWays(sketch, flow, client, second);
    return sketch.plan({
      truth: {
        cause: 'arp-flux',
        asymmetric: true,
        where: `${server}: ${first.interface} answers ARP for ${second.address}`,
      },
      flow,
      symptoms: draw.pick([['tcp-fails', 'intermittent'], ['some-users', 'tcp-fails'], ['tcp-fails']]),
    });
  },
};
