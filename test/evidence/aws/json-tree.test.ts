import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, readJson } from '../../../src/evidence/aws/json-tree.ts';

/** The value of a tree, as `JSON.parse` would give it. */
function plain(node: JsonNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'array') return node.items.map(plain);
  return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
}

describe('reading JSON with its places', () => {
  it('reads what JSON.parse reads, whatever the indentation', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.constantFrom(undefined, 2, 4), (text, indent) => {
        const written = `${JSON.stringify(JSON.parse(text), null, indent)} `;
        const { root, broken } = readJson(written);

        expect(broken).toBeNull();
        expect(root === null ? null : JSON.stringify(plain(root))).toBe(JSON.stringify(JSON.parse(written)));
      }),
      { numRuns: 300, seed: 20261110 },
    );
  });

  it('never throws on a text that was cut, and says that it was', () => {
    const text = JSON.stringify({ a: [1, { b: 'x"\\', c: null }], d: true, e: -1.5e3 });

    for (let end = 0; end < text.length; end += 1) {
      const { broken } = readJson(text.slice(0, end));
      expect([end, broken?.why]).toEqual([end, 'cut']);
    }
  });

  it('keeps what stands before damage, and says where the damage is', () => {
    const { root, broken } = readJson('{"a": 1, "b": [2, oops], "c": 3}');

    expect(broken).toEqual({ at: 18, why: 'not-json' });
    expect(root?.whole).toBe(false);
    expect(root === null ? null : plain(root)).toEqual({ a: 1, b: [2] });
  });

  it('stops at a depth that no reply has', () => {
    expect(readJson('['.repeat(100_000)).broken?.why).toBe('too-deep');
    expect(readJson('{"a":'.repeat(100_000)).broken?.why).toBe('too-deep');
  });

  it('stops at more values than a page of AWS holds', () => {
    expect(readJson(`[${'1,'.repeat(500_000)}1] `).broken?.why).toBe('too-large');
  });
});
