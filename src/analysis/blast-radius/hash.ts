import type { SeenFlow } from './flows.ts';
import { type Separation, separationOf, type Tally } from './separation.ts';
import type { Member, Split } from './split.ts';
import { lowBits } from './subnet.ts';

/** What a device may hash a flow by. Links and paths are chosen by such sums (IEEE 802.3ad bonding, ECMP, ip-modulo). */
interface Input {
  readonly name: string;
  readonly of: (flow: HashedFlow) => number | null;
}

interface HashedFlow {
  readonly source: number;
  readonly destination: number;
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
}

/** In the order in which equals are named: of two that say the same, the simpler. */
const INPUTS: readonly Input[] = [
  { name: 'source address', of: ({ source }) => source },
  { name: 'destination address', of: ({ destination }) => destination },
  { name: 'source address XOR destination address', of: ({ source, destination }) => (source ^ destination) >>> 0 },
  { name: 'source port', of: ({ sourcePort }) => sourcePort },
  { name: 'source port XOR destination port', of: (flow) => ports(flow) },
  {
    name: 'addresses XOR ports',
    of: (flow) => {
      const both = ports(flow);
      return both === null ? null : (flow.source ^ flow.destination ^ both) >>> 0;
    },
  },
];

const MODULI = [2, 3, 4, 5, 6, 7, 8] as const;

/** Fewer different inputs than this show nothing, however well they part. */
const INPUTS_NEEDED = 20;

function ports({ sourcePort, destinationPort }: HashedFlow): number | null {
  return sourcePort === null || destinationPort === null ? null : sourcePort ^ destinationPort;
}

/**
 * The hash whose buckets tell half-open flows from whole ones; null when none does. Each different input is one witness:
 * flows that hash alike have no choice. Only the low 32 bits of addresses are looked at.
 */
export function hashSplit(
  flows: readonly SeenFlow[],
): { readonly split: Split; readonly separation: Separation } | null {
  const hashed = flows
    .filter(({ condition }) => condition !== 'could-not-tell')
    .flatMap((flow) => {
      const numbers = numbersOf(flow);
      return numbers === null ? [] : [{ flow, numbers }];
    });
  for (const modulus of MODULI) {
    for (const input of INPUTS) {
      const fared = faring(hashed, input);
      if (fared.size < INPUTS_NEEDED) continue;
      const separation = separationOf(buckets(fared, modulus), 'hash');
      if (separation.fit === 'separates') return { split: splitBy(flows, input, modulus), separation };
    }
  }
  return null;
}

function numbersOf({ client, server }: SeenFlow): HashedFlow | null {
  const [source, destination] = [lowBits(client.address), lowBits(server.address)];
  if (source === null || destination === null) return null;
  return { source, destination, sourcePort: client.port, destinationPort: server.port };
}

/** How many flows of each input are half-open and whole. */
function faring(
  hashed: readonly { readonly flow: SeenFlow; readonly numbers: HashedFlow }[],
  input: Input,
): ReadonlyMap<number, { halfOpen: number; whole: number }> {
  const fared = new Map<number, { halfOpen: number; whole: number }>();
  for (const { flow, numbers } of hashed) {
    const value = input.of(numbers);
    if (value === null) continue;
    const counts = fared.get(value) ?? { halfOpen: 0, whole: 0 };
    counts[flow.condition === 'half-open' ? 'halfOpen' : 'whole'] += 1;
    fared.set(value, counts);
  }
  return fared;
}

function buckets(fared: ReturnType<typeof faring>, modulus: number): readonly Tally[] {
  const tallies = Array.from({ length: modulus }, (_, bucket) => ({
    name: bucketName(bucket),
    halfOpen: 0,
    whole: 0,
    couldNotTell: 0,
    witnesses: { halfOpen: 0, whole: 0 },
  }));
  for (const [value, { halfOpen, whole }] of fared) {
    const tally = tallies[value % modulus];
    if (tally === undefined) continue;
    tally.halfOpen += halfOpen;
    tally.whole += whole;
    // An input that fared both ways is no witness for either.
    if (whole === 0) tally.witnesses.halfOpen += 1;
    if (halfOpen === 0) tally.witnesses.whole += 1;
  }
  return tallies;
}

function bucketName(bucket: number): string {
  return `bucket ${bucket}`;
}

function splitBy(flows: readonly SeenFlow[], input: Input, modulus: number): Split {
  const groups = new Map<string, Member[]>();
  for (const flow of flows) {
    const numbers = numbersOf(flow);
    const value = numbers === null ? null : input.of(numbers);
    if (value === null) continue;
    const name = bucketName(value % modulus);
    const group = groups.get(name) ?? [];
    group.push({ flow, condition: flow.condition });
    groups.set(name, group);
  }
  return { dimension: 'hash', observer: null, hash: `${input.name}, modulo ${modulus}`, groups };
}
