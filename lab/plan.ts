import { drawOf, type Kernel } from './draw.ts';
import type { Incident, NetworkKind } from './model.ts';
import { hashOf } from './random.ts';

/** The incidents of a run, kind after kind in turn. An incident stays what it is when the count grows or a kind is added. */
export function planned(
  kinds: readonly NetworkKind[],
  seed: number,
  count: number,
  kernel?: Kernel,
): readonly Incident[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const kind = kinds[index % kinds.length];
    return kind === undefined ? [] : [plannedOne(kind, seed, 1 + Math.floor(index / kinds.length), kernel)];
  });
}

/** The nth incident of a kind, for a kernel that can do everything unless it is said what it can. */
export function plannedOne(kind: NetworkKind, seed: number, nth: number, kernel?: Kernel): Incident {
  const draw = drawOf(hashOf(`${seed} ${kind.id} ${nth}`), kernel);
  return { ...kind.build(draw), id: `${kind.id}-${seed}-${nth}`, network: kind.id };
}
