import { type Citation, type Evidence, type EvidenceKind, LINUX_KINDS } from '../model/evidence.ts';
import type { Fact, FactKind, FactOf } from '../model/facts.ts';
import type { Observation } from '../model/finding.ts';
import type { Flow } from '../model/flow.ts';
import type { Symptom } from '../model/symptom.ts';
import { compareNames, inPlace } from './evidence-order.ts';
import { anyClientPort, endsOf, type FlowEnds } from './flow-ends.ts';
import { type FlowSession, flowSessions } from './flow-sessions.ts';
import { type Look, lookOf, type Placed } from './look.ts';
import { present } from './observation.ts';
import { type Topology, topologyOf } from './topology.ts';

/** What goes into an analysis. `fixedAt` is ISO 8601, the moment that a person gave as the fix. */
export interface AnalysisInput {
  readonly flow: Flow | null;
  readonly evidence: readonly Evidence[];
  readonly symptoms: readonly Symptom[];
  readonly fixedAt: string | null;
}

/** All that one device has shown. */
export interface ObserverView {
  readonly name: string;
  /** False for evidence without a name: it may be of a device that other evidence names. */
  readonly named: boolean;
  readonly role: 'firewall' | 'host' | 'router';
  readonly evidence: readonly Evidence[];
  readonly facts: readonly Placed[];
  /** Sessions of the flow, newest first; `related` also those from other ports of the client. */
  readonly sessions: readonly FlowSession[];
  readonly related: readonly FlowSession[];
  readonly topology: Topology;
}

export interface AnalysisContext {
  readonly flow: Flow | null;
  readonly ends: FlowEnds | null;
  readonly fixedAt: string | null;
  readonly symptoms: readonly Symptom[];
  readonly observers: readonly ObserverView[];
  readonly firewalls: readonly ObserverView[];
}

/** Facts in, findings out; one for every code that it owns and every observer that has something to say on it. */
export type Analyzer = (context: AnalysisContext) => readonly Observation[];

const NO_NAME = { firewall: 'the firewall', host: 'the host', router: 'the router' } as const;

interface Share {
  readonly name: string;
  readonly named: boolean;
  readonly evidence: Evidence[];
  readonly facts: Placed[];
}

function devicesOf(block: Evidence): ReadonlySet<string> {
  return new Set(present(block.facts.map((fact) => (fact.kind === 'traffic-log' ? fact.device : null))));
}

/** Who speaks in a fact. A log collector shows the logs of several firewalls: then the log's own device counts. */
function speaker(block: Evidence, fact: Fact | null, devices: ReadonlySet<string>): string | null {
  const device = fact?.kind === 'traffic-log' ? fact.device : null;
  return devices.size > 1 ? (device ?? block.observer) : (block.observer ?? device);
}

function shares(evidence: readonly Evidence[]): readonly Share[] {
  const byName = new Map<string, Share>();
  const shareOf = (name: string | null, block: Evidence): Share => {
    const shown = name ?? NO_NAME[roleOf([block])];
    const share = byName.get(shown) ?? { name: shown, named: name !== null, evidence: [], facts: [] };
    byName.set(shown, share);
    if (!share.evidence.includes(block)) share.evidence.push(block);
    return share;
  };
  for (const block of evidence) {
    const devices = devicesOf(block);
    if (block.facts.length === 0) shareOf(block.observer, block);
    for (const fact of block.facts) shareOf(speaker(block, fact, devices), block).facts.push({ fact, evidence: block });
  }
  return [...byName.values()].sort((one, other) => compareNames(one.name, other.name));
}

/** Groups the evidence by who gave it and finds the sessions of the flow, with their orientation and their NAT. */
export function contextOf(input: AnalysisInput): AnalysisContext {
  const { flow, fixedAt, symptoms } = input;
  const parts = shares(inPlace(input.evidence)).map((share) => ({ share, looks: present(share.facts.map(lookOf)) }));
  const looks = parts.flatMap((part) => part.looks);
  const ends = flow === null ? null : endsOf(flow, looks);
  const wide = flow === null ? null : endsOf(anyClientPort(flow), looks);
  const observers = parts.map((part) => viewOf(part.share, part.looks, ends, wide));
  return { flow, ends, fixedAt, symptoms, observers, firewalls: observers.filter(({ role }) => role === 'firewall') };
}

/** A cloud's configuration is no firewall's word; like a host it only tells of the path. */
function isAws(kind: EvidenceKind): boolean {
  return kind.startsWith('aws-');
}

/** What could not be read tells nothing of who gave it; what only routers print tells all. */
function roleOf(evidence: readonly Evidence[]): ObserverView['role'] {
  const read = evidence.filter(({ kind }) => kind !== 'unknown');
  if (read.some(({ kind }) => kind.startsWith('router-'))) return 'router';
  return read.length > 0 && read.every(({ kind }) => LINUX_KINDS.has(kind) || kind === 'capture' || isAws(kind))
    ? 'host'
    : 'firewall';
}

function viewOf(share: Share, looks: readonly Look[], ends: FlowEnds | null, wide: FlowEnds | null): ObserverView {
  return {
    ...share,
    role: roleOf(share.evidence),
    sessions: ends === null ? [] : flowSessions(looks, ends),
    related: wide === null ? [] : flowSessions(looks, wide),
    topology: topologyOf(share.facts, looks),
  };
}

/** The facts of one kind that an observer has shown, in the order of their places. */
export function factsOf<K extends FactKind>(view: ObserverView, kind: K): readonly Placed<FactOf<K>>[] {
  const isKind = (placed: Placed): placed is Placed<FactOf<K>> => placed.fact.kind === kind;
  return view.facts.filter(isKind);
}

/** Where facts stand. */
export function placesOf(facts: readonly Placed[]): readonly Citation[] {
  return facts.map(({ fact }) => fact.at);
}
