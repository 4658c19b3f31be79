import type { Citation, Evidence, EvidenceKind } from '../model/evidence.ts';
import type { Fact, FactKind, FactOf, HostInterface } from '../model/facts.ts';
import type { Flow } from '../model/flow.ts';
import { formatFlow } from '../model/flow.ts';

/**
 * Evidence that cannot all be true of one network at one moment. `breaks`: what it keeps from being said: `all` when
 * devices may be mixed up, so that no cause can stand; `proof` when one of two answers must be wrong.
 */
export interface Contradiction {
  readonly says: string;
  readonly breaks: 'all' | 'proof' | null;
}

export interface Testimony {
  readonly flow: Flow | null;
  /** Where the evidence shows that the flow was given the wrong way round, when it was. */
  readonly turnedBy: Citation | null;
  readonly fixedAt: string | null;
  readonly evidence: readonly Evidence[];
}

/** Every contradiction in one sentence, with both places and what to do about it, in the order of the evidence. */
export function contradictionsOf(testimony: Testimony): readonly Contradiction[] {
  return [
    ...turned(testimony),
    ...translated(testimony),
    ...sharedNames(testimony.evidence),
    ...movedAddresses(testimony),
    ...differingAnswers(testimony.evidence),
    ...farApart(testimony),
  ];
}

/** `edge.txt:12` */
export function placeText({ source, lines: [from] }: Citation): string {
  return `${source}:${from}`;
}

function turned({ flow, turnedBy }: Testimony): readonly Contradiction[] {
  if (flow === null || turnedBy === null) return [];
  const given = formatFlow({ ...flow, client: flow.server, server: flow.client });
  return [
    {
      says: `Client and server were given the wrong way round: the case says ${given}, and ${placeText(turnedBy)} shows ${formatFlow(flow)}. The answer is about the latter; correct the case, or show the session that was meant.`,
      breaks: null,
    },
  ];
}

/** The client under its translated address: filters and look-ups made with it miss the half before the translation. */
function translated({ flow, evidence }: Testimony): readonly Contradiction[] {
  if (flow === null) return [];
  const details = ofKind(evidence, 'session-detail').map(({ fact }) => fact);
  if (details.some(({ c2s }) => c2s.source === flow.client.address && c2s.destination === flow.server.address))
    return [];
  const behind = details.find(
    ({ c2s, s2c }) =>
      s2c.destination === flow.client.address && c2s.source !== null && c2s.source !== flow.client.address,
  );
  const before = details.find(
    ({ c2s, s2c }) =>
      s2c.source === flow.server.address && c2s.destination !== null && c2s.destination !== flow.server.address,
  );
  return [
    ...(behind === undefined ? [] : [renamed('client', flow.client.address, behind.c2s.source ?? '', behind.at)]),
    ...(before === undefined ? [] : [renamed('server', flow.server.address, before.c2s.destination ?? '', before.at)]),
  ];
}

function renamed(end: string, given: string, original: string, at: Citation): Contradiction {
  return {
    says: `The case names the ${end} ${given}, which by ${placeText(at)} is ${original} translated. What stands before the translation is known by ${original} only: ask there with that address.`,
    breaks: null,
  };
}

/** What only one of two systems prints, so that a device that shows both is two. A router's table may be a Linux host's. */
const SYSTEMS = {
  'PAN-OS': [
    'session-all',
    'session-id',
    'session-info',
    'tcp-state',
    'fib-lookup',
    'counter-global',
    'ha-state',
    'ha-all',
    'interface-all',
    'nat-policy',
    'pbf-rule-all',
    'system-info',
  ],
  Linux: ['ip-address', 'ip-rule', 'ip-route', 'ip-route-get', 'sysctl', 'conntrack', 'sockets'],
} as const satisfies Record<string, readonly EvidenceKind[]>;
const SYSTEM_OF: ReadonlyMap<EvidenceKind, string> = new Map(
  Object.entries(SYSTEMS).flatMap(([system, kinds]) => kinds.map((kind) => [kind, system] as const)),
);

