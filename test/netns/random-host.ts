import fc from 'fast-check';

/** A question of `ip route get`. Without `iif` it is about a packet of the host itself. */
export interface Question {
  readonly destination: string;
  readonly source: string | null;
  readonly iif: string | null;
  readonly oif: string | null;
  readonly mark: number;
  readonly tos: number;
  readonly transport: { readonly protocol: 'tcp' | 'udp'; readonly sport: number; readonly dport: number } | null;
}

/** A host to build: lines for `ip -batch` (each may fail by itself), settings, and what to ask. */
export interface HostPlan {
  readonly family: 4 | 6;
  readonly lines: readonly string[];
  readonly settings: Readonly<Record<string, number>>;
  readonly questions: readonly Question[];
}

export const DEVICES = ['d0', 'd1', 'd2', 'd3'] as const;
const TABLES = ['main', 'main', '100', '101', 'default'] as const;
const PRIORITIES = [10, 20, 30, 40, 50, 60, 32000, 32766, 32800] as const;
const MARKS = ['0x1', '0x2/0x3', '0x10/0xf0', '0x80000000/0x80000000'] as const;

/** The same plan of addresses in both families. */
interface Plan {
  readonly family: 4 | 6;
  readonly own: readonly string[];
  readonly prefixes: readonly string[];
  readonly gateways: readonly string[];
  readonly destinations: readonly string[];
  readonly sources: readonly string[];
}

const IPV4: Plan = {
  family: 4,
  own: [
    ...['10.0.0.1/24', '10.0.0.2/24', '10.0.1.1/24', '10.0.1.2/24', '10.0.1.130/25', '10.0.2.1/23', '10.0.3.1/24'],
    ...['172.16.0.1/32', '10.9.1.9/16'],
  ],
  prefixes: [
    ...['default', 'default', '10.0.0.0/8', '10.0.1.0/24', '10.0.2.0/23', '10.9.0.0/16', '10.9.1.0/24', '10.0.0.0/24'],
    ...['10.9.1.128/25', '10.9.1.200/32', '192.0.2.0/24', '198.51.100.0/25', '203.0.113.0/24', '10.0.1.77/32'],
  ],
  gateways: ['10.0.0.254', '10.0.1.254', '10.0.1.253', '10.0.2.254', '10.0.3.254', '10.9.1.254'],
  destinations: [
    ...['192.0.2.7', '198.51.100.9', '198.51.100.200', '203.0.113.5', '10.9.1.5', '10.9.1.200', '10.9.1.130'],
    ...['10.9.7.7', '10.0.0.77', '10.0.1.77', '10.0.1.140', '10.0.3.9', '10.44.0.1', '8.8.4.4'],
    ...['10.0.0.1', '10.0.1.2', '10.0.2.1', '172.16.0.1', '10.0.0.255', '10.0.1.255'],
  ],
  sources: ['10.0.0.1', '10.0.0.2', '10.0.1.1', '10.0.1.2', '10.0.2.1', '10.0.3.1', '172.16.0.1'],
};

const IPV6: Plan = {
  family: 6,
  own: ['2001:db8:0:0::1/64', '2001:db8:0:0::2/64', '2001:db8:0:1::1/64', '2001:db8:0:2::1/63', '2001:db8:0:3::1/64'],
  prefixes: [
    ...['default', '2001:db8::/32', '2001:db8:0:1::/64', '2001:db8:0:2::/63', '2001:db8:9::/48', '2001:db8:9:1::/64'],
    ...['2001:db8:9:1:8000::/65', '2001:db8:9:1::c8/128', '2001:db8:f::/48', '2001:db8:0:0::/64'],
  ],
  gateways: ['2001:db8::fe', '2001:db8:0:1::fe', '2001:db8:0:2::fe', 'fe80::fe'],
  destinations: [
    ...['2001:db8:9:1::5', '2001:db8:9:1::c8', '2001:db8:9:1:8000::1', '2001:db8:9:7::7', '2001:db8:f::1'],
    ...['2001:db8::77', '2001:db8:0:1::77', '2001:db8:0:3::9', '2001:db8:44::1', '2001:db8::1', '2001:db8:0:1::1'],
  ],
  sources: ['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1', '2001:db8:0:2::1', '2001:db8:0:3::1'],
};

