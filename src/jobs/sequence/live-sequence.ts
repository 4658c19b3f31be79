import type { PanosCommand } from '../../model/panos-command.ts';
import type { DeviceView } from './device-view.ts';
import {
  COUNTERS,
  details,
  interfaces,
  listings,
  logs,
  lookups,
  newDetails,
  pbfMatch,
  translatedListings,
  wasAsked,
} from './questions.ts';

/** One step of a live sequence. All firewalls are asked at once, and a step begins when the one before has ended. */
export interface SequenceStep {
  readonly id: string;
  readonly title: string;
  /** What lies between two readings is what the second one shows. */
  readonly pauseBeforeMs?: number;
  /** What one firewall is asked, in order, with what it and the others have shown so far; empty when nothing makes sense. */
  ask(view: DeviceView): readonly PanosCommand[];
  /** Why this firewall is asked nothing here, or less than others, in a sentence; null when there is nothing to say. */
  says?(view: DeviceView): string | null;
}

/** Time for a client to send its request again: TCP repeats a SYN after 1, 3 and 7 seconds (RFC 6298, 5.5). */
const TEN_SECONDS = 10_000;

const ADVANCED_ROUTES: PanosCommand = { kind: 'routes', engine: 'advanced' };

/**
 * What every firewall of a group is asked, in this order: who it is, its sessions of the flow, its routes and rules for
 * both directions, then what moves while a little time passes. Only reading.
 */
export const LIVE_SEQUENCE: readonly SequenceStep[] = [
  {
    id: 'identity',
    title: 'Who the firewalls are: release, engine, interfaces, zones, routers',
    ask: () => [{ kind: 'system-info' }, { kind: 'interface-all' }],
  },
  {
    id: 'ha',
    title: 'HA state of each unit',
    ask: () => [{ kind: 'ha-all' }],
  },
  {
    id: 'sessions',
    title: 'Sessions of the flow, both ways',
    ask: listings,
    says: needsFlow,
  },
  {
    id: 'sessions-translated',
    title: 'Sessions by translated addresses',
    ask: translatedListings,
    says: (view) => needsFlow(view) ?? (view.sessions.length > 0 ? null : noTranslation(view)),
  },
  {
    id: 'session-detail',
    title: 'Each direction of the session',
    ask: details,
    says: needsSession,
  },
  {
    id: 'routes',
    title: 'Routing table',
    ask: ({ engine }) => [{ kind: 'routes', engine }],
  },
  {
    id: 'routes-other-engine',
    title: 'Routing table of the advanced engine',
    ask: (view) => (view.routesShown || wasAsked(view, ADVANCED_ROUTES) ? [] : [ADVANCED_ROUTES]),
    says: ({ routesShown }) => (routesShown ? 'The routes have been shown.' : null),
  },
  {
    id: 'fib',
    title: 'FIB lookups both ways',
    ask: lookups,
    says: (view) =>
      needsFlow(view) ??
      (view.routers.length > 0
        ? null
        : `No interface of ${view.device} forwards in a router, so it has no FIB to ask.`),
  },
  {
    id: 'pbf',
    title: 'Policy-based forwarding',
    ask: (view) => [{ kind: 'pbf-rules' }, { kind: 'pbf-policy' }, ...pbfMatch(view)],
    says: (view) =>
      pbfMatch(view).length > 0
        ? null
        : `The zone that the flow enters ${view.device} by is not known, so only its rules are read.`,
  },
  {
    id: 'nat',
    title: 'NAT rules',
    ask: () => [{ kind: 'nat-policy' }],
  },
  {
    id: 'counters-start',
    title: 'Counters: the window begins',
    ask: (view) => [COUNTERS, ...interfaces(view)],
  },
  {
    id: 'sessions-again',
    title: 'The same sessions ten seconds later',
    pauseBeforeMs: TEN_SECONDS,
    ask: (view) => [...details(view), ...listings(view)],
    says: needsSession,
  },
  {
    id: 'sessions-new',
    title: 'Sessions that have formed meanwhile',
    ask: newDetails,
    says: (view) => (newDetails(view).length > 0 ? null : `No new session of this flow has formed on ${view.device}.`),
  },
  {
    id: 'settings',
    title: 'TCP and session settings',
    ask: () => [{ kind: 'tcp-state' }, { kind: 'session-info' }],
  },
  {
    id: 'log',
    title: 'Traffic log',
    ask: logs,
    says: needsFlow,
  },
  {
    id: 'counters',
    title: 'Counters: what moved, of every severity',
    pauseBeforeMs: TEN_SECONDS,
    ask: (view) => [COUNTERS, ...interfaces(view)],
  },
];

function needsFlow({ flow }: DeviceView): string | null {
  return flow === null ? 'The flow is not known yet, so nothing of it can be looked for.' : null;
}

function needsSession(view: DeviceView): string | null {
  if (view.flow === null) return needsFlow(view);
  return view.sessions.length > 0 ? null : `${view.device} has no session of this flow, so there is none to read.`;
}

function noTranslation(view: DeviceView): string | null {
  return translatedListings(view).length > 0 ? null : 'No firewall here is known to translate the flow.';
}
