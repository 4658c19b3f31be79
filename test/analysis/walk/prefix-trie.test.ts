import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { longestMatches } from '../../../src/analysis/address.ts';
import { PrefixTrie } from '../../../src/analysis/walk/prefix-trie.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
/** Few different leading bytes, so that prefixes cover each other and addresses hit them. */
const near = (length: number) =>
  fc
    .tuple(fc.constantFrom(10, 11, 192), bytes(length - 1))
    .map(([first, rest]) => [first, ...rest.map((byte) => byte & 0b11)]);
const address = fc.oneof(near(4), near(16)).map((parts) => ipaddr.fromByteArray(parts).toString());
const prefix = fc
  .tuple(address, fc.nat(128))
  .map(([text, length]) => `${text}/${text.includes(':') ? length : Math.round(length / 4)}`);

function trieOf(prefixes: readonly string[]): PrefixTrie<string> {
  const trie = new PrefixTrie<string>();
  for (const [index, one] of prefixes.entries()) trie.add(one, `${one} #${index}`);
  return trie;
}

describe('the prefix trie', () => {
  it('finds what a scan over all prefixes finds, IPv4 and IPv6', () => {
    fc.assert(
      fc.property(
        fc.array(prefix, { maxLength: 60 }),
        fc.array(address, { minLength: 1, maxLength: 10 }),
        (all, asked) => {
          const trie = trieOf(all);
          const rows = all.map((one, index) => ({ prefix: one, name: `${one} #${index}` }));
          for (const one of asked) {
            expect(trie.longest(one)).toEqual(longestMatches(rows, one).map(({ name }) => name));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds the same whatever the order in which the prefixes came', () => {
    fc.assert(
      fc.property(fc.uniqueArray(prefix, { maxLength: 40 }), address, fc.nat(), (all, asked, seed) => {
        const turned = [...all].sort((one, other) => ((one.length * seed) % 7) - ((other.length * seed) % 7));
        const named = (list: readonly string[]) =>
          [...trieOf(list).longest(asked)].map((name) => name.split(' ')[0]).sort();
        expect(named(turned)).toEqual(named(all));
      }),
    );
  });

  it('keeps the default route, a host route and what lies between apart', () => {
    const trie = trieOf(['0.0.0.0/0', '10.1.0.0/16', '10.1.2.3/32', '::/0']);

    expect(trie.longest('10.1.2.3')).toEqual(['10.1.2.3/32 #2']);
    expect(trie.longest('10.1.9.9')).toEqual(['10.1.0.0/16 #1']);
    expect(trie.longest('192.0.2.1')).toEqual(['0.0.0.0/0 #0']);
    expect(trie.longest('2001:db8::1')).toEqual(['::/0 #3']);
  });

  it('refuses what is no prefix and finds nothing for what is no address', () => {
    const trie = new PrefixTrie<string>();

    expect(['10.0.0.0/33', '10.0.0/8', 'default', '300.0.0.0/8', '::/129'].map((one) => trie.add(one, one))).toEqual(
      Array(5).fill(false),
    );
    expect(trie.longest('nowhere')).toEqual([]);
  });

  it('takes a hundred thousand routes and answers at once', () => {
    const trie = new PrefixTrie<number>();
    for (let index = 0; index < 100_000; index += 1) {
      trie.add(`${(index >> 12) & 255}.${(index >> 4) & 255}.${(index & 15) << 4}.0/${20 + (index % 5)}`, index);
    }
    const started = process.hrtime.bigint();
    for (let index = 0; index < 10_000; index += 1) trie.longest(`${index & 23}.${index & 255}.16.9`);

    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(1_000);
  });
});
