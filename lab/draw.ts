import type { Draw, Subnet, Vlan } from './model.ts';
import { hashOf, type Random, randomOf } from './random.ts';

interface Block {
  readonly first: number;
  readonly length: number;
}

/** RFC 1918. */
const PRIVATE: readonly Block[] = [
  { first: v4(10, 0, 0, 0), length: 8 },
  { first: v4(172, 16, 0, 0), length: 12 },
  { first: v4(192, 168, 0, 0), length: 16 },
];
/** RFC 5737. */
const DOCUMENTATION: readonly Block[] = [
  { first: v4(192, 0, 2, 0), length: 24 },
  { first: v4(198, 51, 100, 0), length: 24 },
  { first: v4(203, 0, 113, 0), length: 24 },
];
const PRIVATE_LENGTHS = [24, 24, 24, 25, 26, 27, 28, 22, 20] as const;
const PUBLIC_LENGTHS = [26, 27, 28] as const;
const APART = 100;
/** Share of the incidents that have VLANs, and of their cables that are one. */
const WITH_VLANS = 0.35;
const TAGGED = 0.6;

function v4(a: number, b: number, c: number, d: number): number {
  return ((a * 256 + b) * 256 + c) * 256 + d;
}

/** What a kernel can do, as far as draws depend on it. */
export interface Kernel {
  readonly vlans: boolean;
}

/** Draws for one incident: the same seed gives the same ones in the same order, VLANs or not. */
export function drawOf(seed: number, kernel: Kernel = { vlans: true }): Draw {
  const random = randomOf(seed);
  const given: Block[] = [];
  const used = new Set<string>();
  const ports: number[] = [];
  const int = (from: number, to: number): number => from + random.below(to - from + 1);
  function pick<T>(list: readonly T[]): T {
    const [chosen] = list.slice(random.below(list.length));
    if (chosen === undefined) throw new Error('there is nothing to pick from');
    return chosen;
  }
  function fresh<T>(make: () => T, isTaken: (one: T) => boolean): T {
    for (let attempt = 0; attempt < 1000; attempt += 1) {
      const one = make();
      if (!isTaken(one)) return one;
    }
    throw new Error('there is no room for another');
  }
  const unused = (make: () => string): string => {
    const one = fresh(make, (made) => used.has(made));
    used.add(one);
    return one;
  };
  const block = (spaces: readonly Block[], lengths: readonly number[]): Subnet => {
    const one = fresh(
      () => within(pick(spaces), pick(lengths), int),
      (made) => given.some((other) => overlap(made, other)),
    );
    given.push(one);
    return subnet4(one);
  };
  const hextet = (): string => int(0x1000, 0xffff).toString(16);
  return {
    int,
    chance: random.chance,
    pick,
    shuffle: (list) =>
      list
        .map((one) => ({ one, at: random.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one),
    subnet: (family) =>
      family === 4
        ? block(PRIVATE, PRIVATE_LENGTHS)
        : subnet6(
            unused(() => `fd${int(0x10, 0xff).toString(16)}:${hextet()}:${hextet()}:${int(1, 0xff).toString(16)}`),
          ),
    publicSubnet: (family) =>
      family === 4 ? block(DOCUMENTATION, PUBLIC_LENGTHS) : subnet6(unused(() => `2001:db8:${hextet()}:${hextet()}`)),
    vlan: vlansOf(randomOf(hashOf(`${seed} vlans`)), kernel),
    mac: () => unused(() => ['52', '54', ...[0, 0, 0, 0].map(() => hex2(int(0, 255)))].join(':')),
    ephemeralPort: () => {
      const one = fresh(
        () => int(32_768, 60_999 - APART),
        (made) => ports.some((other) => Math.abs(other - made) < APART),
      );
      ports.push(one);
      return one;
    },
  };
}

function vlansOf(random: Random, kernel: Kernel): () => Vlan | null {
  const has = random.chance(WITH_VLANS);
  const used = new Set<number>();
  return () => {
    if (!has || !random.chance(TAGGED)) return null;
    let id = 0;
    while (id === 0 || used.has(id)) id = 2 + random.below(4093);
    used.add(id);
    return { id, made: kernel.vlans };
  };
}

function hex2(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

function within(space: Block, length: number, int: Draw['int']): Block {
  const size = 2 ** (32 - length);
  return { first: space.first + size * int(0, 2 ** (length - space.length) - 1), length };
}

function overlap(a: Block, b: Block): boolean {
  return a.first < b.first + 2 ** (32 - b.length) && b.first < a.first + 2 ** (32 - a.length);
}

function subnet4({ first, length }: Block): Subnet {
  const host = (index: number): string => {
    const address = first + index;
    return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
  };
  return subnet(4, length, host, `${host(0)}/${length}`);
}

function subnet6(start: string): Subnet {
  return subnet(6, 64, (index) => `${start}::${index.toString(16)}`, `${start}::/64`);
}

function subnet(family: 4 | 6, length: number, host: (index: number) => string, prefix: string): Subnet {
  return { family, length, prefix, host, at: (index) => `${host(index)}/${length}` };
}
