import type { FindingCode } from '../../model/finding.ts';
import type { FindingWords } from './finding-words.ts';

/** What the half-open ones of many flows have in common. */
export const BLAST_WORDS = {
  'blast.by-egress': shared('leave by', 'the interface that they leave by'),
  'blast.by-zone-pair': shared('go between the zones', 'their zones'),
  'blast.by-client-subnet': shared('come from', 'the clients’ subnets'),
  'blast.by-server': shared('go to', 'the server that they go to'),
  'blast.by-hash': {
    title: 'A hash tells half-open flows from whole ones',
    seen: 'of {halfOpen} half-open and {whole} whole flows, the half-open ones fall into {groups} of {hash}.',
    notSeen: 'no simple hash of addresses or ports tells half-open flows from whole ones.',
    couldNotTell: 'whether a hash of addresses or ports tells half-open flows from whole ones needs many flows.',
  },
  'blast.server-answers-others': {
    title: 'The server answers other clients',
    seen: 'the same server and port answers {clients} other clients.',
    notSeen: 'the same server and port leaves {clients} other clients without an answer too, and answers none.',
    couldNotTell: 'whether the server answers other clients is not shown.',
  },
} as const satisfies Partial<Record<FindingCode, FindingWords>>;

function shared(doing: string, what: string): FindingWords {
  return {
    title: `Half-open and whole flows differ by ${what}`,
    seen: `of {halfOpen} half-open and {whole} whole flows, the half-open ones ${doing} {groups}.`,
    notSeen: `half-open and whole flows do not differ by ${what} ({halfOpen} half-open, {whole} whole).`,
    couldNotTell: `whether half-open and whole flows differ by ${what} needs many flows of both sorts.`,
  };
}
