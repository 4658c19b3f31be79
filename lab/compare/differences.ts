import type { CaptureDigest, DigestFlow } from '../../src/model/facts.ts';
import type { States } from './completeness.ts';
import type { Counts, Directions } from './counts.ts';

/** Where another program and the digest of a capture do not say the same. */
export interface Difference {
  readonly program: string;
  /** The direction, or the two ends. */
  readonly of: string;
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  /** Why that is, when it is of a known kind. */
  readonly because: string | null;
}

/** The digest and what it knows of itself that explains differences. */
export type Digest = Pick<CaptureDigest, 'flows' | 'summary'>;

const COUNTED: readonly (keyof Counts)[] = [
  'packets',
  'payloadBytes',
  'syns',
  'fins',
  'resets',
  'sentAgain',
  'dataSentAgain',
];

/** Compares what was counted by direction. What a program does not count is not compared. */
export function countDifferences(
  program: string,
  digest: Digest,
  ours: Directions,
  theirs: Directions,
): readonly Difference[] {
  const directions = new Set([...ours.keys(), ...theirs.keys()]);
  return [...directions].sort().flatMap((direction) => {
    const [mine, other] = [ours.get(direction) ?? {}, theirs.get(direction) ?? {}];
    return COUNTED.flatMap((what) => {
      if (!counts(theirs, what) || (mine[what] ?? 0) === (other[what] ?? 0)) return [];
      const [us, them] = [mine[what] ?? 0, other[what] ?? 0];
      const isWithFlags = what === 'dataSentAgain' && them > us && them <= (mine.sentAgain ?? 0);
      const because = isWithFlags ? WITH_FLAGS : reason(digest, direction, what);
      return [{ program, of: direction, what, ours: String(us), theirs: String(them), because }];
    });
  });
}

/** Compares what was seen of each conversation. */
export function stateDifferences(program: string, digest: Digest, ours: States, theirs: States): readonly Difference[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((pair) => {
    const [mine, other] = [ours.get(pair) ?? 'nothing', theirs.get(pair) ?? 'nothing'];
    const own = digest.flows.filter((flow) => isBetween(flow, pair));
    const because = digest.summary.leftOut.conversations > 0 ? BOUNDED : notCounted(own, mine, other);
    return mine === other ? [] : [{ program, of: pair, what: 'state', ours: mine, theirs: other, because }];
  });
}

export const BOUNDED = 'the digest is bounded, and conversations were left out of it';
const TWICE = 'the capture holds packets twice, which are counted apart here and as sent again there';
const REUSED = 'the port pair was used again, which the programs part differently';
const WITH_FLAGS = 'a SYN or FIN that was sent again is counted among the data there';
const ONE_SIDED = 'one direction alone was captured, so whether a segment was sent before is guessed differently';
const LATE = 'late and sent again are told apart by time, and at other times by each program';

const LATE_SYN = 'a SYN that is captured after its SYN-ACK is not counted there';

const FROM_SECOND = 'a conversation that begins in its middle is counted there from its second packet on';

function notCounted(flows: readonly DigestFlow[], mine: string, other: string): string | null {
  if (flows.some(beginsAnswered) && mine === `SYN ${other}`) return LATE_SYN;
  const isOnePacket = flows.every(
    ({ c2s, s2c, knownBy }) => knownBy === 'first-packet' && c2s.packets + s2c.packets === 1,
  );
  return isOnePacket && other === '' ? FROM_SECOND : null;
}

/** Whether a SYN-ACK was captured before any SYN, or without one. */
export function beginsAnswered({ c2s, s2c }: DigestFlow): boolean {
  return (s2c.tcp?.synAck.first ?? Infinity) < (c2s.tcp?.syn.first ?? Infinity);
}

function isBetween(flow: DigestFlow, pair: string): boolean {
  const [one = '', other = ''] = pair.split(' - ');
  return isOf(flow, `${one} > ${other}`);
}

function reason({ flows, summary }: Digest, direction: string, what: keyof Counts): string | null {
  if (summary.leftOut.conversations > 0) return BOUNDED;
  const own = flows.filter((flow) => isOf(flow, direction));
  const halves = own.flatMap(({ c2s, s2c }) => [c2s, s2c]);
  if (what !== 'sentAgain' && what !== 'dataSentAgain') return null;
  if (halves.some(({ duplicates }) => duplicates.sameTtl + duplicates.lowerTtl + duplicates.higherTtl > 0))
    return TWICE;
  if (own.length > 1) return REUSED;
  if (halves.some(({ packets }) => packets === 0)) return ONE_SIDED;
  if (halves.some(({ tcp }) => (tcp?.outOfOrder ?? 0) + (tcp?.gaps.count ?? 0) > 0)) return LATE;
  return null;
}

function isOf({ client, server }: DigestFlow, direction: string): boolean {
  const [one, other] = [`${client.address}:${client.port}`, `${server.address}:${server.port}`];
  return direction === `${one} > ${other}` || direction === `${other} > ${one}`;
}

function counts(directions: Directions, what: keyof Counts): boolean {
  return [...directions.values()].some((one) => one[what] !== undefined);
}