const device = fc.constantFrom(...DEVICES);
/** The text once in `rarity + 1` times, else nothing. */
const maybe = (text: fc.Arbitrary<string>, rarity = 3): fc.Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: text }, { weight: rarity, arbitrary: fc.constant('') });
const joined = (...parts: readonly fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((words) => words.filter((word) => word !== '').join(' '));
const word = (text: string) => fc.constant(text);

function address({ own }: Plan): fc.Arbitrary<string> {
  return joined(word('addr add'), fc.constantFrom(...own), word('dev'), device, maybe(word('scope link'), 9));
}

function nextHop({ family, gateways }: Plan): fc.Arbitrary<string> {
  const via = fc.tuple(fc.constantFrom(...gateways), device).map(([hop, name]) => `via ${hop} dev ${name} onlink`);
  const plain = device.map((name) => `dev ${name}`);
  return fc.oneof({ weight: 4, arbitrary: via }, { weight: family === 4 ? 2 : 1, arbitrary: plain });
}

function unicast(plan: Plan): fc.Arbitrary<string> {
  const several = fc
    .array(nextHop(plan), { minLength: 2, maxLength: 3 })
    .map((hops) => hops.map((hop) => `nexthop ${hop}`).join(' '));
  return joined(
    maybe(fc.constantFrom(...plan.sources).map((source) => `src ${source}`)),
    fc.oneof({ weight: 5, arbitrary: nextHop(plan) }, { weight: 1, arbitrary: several }),
  );
}

function route(plan: Plan): fc.Arbitrary<string> {
  const common = (table: fc.Arbitrary<string>) =>
    joined(
      maybe(fc.constantFrom('tos 0x10', 'tos 0x08'), plan.family === 4 ? 4 : 1_000_000),
      maybe(
        fc.integer({ min: 1, max: 3 }).map((metric) => `metric ${metric}`),
        1,
      ),
      word('table'),
      table,
    );
  const prefix = fc.constantFrom(...plan.prefixes);
  const table = fc.constantFrom(...TABLES);
  const verb = fc.constantFrom('route add', 'route add', 'route append', 'route prepend');
  const plain = joined(verb, prefix, common(table), unicast(plan));
  const special = joined(
    word('route add'),
    fc.constantFrom('unreachable', 'blackhole', 'prohibit', 'throw'),
    prefix,
    common(table),
    // Between equal IPv6 routes of which one refuses the kernel chooses by interface.
    word(plan.family === 6 ? 'metric 5' : ''),
  );
  const local = joined(
    word('route add local'),
    fc.constantFrom('192.0.2.0/24', '198.51.100.0/25', '10.9.1.128/25'),
    common(fc.constantFrom('100', 'local', 'main')),
    word('dev lo'),
  );
  return fc.oneof(
    { weight: 12, arbitrary: plain },
    { weight: 3, arbitrary: special },
    { weight: plan.family === 4 ? 1 : 0, arbitrary: local },
  );
}

function rule(plan: Plan): fc.Arbitrary<string> {
  const prefixes = fc.constantFrom(...plan.prefixes.filter((prefix) => prefix !== 'default'), ...plan.sources);
  const range = fc.constantFrom('80', '443', '1000-2000', '40000-50000');
  const action = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...TABLES).map((table) => `lookup ${table}`) },
    { weight: 2, arbitrary: fc.constantFrom(...PRIORITIES).map((target) => `goto ${target}`) },
    { weight: 1, arbitrary: fc.constantFrom('nop', 'unreachable', 'prohibit', 'blackhole') },
  );
  return joined(
    word('rule add'),
    maybe(word('not'), 5),
    maybe(
      prefixes.map((prefix) => `from ${prefix}`),
      1,
    ),
    maybe(prefixes.map((prefix) => `to ${prefix}`)),
    maybe(fc.constantFrom(...DEVICES, 'lo', 'gone').map((name) => `iif ${name}`)),
    maybe(
      fc.constantFrom(...DEVICES).map((name) => `oif ${name}`),
      6,
    ),
    maybe(fc.constantFrom(...MARKS).map((mark) => `fwmark ${mark}`)),
    maybe(fc.constantFrom('tos 0x10', 'tos 0x08'), 6),
    maybe(fc.constantFrom('ipproto tcp', 'ipproto udp'), 5),
    maybe(
      range.map((ports) => `sport ${ports}`),
      8,
    ),
    maybe(
      range.map((ports) => `dport ${ports}`),
      6,
    ),
    maybe(fc.constantFrom('uidrange 0-0', 'uidrange 1000-2000'), 9),
    maybe(
      fc.constantFrom(...PRIORITIES).map((priority) => `pref ${priority}`),
      1,
    ),
    action,
    maybe(
      fc.constantFrom(0, 8, 16, 24).map((length) => `suppress_prefixlength ${length}`),
      5,
    ),
  );
}

