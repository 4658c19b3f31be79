import { drawOf } from './draw.ts';
import type { Incident, NetworkKind } from './model.ts';
import { hashOf } from './random.ts';

/** The incidents of a run, kind after kind in turn. An incident stays what it is when the count grows or a kind is added. */
export function planned(kinds: readonly NetworkKind[], seed: number, count: number): readonly Incident[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const kind = kinds[index % kinds.length];
    return kind === undefined ? [] : [plannedOne(kind, seed, 1 + Math.floor(index / kinds.length))];
  });
}

/** The nth incident of a kind. */
export function plannedOne(kind: NetworkKind, seed: number, nth: number): Incident {
  const draw = drawOf(hashOf(`${seed} ${kind.id} ${nth}`));
  return { ...kind.build(draw), id: `${kind.id}-${seed}-${nth}`, network: kind.id };
}
