import {
  addressHolds,
  allHold,
  anyHolds,
  type FirstPacket,
  type Holds,
  negated,
  portHolds,
  protocolHolds,
} from './packet.ts';

/** One kind of expression at the start of a rule's text, as nft(8) prints it. */
interface Expression {
  readonly shape: RegExp;
  readonly holds: (packet: FirstPacket, cells: Cells) => Holds;
}

type Cells = Readonly<Partial<Record<string, string>>>;

/** A single value, a list (`new,established`) or an anonymous set (`{ 22, 80-90 }`). */
const VALUE = '(?<not>!= )?(?<value>\\{ [^{}]{1,2000} \\}|"[^"]{1,64}"|[\\w.:/@,*-]{1,200})';

function values(text: string): readonly string[] {
  return text.replace(/^\{ | \}$/g, '').split(/\s*,\s*/);
}

function asked(cells: Cells, holds: (value: string) => Holds): Holds {
  return negated(anyHolds(values(cells.value ?? '').map(holds)), cells.not !== undefined);
}

const shape = (start: string): RegExp => new RegExp(`^${start} ${VALUE}(?=\\s|$)`);

const EXPRESSIONS: readonly Expression[] = [
  // The first packet of a connection is `new`; a verdict map is judged where the verdict is.
  { shape: shape('ct state'), holds: (_, cells) => asked(cells, (value) => value === 'new') },
  { shape: shape('ct direction'), holds: (_, cells) => asked(cells, (value) => value === 'original') },
  { shape: shape('(?:ip )?protocol'), holds: (packet, cells) => ofFamily(packet, 4, asked(cells, protocolIn(packet))) },
  { shape: shape('ip6 nexthdr'), holds: (packet, cells) => ofFamily(packet, 6, asked(cells, protocolIn(packet))) },
  { shape: shape('meta l4proto'), holds: (packet, cells) => asked(cells, protocolIn(packet)) },
  {
    shape: shape('meta nfproto'),
    holds: ({ family }, cells) => asked(cells, (value) => value === `ipv${family}`),
  },
  {
    shape: shape('(?<family>ip6?) (?<end>saddr|daddr)'),
    holds: (packet, cells) => {
      const names = cells.end === 'saddr' ? packet.sources : packet.destinations;
      const held = asked(cells, (value) => addressHolds(names, value));
      return ofFamily(packet, cells.family === 'ip6' ? 6 : 4, held);
    },
  },
  {
    shape: shape('(?<protocol>tcp|udp|sctp|dccp|th) (?<end>sport|dport)'),
    holds: (packet, cells) => {
      const isProtocol = cells.protocol === 'th' ? true : protocolHolds(packet, cells.protocol ?? '');
      const names = cells.end === 'sport' ? packet.sources : packet.destinations;
      return allHold([isProtocol, asked(cells, (value) => portHolds(names, value))]);
    },
  },
  {
    shape: shape('icmp (?:type|code|id)'),
    holds: (packet) => (protocolHolds(packet, 'icmp') === false ? false : null),
  },
  {
    shape: shape('icmpv6 (?:type|code|id)'),
    holds: (packet) => (protocolHolds(packet, '58') === false ? false : null),
  },
  // Packets of others never come in by the loopback interface.
  {
    shape: shape('(?:meta )?iif(?:name)?'),
    holds: (_, cells) => asked(cells, (value) => (/^"?lo"?$/.test(value) ? false : null)),
  },
  { shape: shape('(?:meta )?oif(?:name)?'), holds: () => null },
];

/** What counts, logs or explains, and chooses no packets. */
const STATEMENT =
  /^(?:counter packets \d+ bytes \d+|counter|comment "[^"]*"|# handle \d+|log(?: (?:prefix "[^"]*"|(?:level|group|snaplen|queue-threshold|flags) [\w,]+))*)(?=\s|$)/;
const VERDICT = /^(?:accept|drop|return|continue|reject(?: with [\w -]{1,60})?|(?:jump|goto) [\w-]{1,64})$/;

function ofFamily(packet: FirstPacket, family: 4 | 6, holds: Holds): Holds {
  return packet.family === family ? holds : false;
}

function protocolIn(packet: FirstPacket): (value: string) => Holds {
  return (value) => protocolHolds(packet, value);
}

/**
 * Whether a rule of `nft list ruleset` takes the first packet of a flow. Null when it asks for something that is not known
 * of the packet, or that is not understood here.
 */
export function nftTakes(text: string, packet: FirstPacket): Holds {
  const conditions: Holds[] = [];
  let rest = text.trim();
  while (rest !== '' && !VERDICT.test(rest)) {
    const statement = STATEMENT.exec(rest);
    const found = EXPRESSIONS.map((one) => ({ one, match: one.shape.exec(rest) })).find(({ match }) => match !== null);
    const length = statement?.[0].length ?? found?.match?.[0].length;
    if (length === undefined) return conditions.includes(false) ? false : null;
    if (statement === null && found !== undefined) conditions.push(found.one.holds(packet, found.match?.groups ?? {}));
    rest = rest.slice(length).trim();
  }
  return allHold(conditions);
}
