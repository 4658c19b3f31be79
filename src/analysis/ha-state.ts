import type { Citation } from '../model/evidence.ts';
import type { HaState } from '../model/facts.ts';
import type { FindingCode, Observation } from '../model/finding.ts';
import { type AnalysisContext, factsOf, type ObserverView } from './context.ts';
import { inTimeOrder } from './evidence-order.ts';
import { observe, readingOf, type Values } from './observation.ts';

/** A change of HA state counts as recent for a quarter of an hour: sessions that it broke have timed out or reconnected by then. */
const RECENT_SECONDS = 15 * 60;

/** The latest HA state of a unit; what the latest output left out is taken from the ones before. */
export function haStateOf(view: ObserverView): HaState | null {
  const states = inTimeOrder(factsOf(view, 'ha-state'))
    .map(({ fact }) => fact)
    .reverse();
  const [latest] = states;
  if (latest === undefined) return null;
  const told = <K extends keyof HaState>(key: K): HaState[K] =>
    states.find((state) => state[key] !== null)?.[key] ?? latest[key];
  return {
    ...latest,
    mode: told('mode'),
    peerConnected: told('peerConnected'),
    stateSync: told('stateSync'),
    deviceId: told('deviceId'),
    sessionOwner: told('sessionOwner'),
    sessionSetup: told('sessionSetup'),
    forwardingLinkUp: told('forwardingLinkUp'),
  };
}

function modeOf({ mode, local, peer }: HaState): HaState['mode'] {
  if (mode !== null) return mode;
  if ([local, peer].some((state) => /^active-(?:primary|secondary)$/i.test(state ?? ''))) return 'active-active';
  return [local, peer].some((state) => /^(?:active|passive)$/i.test(state ?? '')) ? 'active-passive' : null;
}

/**
 * Whether two observers are the two units of one HA pair: each must be what the other says of its peer.
 * Null when either has not shown its HA state.
 */
export function haPair(one: ObserverView, other: ObserverView): boolean | null {
  const [a, b] = [haStateOf(one), haStateOf(other)];
  if (a?.mode === 'off' || b?.mode === 'off') return false;
  if (a === null || b === null) return null;
  const [modeA, modeB] = [modeOf(a), modeOf(b)];
  if (modeA !== null && modeB !== null && modeA !== modeB) return false;
  if (a.deviceId !== null && a.deviceId === b.deviceId) return false;
  const matches = [agrees(a.local, peerState(b)), agrees(b.local, peerState(a))];
  if (matches.includes(false)) return false;
  return matches.includes(true) ? true : null;
}

/** What a unit says of its peer; a unit that does not reach its peer prints `unknown`, or what it last heard. */
function peerState({ peer, peerConnected }: HaState): string | null {
  return peerConnected === false || /^unknown$/i.test(peer ?? '') ? null : peer;
}

function agrees(own: string | null, told: string | null): boolean | null {
  return own === null || told === null ? null : own.toLowerCase() === told.toLowerCase();
}

/** States what each unit says of its HA: mode, stability, synchronization, peer. */
export function ha({ firewalls }: AnalysisContext): readonly Observation[] {
  return firewalls.flatMap((view) => {
    const state = haStateOf(view);
    return state === null ? [] : statements(view, state);
  });
}

function statements(view: ObserverView, state: HaState): readonly Observation[] {
  const mode = modeOf(state);
  const values = { mode, deviceId: state.deviceId, owner: state.sessionOwner, setup: state.sessionSetup };
  const say = (code: FindingCode, holds: boolean | null, more: Values): Observation =>
    observe(code, readingOf(holds), {
      observers: [view.name],
      values: { ...values, ...more },
      citations: citationsOf(view, state),
    });
  const seconds = stableSeconds(state);
  const first = [
    say('ha.active-active', mode === null ? null : mode === 'active-active', {}),
    say('ha.recent-change', mode === 'off' ? false : seconds === null ? null : seconds <= RECENT_SECONDS, { seconds }),
  ];
  if (mode === 'off') return first;
  const { stateSync, peerConnected, forwardingLinkUp } = state;
  return [
    ...first,
    say('ha.state-sync-broken', stateSync === null ? null : !/^complete\b/i.test(stateSync.trim()), { stateSync }),
    say('ha.peer-unreachable', peerConnected === null ? null : !peerConnected, {}),
    ...(mode === 'active-active'
      ? [say('ha.forwarding-link-down', forwardingLinkUp === null ? null : !forwardingLinkUp, {})]
      : []),
  ];
}

function citationsOf(view: ObserverView, state: HaState): readonly Citation[] {
  const all = factsOf(view, 'ha-state').map(({ fact }) => fact.at);
  return [state.at, ...all];
}

/** In an active/passive pair only the active unit's role matters: a passive unit that restarts moves no traffic. */
function stableSeconds({ local, localSeconds, peerSeconds }: HaState): number | null {
  if (/^active$/i.test(local ?? '') && localSeconds !== null) return localSeconds;
  const known = [localSeconds, peerSeconds].filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
