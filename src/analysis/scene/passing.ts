import type { Finding } from '../../model/finding.ts';
import type { AnalysisContext } from '../context.ts';
import { compareNames } from '../evidence-order.ts';
import { conditionOf, subjectOf } from '../session-condition.ts';

/** Devices between the ends that sessions and captures show packets of the flow at, in the order of their names. */
export interface Passing {
  readonly forward: readonly string[];
  readonly back: readonly string[];
  /** Where requests pass and replies would have been seen. */
  readonly unanswered: readonly string[];
}

const HALVES = ['between.halves-on-two-firewalls', 'between.reply-elsewhere'];
const UNANSWERED = ['session.return-unseen', 'session.return-frozen', 'capture.reply-missing'];

/** What passes where, by sessions, captures and the comparison of both. */
export function passingOf({ firewalls, observers }: AnalysisContext, findings: readonly Finding[]): Passing {
  const forward = new Set<string>();
  const back = new Set<string>();
  const seen = findings.filter(({ reading }) => reading === 'seen');
  for (const view of firewalls) {
    const session = subjectOf(view);
    const condition = session === null ? null : conditionOf(session);
    if (condition === 'one-way' || condition === 'frozen' || condition === 'both') forward.add(view.name);
    if (condition === 'reply-only' || condition === 'both') back.add(view.name);
  }
  for (const { code, values } of seen) {
    if (!HALVES.includes(code)) continue;
    if (typeof values.forward === 'string') forward.add(values.forward);
    if (typeof values.return === 'string') back.add(values.return);
  }
  for (const {
    code,
    observers: [name],
    values,
  } of seen) {
    // A capture that does not tell where it was taken may be of an end.
    if (code !== 'capture.flow-found' || name === undefined || values.place !== 'firewall') continue;
    if (Number(values.requests) > 0) forward.add(name);
    if (Number(values.replies) > 0) back.add(name);
  }
  const ends = new Set(seen.flatMap(({ observers: [name = ''], values: { place } }) => (isEnd(place) ? [name] : [])));
  const known = new Set(observers.map(({ name }) => name).filter((name) => !ends.has(name)));
  const unanswered = seen.flatMap(({ code, observers: [name], values }) =>
    UNANSWERED.includes(code) && name !== undefined && !isEnd(values.place) ? [name] : [],
  );
  const sorted = (names: Iterable<string>) => [...new Set(names)].filter((name) => known.has(name)).sort(compareNames);
  return {
    forward: sorted(forward),
    back: sorted(back),
    unanswered: sorted(unanswered).filter((name) => !back.has(name)),
  };
}

function isEnd(place: unknown): boolean {
  return place === 'client' || place === 'server';
}
