import { blastRadiusOf } from '../../../src/analysis/blast-radius/index.ts';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { BlastDimension, BlastGrouping, BlastRadius } from '../../../src/model/blast-radius.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';

/** A flow of a crowd: `192.0.2.10:40000`-like ends without brackets, as they stand in a listing. */
export interface CrowdFlow {
  readonly client: string;
  readonly port?: number;
  readonly server?: string;
  readonly serverPort?: number;
  readonly half: boolean;
}

/** What a Linux gateway's connection tracking prints of a crowd. */
export function conntrack(flows: readonly CrowdFlow[], host = 'gw-1'): RawEvidence {
  const lines = flows.map(({ client, port = 40_000, server = '198.51.100.20', serverPort = 443, half }) => {
    const there = `src=${client} dst=${server} sport=${port} dport=${serverPort}`;
    const back = `src=${server} dst=${client} sport=${serverPort} dport=${port}`;
    return half
      ? `tcp      6 87 SYN_SENT ${there} [UNREPLIED] ${back} mark=0 use=1`
      : `tcp      6 431999 ESTABLISHED ${there} ${back} [ASSURED] mark=0 use=1`;
  });
  return paste(`conntrack-${host}`, `[root@${host} ~]# conntrack -L\n${lines.join('\n')}\n`);
}

export function paste(source: string, text: string, more: Partial<RawEvidence> = {}): RawEvidence {
  return { source, text, obtained: 'paste', ...more };
}

/** The blast radius of what was pasted, without a flow in question. */
export function radiusOf(...raw: readonly RawEvidence[]): BlastRadius | null {
  return blastRadiusOf({ flow: null, evidence: readEvidence(raw), symptoms: [], fixedAt: null });
}

/** The counts of a radius: half-open, whole, could not tell. */
export function countsOf(radius: BlastRadius | null): readonly number[] | null {
  return radius === null ? null : [radius.halfOpen, radius.whole, radius.couldNotTell];
}

/** Throws when there is no such grouping. */
export function groupingBy(radius: BlastRadius | null, dimension: BlastDimension): BlastGrouping {
  const grouping = radius?.groupings.find((one) => one.dimension === dimension);
  if (grouping === undefined) throw new Error(`no grouping by ${dimension}`);
  return grouping;
}

/** `count` numbers from `from` on. */
export function range(count: number, from = 0): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
