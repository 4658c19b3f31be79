import type { TextIcmp, TextIp } from './packet.ts';
import type { TextRecord } from './records.ts';

type About = NonNullable<TextIcmp['about']>;

/**
 * Finds the packet that an ICMP error is about. With `-v` it is quoted. Without, the line names only where that
 * packet went, and its source is the error's receiver: it is known when one conversation of the text fits, and only
 * one. Of several, any will do for an error that speaks of the address and of no port (RFC 792, net and host
 * unreachable; RFC 4443, no route and address unreachable): it holds for all of them. Null for other packets, and when
 * it is not known.
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
    return only !== undefined && (fitting.length === 1 || isOfAddress(ip.protocol, ip.icmp)) ? only : null;
  };

  function note(ip: TextIp): void {
    const pair = `${ip.source} ${ip.destination}`;
    const known = senders.get(pair) ?? new Map<string, TextIp>();
    known.set(`${ip.protocol} ${ip.sourcePort} ${ip.destinationPort}`, ip);
    senders.set(pair, known);
  }
}

const OF_ADDRESS = { icmp: { type: 3, codes: [0, 1] }, icmp6: { type: 1, codes: [0, 3] } } as const;

function isOfAddress(protocol: TextIp['protocol'], { type, code }: TextIcmp): boolean {
  if (protocol !== 'icmp' && protocol !== 'icmp6') return false;
  const { type: wanted, codes } = OF_ADDRESS[protocol];
  return type === wanted && codes.some((one) => one === code);
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