/** The first output of each system that each device shows. */
function systemMarks(evidence: readonly Evidence[]) {
  const marks = evidence.flatMap(({ kind, observer, source, lines, command }) => {
    const value = SYSTEM_OF.get(kind);
    if (value === undefined || observer === null) return [];
    const at: Citation = { source, lines: [lines.from, lines.to], quote: command ?? '' };
    return [{ what: 'system', key: observer, value, at, observer }];
  });
  return [...Map.groupBy(marks, ({ key, value }) => `${value} ${key}`).values()].flatMap(([first]) => first ?? []);
}

/** Two serial numbers, two systems, or two addresses that an interface has for itself, under one name are two devices. */
function sharedNames(evidence: readonly Evidence[]): readonly Contradiction[] {
  const marks = [
    ...systemMarks(evidence),
    ...ofKind(evidence, 'system-info').flatMap(({ fact, observer }) =>
      fact.serial === null ? [] : [{ what: 'serial number', key: observer, value: fact.serial, at: fact.at, observer }],
    ),
    ...ofKind(evidence, 'host-interface').flatMap(({ fact, observer }) =>
      ownMarks(fact).map(({ what, value }) => ({
        what: `${what} of ${fact.name}`,
        key: `${observer} ${fact.name}`,
        value,
        at: fact.at,
        observer,
      })),
    ),
  ];
  return pairs(
    marks,
    (one, other) => one.what === other.what && one.key === other.key && one.value !== other.value,
  ).map(([one, other]) => ({
    says: `Two devices go by the name ${one.observer}: ${placeText(one.at)} shows the ${one.what} ${one.value}, and ${placeText(other.at)} shows ${other.value}. Say which evidence is whose (case.yml, or another name for one of them) before anything is concluded.`,
    breaks: 'all',
  }));
}

/** `ip -6 addr` shows no MAC, and the link-local address that is made of it, or of a secret of the host (RFC 7217). */
function ownMarks({
  name,
  mac,
  addresses,
}: HostInterface): readonly { readonly what: string; readonly value: string }[] {
  if (name === 'lo') return [];
  const linkLocal = addresses?.find(({ address }) => /^fe80:/i.test(address))?.address;
  return [
    ...(mac === null ? [] : [{ what: 'MAC address', value: mac }]),
    ...(linkLocal === undefined ? [] : [{ what: 'link-local address', value: linkLocal }]),
  ];
}

/** Where a listing shows an address: the interface that holds it, or that of the route which the kernel makes for it. */
interface Holding {
  readonly observer: string;
  readonly address: string;
  readonly device: string;
  readonly listing: Evidence;
  readonly at: Citation;
}

/** One address of one host on two interfaces: it was moved between the listings, or they are of two hosts. */
function movedAddresses({ evidence, fixedAt }: Testimony): readonly Contradiction[] {
  if (fixedAt !== null) return [];
  const held = evidence.flatMap((listing) => holdingsIn(listing));
  const isAlone = (one: Holding): boolean =>
    !held.some((more) => more.listing === one.listing && more.address === one.address && more.device !== one.device);
  return pairs(
    held.filter(isAlone),
    (one, other) => one.observer === other.observer && one.address === other.address && one.device !== other.device,
  ).map(([one, other]) => ({
    says: `${one.observer} has ${one.address} on ${one.device} by ${placeText(one.at)} and on ${other.device} by ${placeText(other.at)}. Say whether the address was moved between the two, or which of them is another host’s.`,
    breaks: 'proof',
  }));
}

function holdingsIn(listing: Evidence): readonly Holding[] {
  const { observer } = listing;
  if (observer === null) return [];
  return listing.facts
    .flatMap((fact) => {
      if (fact.kind === 'host-interface')
        return (fact.addresses ?? []).map(({ address, at }) => ({ address, device: fact.name, at }));
      const [hop] = fact.kind === 'host-table-route' && fact.type === 'local' ? fact.nextHops : [];
      return hop === undefined || hop.device === null || fact.kind !== 'host-table-route'
        ? []
        : [{ address: fact.prefix.split('/')[0] ?? '', device: hop.device, at: fact.at }];
    })
    .filter(({ address, device }) => device !== 'lo' && !/^(?:fe80|127\.)/i.test(address))
    .map((one) => ({ ...one, observer, listing }));
}

