import type { LoadSharing } from '../../model/facts.ts';
import type { FindingReading, Observation } from '../../model/finding.ts';
import { covers } from '../address.ts';
import { type AnalysisContext, factsOf, type ObserverView } from '../context.ts';
import { observe, readingOf } from '../observation.ts';
import type { Decision, Exit } from './decision.ts';
import type { Ways } from './ways.ts';

/** What a device does with both directions. */
interface Sides {
  readonly view: ObserverView;
  readonly decisions: readonly { readonly address: string; readonly decision: Decision }[];
}

/** States where several equal paths are, and whether packets or flows are spread over them. */
export function balancing({ observers }: AnalysisContext, { net, forward, back }: Ways): readonly Observation[] {
  return observers
    .filter(({ role }) => role !== 'firewall')
    .flatMap((view) => {
      const decisions = [forward.trip, back.trip].map(({ from, to }) => ({
        address: to,
        decision: net.decide(view)(to, from, from),
      }));
      const sides = { view, decisions: decisions.filter(({ decision }) => decision.kind === 'forward') };
      return [...equalPaths(sides), ...perPacket(sides)];
    });
}

function exitsOf({ decisions }: Sides): readonly (readonly Exit[])[] {
  return decisions.flatMap(({ decision }) =>
    decision.kind === 'forward' && decision.exits.length > 1 ? [decision.exits] : [],
  );
}

function exitText(exits: readonly Exit[]): string {
  return exits
    .map(({ nextHop, interface: name }) => [nextHop, name].filter((part) => part !== null).join(' on '))
    .join(', ');
}

/** Which of the flow's directions have equal paths here; null when a single answer was shown, which names one of all. */
function isBalanced({ decisions }: Sides): boolean | null {
  const told = decisions.map(({ decision }) => (decision.kind === 'forward' ? decision.balanced : null));
  if (told.includes(true)) return true;
  return told.includes(null) ? null : false;
}

function equalPaths(sides: Sides): readonly Observation[] {
  if (sides.decisions.length === 0) return [];
  const sets = [...new Set(exitsOf(sides).map(exitText))];
  return [
    observe('walk.equal-paths', readingOf(isBalanced(sides)), {
      observers: [sides.view.name],
      values: { paths: sets.length === 0 ? null : sets.join('; ') },
      citations: sides.decisions.flatMap(({ decision }) => decision.citations),
    }),
  ];
}

/** `Gi0/1` and `GigabitEthernet0/1` are one interface: two letters and the numbers tell it. */
function sameInterface(one: string | null, other: string | null): boolean {
  const key = (name: string): string => `${name.slice(0, 2).toLowerCase()}${/[\d/.:]+$/.exec(name)?.[0] ?? name}`;
  return one !== null && other !== null && key(one) === key(other);
}

/** The Linux kernel has hashed flows since it lost its route cache; what its policy chooses is what goes into the hash. */
function settingsOf(view: ObserverView): readonly LoadSharing[] {
  const kernel = factsOf(view, 'sysctl').flatMap(({ fact }): readonly LoadSharing[] => {
    if (fact.setting !== 'fib_multipath_hash_policy' || fact.origin !== 'running') return [];
    const said = `${fact.setting} = ${fact.value}`;
    return [
      { kind: 'load-sharing', at: fact.at, platform: null, mode: 'per-flow', said, interface: null, prefix: null },
    ];
  });
  return [...factsOf(view, 'load-sharing').map(({ fact }) => fact), ...kernel];
}

/** The settings that hold for an equal-cost set; those of its prefix go before those of interfaces and of the device. */
function settingsFor(view: ObserverView, address: string, exits: readonly Exit[]): readonly LoadSharing[] {
  const all = settingsOf(view);
  const ofPrefix = all.filter(({ prefix }) => prefix !== null && covers(prefix, address));
  if (ofPrefix.length > 0) return ofPrefix;
  const ofExits = all.filter((one) => exits.some((exit) => sameInterface(one.interface, exit.interface)));
  const isWhole = exits.every((exit) => ofExits.some((one) => sameInterface(one.interface, exit.interface)));
  if (isWhole || ofExits.some(({ mode }) => mode === 'per-packet')) return ofExits;
  return all.filter((one) => one.interface === null && one.prefix === null);
}

interface Mode {
  readonly reading: FindingReading;
  readonly setting: LoadSharing | null;
  readonly why: string | null;
}

function modeOf(settings: readonly LoadSharing[]): Mode {
  const packet = settings.find(({ mode }) => mode === 'per-packet') ?? null;
  const flow = settings.find(({ mode }) => mode === 'per-flow') ?? null;
  if (packet === null && flow === null)
    return { reading: 'could-not-tell', setting: null, why: 'its setting is not shown' };
  if (packet === null) return { reading: 'not-seen', setting: flow, why: null };
  const placed = packet.interface !== null || packet.prefix !== null || (packet.platform === 'junos' && flow === null);
  return placed
    ? { reading: 'seen', setting: packet, why: null }
    : {
        reading: 'could-not-tell',
        setting: packet,
        why: 'which interfaces or routes the setting holds for is not shown',
      };
}

/** The device's own word for it; where that word misleads, what it means. */
function wordOf(setting: LoadSharing | null): string | null {
  if (setting === null) return null;
  const misleads = setting.mode === 'per-flow' && setting.said.endsWith('per-packet');
  return misleads ? `${setting.said}, which on today’s Junos means per flow` : setting.said;
}

function perPacket(sides: Sides): readonly Observation[] {
  const { view, decisions } = sides;
  for (const { decision } of decisions) {
    if (decision.kind !== 'forward' || decision.byPacket === undefined) continue;
    const { said, at } = decision.byPacket;
    return [
      observe('walk.per-packet-balancing', 'seen', {
        observers: [view.name],
        values: { said, paths: exitText(decision.exits), why: null },
        citations: [...at, ...decision.citations],
      }),
    ];
  }
  const known = settingsOf(view);
  const balanced = isBalanced(sides);
  if (known.length === 0 && balanced !== true) return [];
  const modes = decisions.flatMap(({ address, decision }) =>
    decision.kind === 'forward' && decision.balanced === true
      ? [{ exits: decision.exits, ...modeOf(settingsFor(view, address, decision.exits)) }]
      : [],
  );
  const telling =
    modes.find(({ reading }) => reading === 'seen') ?? modes.find(({ reading }) => reading !== 'not-seen') ?? modes[0];
  const base = { observers: [view.name] };
  if (telling === undefined) {
    const open = decisions.length < 2 || balanced === null;
    return [
      observe('walk.per-packet-balancing', open ? 'could-not-tell' : 'not-seen', {
        ...base,
        values: { said: null, paths: null, why: open ? 'its routes for the flow are not all shown' : null },
        citations: [...decisions.flatMap(({ decision }) => decision.citations), ...known.map(({ at }) => at)],
      }),
    ];
  }
  const { reading, setting, exits, why } = telling;
  const routes = decisions.flatMap(({ decision }) => decision.citations);
  return [
    observe('walk.per-packet-balancing', reading, {
      ...base,
      values: { said: wordOf(setting), paths: exits.length > 1 ? exitText(exits) : null, why },
      citations: [setting?.at ?? null, ...routes],
    }),
  ];
}
