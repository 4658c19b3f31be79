import type { Difference } from '../model/comparison.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Counter, CounterSampling, FactKind, FactOf } from '../model/facts.ts';
import type { Triage } from '../model/triage.ts';

/** One listing: how it was taken, and its rows by name. */
interface Listing {
  readonly block: Evidence;
  readonly sampling: CounterSampling;
  readonly rows: ReadonlyMap<string, Counter>;
}

/** How drops and warnings moved at two moments. Totals count only by how they grew from one to the other. */
export function compareCounters(before: Triage, after: Triage): readonly Difference[] {
  const [former, now] = [listings(before), listings(after)];
  const devices = [...new Set([...former, ...now].map(({ block }) => block.observer))];
  return devices.flatMap((device) => {
    const last = (all: readonly Listing[], delta: boolean): Listing | undefined =>
      all.findLast(({ block, sampling }) => block.observer === device && sampling.delta === delta);
    return [
      ...deltas(device ?? 'unnamed device', last(former, true), last(now, true)),
      ...totals(device ?? 'unnamed device', last(former, false), last(now, false)),
    ];
  });
}

function listings({ evidence }: Triage): readonly Listing[] {
  return evidence.flatMap((block) => {
    const [sampling] = ofKind(block, 'counter-sampling');
    if (sampling === undefined) return [];
    const rows = ofKind(block, 'counter').filter(({ severity }) => severity === 'drop' || severity === 'warn');
    return [{ block, sampling, rows: new Map(rows.map((row) => [row.name, row])) }];
  });
}

function ofKind<K extends FactKind>({ facts }: Evidence, kind: K): readonly FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

function deltas(device: string, former: Listing | undefined, now: Listing | undefined): readonly Difference[] {
  const names = [...new Set([...(former?.rows.keys() ?? []), ...(now?.rows.keys() ?? [])])].sort();
  return names.flatMap((name): readonly Difference[] => {
    const about = `${device}, counter ${name}`;
    const [was, is] = [moveOf(former, name), moveOf(now, name)];
    const places = { kind: 'fact', before: was?.at ?? [], after: is?.at ?? [] } as const;
    if (was === null) return is?.moved === true ? [{ ...places, state: 'new', says: `${about}: ${is.says}.` }] : [];
    if (is === null) return was.moved ? [{ ...places, state: 'absent', says: `${about}: ${was.says}.` }] : [];
    if (!was.moved && !is.moved) return [];
    const state = was.moved === is.moved ? 'unchanged' : 'updated';
    return [{ ...places, state, says: `${about}: ${was.says} before; ${is.says} after.` }];
  });
}

interface Move {
  readonly moved: boolean;
  readonly says: string;
  readonly at: Difference['before'];
}

/** Null when the listing could not have shown the counter. */
function moveOf(listing: Listing | undefined, name: string): Move | null {
  if (listing === undefined) return null;
  const { sampling, rows, block } = listing;
  const row = rows.get(name);
  const window = sampling.elapsedSeconds === null ? '' : ` in ${sampling.elapsedSeconds} s`;
  if (row !== undefined && row.value > 0) return { moved: true, says: `moved by ${row.value}${window}`, at: [row.at] };
  const couldShow = block.parsed === 'whole' && sampling.nameFilter === null && sampling.severityFilter === null;
  return row !== undefined || couldShow
    ? { moved: false, says: `did not move${window}`, at: [row?.at ?? sampling.at] }
    : null;
}

function totals(device: string, former: Listing | undefined, now: Listing | undefined): readonly Difference[] {
  if (former === undefined || now === undefined) return [];
  return [...now.rows].flatMap(([name, row]): readonly Difference[] => {
    const grown = row.value - (former.rows.get(name)?.value ?? row.value);
    const before = former.rows.get(name);
    if (before === undefined || grown < 0) return [];
    const says = `${device}, counter ${name}: ${grown === 0 ? 'stood still' : `grew by ${grown}`} from one moment to the other.`;
    return [{ kind: 'fact', state: grown === 0 ? 'unchanged' : 'updated', says, before: [before.at], after: [row.at] }];
  });
}
