import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/evidence/catalogue.ts';
import { cataloguePage } from '../../src/evidence/catalogue-page.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import { EVIDENCE_KINDS } from '../../src/model/evidence.ts';

const entries = CATALOGUE.flatMap((section) => section.entries);

describe('the catalogue of what is read', () => {
  it('names every kind once, and no kind for what is not known', () => {
    const kinds = EVIDENCE_KINDS.filter((kind) => kind !== 'unknown');

    expect(entries.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });

  it.each(entries.map((entry) => [entry.kind, entry.example] as const))(
    '%s has an example that is read as that',
    (kind, example) => {
      const text = readFileSync(new URL(`../fixtures/${example}`, import.meta.url), 'utf8');

      const evidence = readEvidence([{ source: example, text, obtained: 'file' }]);

      expect(evidence.map((one) => one.kind)).toEqual([kind]);
      expect(evidence[0]?.parsed).not.toBe('none');
    },
  );

  it('is the page in the docs (npm run docs)', () => {
    expect(readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8')).toBe(cataloguePage());
  });
});
