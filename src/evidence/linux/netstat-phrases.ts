/**
 * Sentences of `netstat -s` (net-tools, statistics.c) with the names that nstat has for the same counters.
 * Counters that it has no sentence for it prints by their own names, such as `IPReversePathFilter: 5`.
 */
const PHRASES: readonly (readonly [section: string, sentence: RegExp, name: string])[] = [
  ['Ip', /^(\d+) total packets received$/, 'IpInReceives'],
  ['Ip', /^(\d+) with invalid addresses$/, 'IpInAddrErrors'],
  ['Ip', /^(\d+) forwarded$/, 'IpForwDatagrams'],
  ['Ip', /^(\d+) incoming packets discarded$/, 'IpInDiscards'],
  ['Ip', /^(\d+) incoming packets delivered$/, 'IpInDelivers'],
  ['Ip', /^(\d+) requests sent out$/, 'IpOutRequests'],
  ['Ip', /^(\d+) outgoing packets dropped$/, 'IpOutDiscards'],
  ['Ip', /^(\d+) dropped because of missing route$/, 'IpOutNoRoutes'],
  ['Tcp', /^(\d+) active connections? openings?$/, 'TcpActiveOpens'],
  ['Tcp', /^(\d+) passive connection openings?$/, 'TcpPassiveOpens'],
  ['Tcp', /^(\d+) failed connection attempts?$/, 'TcpAttemptFails'],
  ['Tcp', /^(\d+) connection resets? received$/, 'TcpEstabResets'],
  ['Tcp', /^(\d+) segments? received$/, 'TcpInSegs'],
  ['Tcp', /^(\d+) segments? sent out$/, 'TcpOutSegs'],
  ['Tcp', /^(\d+) segments? retransmitt?ed$/, 'TcpRetransSegs'],
  ['Tcp', /^(\d+) bad segments? received\.?$/, 'TcpInErrs'],
  ['Tcp', /^(\d+) resets? sent$/, 'TcpOutRsts'],
  ['TcpExt', /^(\d+) times the listen queue of a socket overflowed$/, 'TcpExtListenOverflows'],
  ['TcpExt', /^(\d+) SYNs to LISTEN sockets dropped$/, 'TcpExtListenDrops'],
  ['TcpExt', /^(\d+) resets received for embryonic SYN_RECV sockets$/, 'TcpExtEmbryonicRsts'],
  ['TcpExt', /^(\d+) passive connections rejected because of time ?stamp$/, 'TcpExtPAWSPassive'],
  ['TcpExt', /^(\d+) active connections rejected because of time ?stamp$/, 'TcpExtPAWSActive'],
  ['TcpExt', /^(\d+) packete?s rejected in established connections because of timestamp$/, 'TcpExtPAWSEstab'],
  ['TcpExt', /^(\d+) other TCP timeouts$/, 'TcpExtTCPTimeouts'],
  ['TcpExt', /^(\d+) fast retransmits$/, 'TcpExtTCPFastRetrans'],
];

const OWN_NAME = /^(\w{1,60}): (\d{1,16})$/;

/** The counter of a line of a section (`TcpExt`), under nstat's name; null for a sentence that has none here. */
export function counterOfPhrase(
  section: string,
  text: string,
): { readonly name: string; readonly value: number } | null {
  const own = OWN_NAME.exec(text);
  if (own !== null) return { name: `${section}${own[1] ?? ''}`, value: Number(own[2]) };
  for (const [of, sentence, name] of PHRASES) {
    const value = of === section ? sentence.exec(text)?.[1] : undefined;
    if (value !== undefined) return { name, value: Number(value) };
  }
  return null;
}