const MOVED_LOCAL = ['rule add pref 35 lookup local', 'rule del pref 0'];

function settings(): fc.Arbitrary<Readonly<Record<string, number>>> {
  const names = ['rp_filter', 'src_valid_mark', 'accept_local', 'ignore_routes_with_linkdown'];
  const one = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...DEVICES, 'all'), fc.integer({ min: 0, max: 2 }));
  const filter = fc.tuple(fc.constant('rp_filter'), fc.constantFrom(...DEVICES), fc.integer({ min: 0, max: 2 }));
  return fc
    .tuple(fc.array(one, { maxLength: 5 }), fc.array(filter, { maxLength: 3 }), fc.boolean())
    .map(([some, filters, forwards]) => {
      const shown = [...some, ...filters].map(([name, on, value]) => {
        return [`net.ipv4.conf.${on}.${name}`, name === 'rp_filter' ? value : Math.min(value, 1)] as const;
      });
      return Object.fromEntries([['net.ipv4.ip_forward', forwards ? 1 : 0], ...shown]);
    });
}

function question(plan: Plan, own: readonly string[]): fc.Arbitrary<Question> {
  const anywhere = fc.constantFrom(...plan.destinations);
  const common = {
    mark: fc.constantFrom(0, 0, 1, 2, 0x12, 0x80000000),
    tos: fc.constantFrom(0, 0, 0x10, 0x08, 0x48),
    transport: fc.option(
      fc.record({
        protocol: fc.constantFrom('tcp' as const, 'udp' as const),
        sport: fc.constantFrom(443, 1500, 45000),
        dport: fc.constantFrom(80, 443, 1000),
      }),
      { nil: null },
    ),
  };
  const made = fc.record({
    ...common,
    destination: anywhere,
    source: fc.option(fc.constantFrom(...own, ...own, ...own, ...plan.sources), { nil: null }),
    iif: fc.constant(null),
    oif: plan.family === 6 ? fc.constant(null) : fc.constantFrom(null, null, null, ...DEVICES),
  });
  const received = fc.record({
    ...common,
    destination: fc.oneof(anywhere, fc.constantFrom(...own)),
    source: fc.oneof({ weight: 3, arbitrary: anywhere }, { weight: 1, arbitrary: fc.constantFrom(...own) }),
    iif: device,
    oif: fc.constant(null),
  });
  return fc.oneof({ weight: 3, arbitrary: made }, { weight: 2, arbitrary: received });
}

/** A random host: addresses, links that may be down, rules, routes in several tables, settings, and questions. */
export function hostPlan(family: 4 | 6, questions: number): fc.Arbitrary<HostPlan> {
  const plan = family === 4 ? IPV4 : IPV6;
  const usual = fc.constantFrom(...plan.gateways).map((hop) => `route append default via ${hop} dev d0 onlink`);
  return fc.array(address(plan), { minLength: 4, maxLength: 8 }).chain((addresses) => {
    const own = addresses.map((line) => line.split(/[ /]/)[2] ?? '');
    return fc
      .record({
        usual: maybe(usual, 1),
        routes: fc.array(route(plan), { minLength: 2, maxLength: 14 }),
        rules: fc.oneof(
          { weight: 1, arbitrary: fc.constant([]) },
          { weight: 3, arbitrary: fc.array(rule(plan), { minLength: 1, maxLength: 9 }) },
        ),
        movedLocal: fc.integer({ min: 0, max: 7 }).map((roll) => roll === 0),
        settings: family === 4 ? settings() : fc.constant({ 'net.ipv6.conf.all.forwarding': 1 }),
        questions: fc.array(question(plan, own), { minLength: questions, maxLength: questions }),
      })
      .map(({ usual: first, routes, rules, movedLocal, ...rest }) => ({
        ...rest,
        family,
        lines: [
          ...addresses.map((line) => (family === 6 ? `${line} nodad` : line)),
          ...(first === '' ? [] : [first]),
          ...routes,
          ...rules,
          ...(movedLocal && rules.length > 0 ? MOVED_LOCAL : []),
        ],
      }));
  });
}