/** What only a change of configuration or of routing makes differ; counters and sessions differ all the time. */
const STEADY: ReadonlySet<EvidenceKind> = new Set([
  ...['fib-lookup', 'pbf-policy', 'pbf-policy-match', 'nat-policy', 'tcp-state', 'ip-rule', 'ip-route-get'],
  ...['router-exact-route', 'sysctl', 'aws-route-tables', 'aws-network-acls', 'aws-security-groups'],
] as const);

const SAME_MOMENT_MS = 60_000;

/** The same device, command and minute, and two answers. */
function differingAnswers(evidence: readonly Evidence[]): readonly Contradiction[] {
  const steady = evidence
    .filter(({ kind, parsed, command }) => STEADY.has(kind) && parsed === 'whole' && command !== null)
    .map((item) => ({ item, said: JSON.stringify(item.facts.map(withoutPlaces)) }));
  return pairs(steady, (one, other) => sameQuestion(one.item, other.item) && one.said !== other.said).map(
    ([{ item: one }, { item: other }]) => ({
      says: `${one.observer ?? 'One device'} gives two answers to “${one.command}” within a minute: ${blockText(one)} and ${blockText(other)}. Ask once more, and tell which of them holds; if both do, the routes are changing while you look.`,
      breaks: 'proof',
    }),
  );
}

function sameQuestion(one: Evidence, other: Evidence): boolean {
  return (
    one.kind === other.kind &&
    one.observer === other.observer &&
    one.command?.trim() === other.command?.trim() &&
    one.takenAt !== null &&
    other.takenAt !== null &&
    Math.abs(Date.parse(one.takenAt) - Date.parse(other.takenAt)) <= SAME_MOMENT_MS
  );
}

function withoutPlaces(fact: Fact): object {
  return Object.fromEntries(Object.entries(fact).filter(([name]) => name !== 'at' && name !== 'quotes'));
}

function blockText({ source, lines }: Evidence): string {
  return `${source}:${lines.from}`;
}

const HALF_A_DAY_MS = 12 * 3_600_000;

/** Evidence of different days shows two states of the network, unless a fix lies between them. */
function farApart({ evidence, fixedAt }: Testimony): readonly Contradiction[] {
  if (fixedAt !== null) return [];
  const timed = evidence
    .flatMap((item) => (item.takenAt === null ? [] : [{ item, at: Date.parse(item.takenAt), text: item.takenAt }]))
    .sort((one, other) => one.at - other.at || (blockText(one.item) < blockText(other.item) ? -1 : 1));
  const [first, last] = [timed[0], timed.at(-1)];
  if (first === undefined || last === undefined || last.at - first.at < HALF_A_DAY_MS) return [];
  return [
    {
      says: `The evidence is of two times: ${blockText(first.item)} was taken at ${first.text} and ${blockText(last.item)} at ${last.text}. The network may have changed between them; take the older one again.`,
      breaks: 'proof',
    },
  ];
}

interface Owned<K extends FactKind> {
  readonly fact: FactOf<K>;
  readonly observer: string;
}

/** Facts of one kind by devices with a name. */
function ofKind<K extends FactKind>(evidence: readonly Evidence[], kind: K): readonly Owned<K>[] {
  const isKind = (fact: Fact): fact is FactOf<K> => fact.kind === kind;
  return evidence.flatMap((item) => {
    const { observer } = item;
    return observer === null ? [] : item.facts.filter(isKind).map((fact) => ({ fact, observer }));
  });
}

/** The first pair of each kind of clash; a hundred repetitions say no more. */
function pairs<T>(items: readonly T[], clash: (one: T, other: T) => boolean): readonly (readonly [T, T])[] {
  const found = items.flatMap((one, index) => {
    const other = items.slice(index + 1).find((candidate) => clash(one, candidate));
    return other === undefined ? [] : [[one, other] as const];
  });
  return found.slice(0, 1);
}
