import type { EvidenceKind, RawEvidence } from '../../model/evidence.ts';

/**
 * Who speaks in a reply of AWS: AWS itself, unless the giver named an account. The host on whose prompt the command
 * was typed only carries the reply, so it is no witness of it.
 */
export function awsObserver(raw: RawEvidence, kind: EvidenceKind): { readonly observer?: string } {
  return kind.startsWith('aws-') ? { observer: raw.observer ?? 'aws' } : {};
}
