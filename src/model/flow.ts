/** Protocols that a case can be about; anything else is carried as its IP protocol number. */
export type Protocol = 'tcp' | 'udp' | 'icmp' | 'icmp6' | `ip-${number}`;

/** One end of a conversation. A `null` port means that it is not known or does not exist (ICMP). */
export interface Endpoint {
  readonly address: string;
  readonly port: number | null;
}

/**
 * One conversation. The client is the end that sent the first SYN (or the first packet);
 * when nobody knows which end that was, there is no Flow yet.
 */
export interface Flow {
  readonly protocol: Protocol;
  readonly client: Endpoint;
  readonly server: Endpoint;
}

/** `10.1.1.5:443`, `[2001:db8::1]:443`, or the address alone when there is no port. */
export function formatEndpoint({ address, port }: Endpoint): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** `10.1.1.5:51000 > 10.2.2.10:443/tcp`: a flow as people write it, and as one is read back. */
export function formatFlow(flow: Flow): string {
  return `${formatEndpoint(flow.client)} > ${formatEndpoint(flow.server)}/${flow.protocol}`;
}

/** `c2s` is client to server, `s2c` server to client, in the sense of the case's flow. */
export type Direction = 'c2s' | 's2c';

const BY_NUMBER: ReadonlyMap<number, Protocol> = new Map([
  [1, 'icmp'],
  [6, 'tcp'],
  [17, 'udp'],
  [58, 'icmp6'],
]);

/** The name of an IP protocol number (IANA registry); unnamed ones become `ip-N`. */
export function protocolFromNumber(number: number): Protocol {
  return BY_NUMBER.get(number) ?? `ip-${number}`;
}

/** The IP protocol number of a name, as PAN-OS commands ask for it. */
export function protocolNumber(protocol: Protocol): number {
  for (const [number, name] of BY_NUMBER) if (name === protocol) return number;
  return Number(protocol.slice('ip-'.length));
}
