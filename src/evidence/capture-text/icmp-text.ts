import type { TextIcmp } from './packet.ts';

type Kind = Pick<TextIcmp, 'type' | 'code'>;

/** How tcpdump names the errors of ICMP (print-icmp.c), with their type and code; X stands for an address. */
const ERRORS: readonly (readonly [RegExp, Kind])[] = [
  [/^net X unreachable$/, { type: 3, code: 0 }],
  [/^host X unreachable$/, { type: 3, code: 1 }],
  [/^X protocol \S+ unreachable$/, { type: 3, code: 2 }],
  [/^X \S+ port \S+ unreachable$/, { type: 3, code: 3 }],
  [/^X unreachable - need to frag(?: \(mtu \d+\))?$/, { type: 3, code: 4 }],
  [/^X unreachable - source route failed$/, { type: 3, code: 5 }],
  [/^net X unreachable - unknown$/, { type: 3, code: 6 }],
  [/^host X unreachable - unknown$/, { type: 3, code: 7 }],
  [/^X unreachable - source host isolated$/, { type: 3, code: 8 }],
  [/^net X unreachable - admin prohibited$/, { type: 3, code: 9 }],
  [/^host X unreachable - admin prohibited$/, { type: 3, code: 10 }],
  [/^net X unreachable - tos prohibited$/, { type: 3, code: 11 }],
  [/^host X unreachable - tos prohibited$/, { type: 3, code: 12 }],
  [/^host X unreachable - admin prohibited filter$/, { type: 3, code: 13 }],
  [/^host X unreachable - host precedence violation$/, { type: 3, code: 14 }],
  [/^host X unreachable - precedence cutoff$/, { type: 3, code: 15 }],
  [/^redirect X to net X$/, { type: 5, code: 0 }],
  [/^redirect X to host X$/, { type: 5, code: 1 }],
  [/^redirect-tos X to net X$/, { type: 5, code: 2 }],
  [/^redirect-tos X to host X$/, { type: 5, code: 3 }],
  [/^time exceeded in-transit$/, { type: 11, code: 0 }],
  [/^ip reassembly time exceeded$/, { type: 11, code: 1 }],
  [/^parameter problem - .{1,60}$/, { type: 12, code: 0 }],
  [/^source quench$/, { type: 4, code: 0 }],
];

/** The same for ICMPv6 (print-icmp6.c). */
const ERRORS_6: readonly (readonly [RegExp, Kind])[] = [
  [/^destination unreachable, unreachable route X$/, { type: 1, code: 0 }],
  [/^destination unreachable, unreachable prohibited X$/, { type: 1, code: 1 }],
  [/^destination unreachable, beyond scope X, source address X$/, { type: 1, code: 2 }],
  [/^destination unreachable, unreachable address X$/, { type: 1, code: 3 }],
  [/^destination unreachable, unreachable port, X \S+ port \S+$/, { type: 1, code: 4 }],
  [/^packet too big, mtu \d+$/, { type: 2, code: 0 }],
  [/^time exceeded in-transit for X$/, { type: 3, code: 0 }],
  [/^time exceeded in-reassembly for X$/, { type: 3, code: 1 }],
  [/^parameter problem.{0,60}$/, { type: 4, code: 0 }],
];

/** Messages that belong to the link and not to a conversation. */
const OTHERS: readonly (readonly [RegExp, Kind])[] = [
  [/^router solicitation\b/, { type: 133, code: 0 }],
  [/^router advertisement\b/, { type: 134, code: 0 }],
  [/^neighbor solicitation\b/, { type: 135, code: 0 }],
  [/^neighbor advertisement\b/, { type: 136, code: 0 }],
  [/^redirect\b/, { type: 137, code: 0 }],
  [/^multicast listener report v2\b/, { type: 143, code: 0 }],
  [/^multicast listener query\b/, { type: 130, code: 0 }],
  [/^multicast listener report\b/, { type: 131, code: 0 }],
  [/^multicast listener done\b/, { type: 132, code: 0 }],
];

const ECHO = /^echo (?<way>request|reply), (?:id (?<id>\d+), )?seq (?<seq>\d+)$/;
const ADDRESS = /(?<=^| )(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f.]{0,15}){2,8})(?=$|[ ,])/gi;
const LENGTH = /, length \d+(?::.*)?$/;

/** Reads `ICMP …` or `ICMP6, …` as tcpdump prints it; null for messages that are not known. */
export function readIcmp(text: string): TextIcmp | null {
  const six = /^ICMP6, +/.exec(text);
  const head = six ?? /^(?:ICMP|icmp:) +/i.exec(text);
  if (head === null) return null;
  const body = text.slice(head[0].length).replace(LENGTH, '').replace(/ {2,}/g, ' ').trim();
  const echo = ECHO.exec(body)?.groups;
  if (echo !== undefined) return echoOf(six !== null, echo);
  const shape = body.replace(ADDRESS, 'X');
  const catalogue = six === null ? ERRORS : [...ERRORS_6, ...OTHERS];
  const kind = catalogue.find(([pattern]) => pattern.test(shape))?.[1];
  if (kind === undefined) return null;
  const mtu = /\bmtu (\d+)/.exec(body)?.[1];
  return {
    ...kind,
    echoId: null,
    echoSequence: null,
    nextHopMtu: mtu === undefined ? null : Number(mtu),
    gateway: /^redirect\S* .* to (?:net|host) (\S+)$/.exec(body)?.[1] ?? null,
    about: aboutOf(body),
  };
}

/** The first address of an error is where the packet went that it is about; a port unreachable names its port too. */
function aboutOf(body: string): TextIcmp['about'] {
  const address = body.match(ADDRESS)?.[0];
  if (address === undefined) return null;
  const named = / (?<protocol>tcp|udp) port (?<port>\d{1,5})\b/.exec(body)?.groups;
  const protocol = named?.protocol === 'tcp' || named?.protocol === 'udp' ? named.protocol : null;
  return { address: address.toLowerCase(), protocol, port: named === undefined ? null : Number(named.port) };
}

function echoOf(six: boolean, { way, id, seq }: Readonly<Partial<Record<string, string>>>): TextIcmp {
  const request = way === 'request';
  const type = six ? (request ? 128 : 129) : request ? 8 : 0;
  const echoId = id === undefined ? null : Number(id);
  return { type, code: 0, echoId, echoSequence: Number(seq), nextHopMtu: null, gateway: null, about: null };
}
