import type { TextIcmp, TextIp } from './packet.ts';
import type { TextRecord } from './records.ts';

type About = NonNullable<TextIcmp['about']>;

/**
 * Finds the packet that an ICMP error is about. With `-v` it is quoted. Without, the line names only where that
 * packet went, and its source is the error's receiver: it is known when one conversation of the text fits, and only
 * one. Null for other packets, and when it is not known.
 */
export function quoteFinder(records: readonly TextRecord[]): (ip: TextIp) => TextIp | null {
  const senders = new Map<string, Map<string, TextIp>>();
  for (const { packet } of records) {
    const ip = innermost(packet.ip);
    if (ip === null || (ip.protocol !== 'tcp' && ip.protocol !== 'udp')) continue;
    note(ip);
    note(turned(ip));
  }
  return (outer) => {
    const ip = innermost(outer);
    if (ip === null || ip.icmp === null || ip.icmp.echoSequence !== null) return null;
    if (ip.quoted !== null) return ip.quoted;
    const { about } = ip.icmp;
    if (about === null) return null;
    const fitting = [...(senders.get(`${ip.destination} ${about.address}`)?.values() ?? [])].filter((one) =>
      fits(one, about),
    );
    const [only] = fitting;
    return fitting.length === 1 && only !== undefined ? only : null;
  };

  function note(ip: TextIp): void {
    const pair = `${ip.source} ${ip.destination}`;
    const known = senders.get(pair) ?? new Map<string, TextIp>();
    known.set(`${ip.protocol} ${ip.sourcePort} ${ip.destinationPort}`, ip);
    senders.set(pair, known);
  }
}

function fits(ip: TextIp, { protocol, port }: About): boolean {
  return (protocol === null || ip.protocol === protocol) && (port === null || ip.destinationPort === port);
}

/** The way back of a packet, with nothing but its ends. */
function turned(ip: TextIp): TextIp {
  const { source, destination, sourcePort, destinationPort } = ip;
  return { ...ip, source: destination, destination: source, sourcePort: destinationPort, destinationPort: sourcePort };
}

/** The packet inside of all tunnels that the text shows. */
export function innermost(ip: TextIp | null): TextIp | null {
  let inner = ip;
  while (inner?.tunnel?.inside != null) inner = inner.tunnel.inside;
  return inner;
}
