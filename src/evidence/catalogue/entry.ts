import type { EvidenceKind } from '../../model/evidence.ts';

/** One kind of evidence as people meet it. `example` is a file below `test/fixtures/`. */
export interface CatalogueEntry {
  readonly kind: EvidenceKind;
  /** What one types, or where it is found. */
  readonly from: string;
  /** What Roundtrip takes from it. */
  readonly shows: string;
  readonly example: string;
}

export interface CatalogueSection {
  readonly title: string;
  readonly entries: readonly CatalogueEntry[];
}
