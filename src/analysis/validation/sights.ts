import type { Citation, Evidence } from '../../model/evidence.ts';
import { factsOf, type ObserverView } from '../context.ts';
import { citeBlock } from '../evidence-order.ts';
import type { FlowSession } from '../flow-sessions.ts';
import { isOver } from '../session-end.ts';
import { instant } from '../time.ts';
import { looksSince, timeOf } from './phases.ts';

/** What one reading since the fix shows of a session that formed before it. `time` is in seconds. */
export interface Sight {
  readonly session: FlowSession;
  readonly time: number;
  readonly there: boolean;
  readonly at: Citation;
}

/** Oldest first; of one moment what is there comes last, and so counts. */
export function sightsOf(view: ObserverView, old: readonly FlowSession[], fix: number): readonly Sight[] {
  const sights = old.flatMap((session) => [
    ...shown(session, fix),
    ...slotGone(view, session, fix),
    ...notListed(view, session, fix),
  ]);
  return sights.sort((one, other) => one.time - other.time || Number(one.there) - Number(other.there));
}

function shown(session: FlowSession, fix: number): readonly Sight[] {
  return looksSince(session, fix).flatMap((look) => {
    const time = timeOf(look);
    return time === null ? [] : [{ session, time, there: !isOver(look), at: look.at }];
  });
}

/** The firewall was asked for its id and has none, or has given the id to another session. */
function slotGone(view: ObserverView, session: FlowSession, fix: number): readonly Sight[] {
  const absent = factsOf(view, 'session-absent').filter(
    ({ fact }) => fact.reason === 'bad-key' && fact.sessionId !== null && fact.sessionId === session.id,
  );
  const reused = view.related
    .filter((other) => other !== session && other.id !== null && other.id === session.id)
    .flatMap(({ looks }) => looks)
    .filter(({ form }) => form !== 'log');
  const places = [
    ...absent.map(({ fact, evidence }) => ({ at: fact.at, evidence })),
    ...reused.map(({ at, evidence }) => ({ at, evidence })),
  ];
  return places.flatMap(({ at, evidence }) => goneAt(session, evidence, at, fix));
}

/** A listing of these ends that does not show it. */
function notListed(view: ObserverView, session: FlowSession, fix: number): readonly Sight[] {
  return view.evidence.flatMap((block) => {
    const listed = session.looks.some(({ evidence }) => evidence === block);
    return listed || !wouldList(view, block, session) ? [] : goneAt(session, block, citeBlock(block), fix);
  });
}

function goneAt(session: FlowSession, { takenAt }: Evidence, at: Citation, fix: number): readonly Sight[] {
  const time = instant(takenAt);
  return time === null || time < fix ? [] : [{ session, time, there: false, at }];
}

/** Keys of `show session all filter` that leave every session of the two ends in the listing. */
const WIDE_KEYS: ReadonlySet<string> = new Set(['source', 'destination', 'destination-port', 'protocol', 'vsys-name']);

/**
 * A whole listing that was asked for by nothing narrower than the ends, and that shows another session of them or
 * says that there is none. A listing of other ends shows neither.
 */
function wouldList(view: ObserverView, block: Evidence, session: FlowSession): boolean {
  if (block.kind !== 'session-all' || block.parsed !== 'whole' || block.command === null) return false;
  const [, filter = ''] = block.command.split(/\bfilter\b/, 2);
  const words = filter.trim().split(/\s+/);
  const keys = filter.trim() === '' ? [] : words.filter((_, index) => index % 2 === 0);
  if (/[|]/.test(block.command) || !keys.every((key) => WIDE_KEYS.has(key))) return false;
  const values = words.filter((_, index) => index % 2 === 1);
  const { source, destination } = session.latest;
  const ofEnds = [source.address, destination.address].every(
    (address) => filter.trim() === '' || (address !== null && values.includes(address)),
  );
  if (ofEnds) return true;
  return view.related.some(({ looks }) => looks.some(({ evidence }) => evidence === block));
}
