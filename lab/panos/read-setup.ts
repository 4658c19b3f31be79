/** What the shell lines of a node say, in words that have nothing to do with Linux. */
export interface Setup {
  readonly addresses: { readonly device: string; readonly address: string }[];
  readonly routes: { readonly prefix: string; readonly via: string; readonly metric: number }[];
  /** The next hops of routing tables that marked packets are looked up in, by table. */
  readonly tables: Map<string, string>;
  /** Which table a mark leads to. */
  readonly marks: Map<string, string>;
  /** Packets to the prefix are marked by turns. */
  readonly spreads: string[];
  readonly steers: { readonly prefix: string; readonly port: number; readonly mark: string }[];
  /** What is permitted or denied, the first that takes a packet; `ports` null: any. */
  readonly rules: { readonly ports: readonly [number, number] | null; readonly denies: boolean }[];
  /** Sources are translated to an address, or to that of the interface that they leave by; `device` null: by any. */
  readonly hides: { readonly device: string | null; readonly address: string | null }[];
  readonly publishes: { readonly destination: string; readonly port: number; readonly to: string }[];
  /** Ports of a host that are silent or refuse whatever listens there. */
  readonly denies: { readonly port: number; readonly refuses: boolean }[];
}

type Words = Readonly<Record<string, string | undefined>>;
type Reader = readonly [pattern: RegExp, read: (setup: Setup, words: Words) => void];

const IP = String.raw`[\d.]+(?:/\d+)?`;
const DEFAULT_METRIC = 10;
const readers: readonly Reader[] = [
  [
    new RegExp(`^ip addr add (?<address>${IP}) dev (?<device>\\S+)$`),
    ({ addresses }, { address = '', device = '' }) => addresses.push({ address, device }),
  ],
  [
    new RegExp(`^ip route (?:add|replace) (?<prefix>default|${IP}) via (?<via>${IP})(?: metric (?<metric>\\d+))?$`),
    ({ routes }, { prefix = '', via = '', metric }) =>
      routes.push({ prefix: prefixOf(prefix), via, metric: metric === undefined ? DEFAULT_METRIC : Number(metric) }),
  ],
  [
    new RegExp(`^ip route add \\S+ via (?<via>${IP}) table (?<table>\\d+)$`),
    ({ tables }, { via = '', table = '' }) => tables.set(table, via),
  ],
  [
    // Shares as far apart as the kernel takes them: a flow has the heavier one.
    /^ip route add (?<prefix>\S+) nexthop via (?<one>\S+) weight (?<first>\d+) nexthop via (?<other>\S+) weight (?<second>\d+)$/,
    ({ routes }, { prefix = '', one = '', other = '', first, second }) =>
      routes.push({ prefix, via: Number(first) > Number(second) ? one : other, metric: DEFAULT_METRIC }),
  ],
  [
    /^ip rule add fwmark (?<mark>\d+) lookup (?<table>\d+) priority \d+$/,
    ({ marks }, { mark = '', table = '' }) => marks.set(mark, table),
  ],
  [
    /^nft .* ip daddr (?<prefix>\S+) meta mark set numgen inc mod 2;/,
    ({ spreads }, { prefix = '' }) => spreads.push(prefix),
  ],
  [
    /^nft .* ip daddr (?<prefix>\S+) tcp dport (?<port>\d+) meta mark set (?<mark>\d+);/,
    ({ steers }, { prefix = '', port, mark = '' }) => steers.push({ prefix, port: Number(port), mark }),
  ],
  [
    /^nft .* hook forward .*policy drop; (?<body>.*?); \}; \}'$/,
    ({ rules }, { body = '' }) => rules.push(...body.split('; ').flatMap(ruleOf)),
  ],
  [
    /^nft .* ip daddr (?<destination>\S+) tcp dport (?<port>\d+) counter dnat to (?<to>[\d.]+)/,
    ({ publishes }, { destination = '', port, to = '' }) => publishes.push({ destination, port: Number(port), to }),
  ],
  [/^nft .* oifname "[^"]+" (?:masquerade|snat to )/, () => {}],
  [/^nft .* ip daddr \S+ tcp dport \d+ counter masquerade/, ({ hides }) => hides.push({ device: null, address: null })],
  [
    /^nft .*chain (?:input|prerouting) .*tcp dport (?<port>\d+) (?:counter )?(?<verdict>drop|reject with tcp reset);/,
    ({ denies }, { port, verdict }) => denies.push({ port: Number(port), refuses: verdict !== 'drop' }),
  ],
];
const HIDING = /oifname "(?<device>[^"]+)" (?:masquerade|snat to (?<address>[\d.]+))/g;
/** Providers drop foreign sources; the firewall before them lets none out. Settings of a Linux kernel have no place here. */
const NOTHING_HERE = /^(?:sysctl -qw \S+|ip link set \S+ gso_max_segs 1|nft 'table ip ingress .*)$/;

/** Reads a node's lines. A string is a line that has no meaning here. */
export function readSetup(lines: readonly string[]): Setup | string {
  const setup: Setup = {
    addresses: [],
    routes: [],
    tables: new Map(),
    marks: new Map(),
    spreads: [],
    steers: [],
    rules: [],
    hides: [],
    publishes: [],
    denies: [],
  };
  for (const line of lines) {
    if (NOTHING_HERE.test(line)) continue;
    const found = readers.find(([pattern]) => pattern.test(line));
    if (found === undefined) return line;
    found[1](setup, found[0].exec(line)?.groups ?? {});
    for (const { groups } of line.matchAll(HIDING)) {
      setup.hides.push({ device: groups?.device ?? null, address: groups?.address ?? null });
    }
  }
  return setup;
}

function prefixOf(prefix: string): string {
  return prefix === 'default' ? '0.0.0.0/0' : prefix;
}

const PORTS = /^tcp dport (?<first>\d+)(?:-(?<last>\d+))? (?:ct state new )?counter (?<verdict>accept|drop|reject)/;
const NEW = /^(?:meta l4proto \{[^}]*\btcp\b[^}]*\} )?ct state new counter accept$/;

/** A statement of a chain. What is known is let through without a rule; a drop at the end is the default rule's. */
function ruleOf(statement: string): Setup['rules'] {
  const { first, last, verdict } = PORTS.exec(statement)?.groups ?? {};
  if (first !== undefined) {
    return [{ ports: [Number(first), Number(last ?? first)], denies: verdict !== 'accept' }];
  }
  if (NEW.test(statement)) return [{ ports: null, denies: false }];
  return statement.startsWith('counter reject') ? [{ ports: null, denies: true }] : [];
}
