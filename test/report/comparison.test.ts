import { describe, expect, it } from 'vitest';
import type { Comparison, Difference } from '../../src/model/comparison.ts';
import { TOLD_AT_MOST, tellComparison } from '../../src/report/comparison.ts';
import { comparisonMarkdown, renderComparison, toComparisonReport } from '../../src/report/comparison-text.ts';

const MOMENT = { flow: null, verdict: 'inconclusive', rootCause: null, headline: 'Inconclusive' } as const;

function difference(state: Difference['state'], says: string): Difference {
  const at = [{ source: `${state}.txt`, lines: [3, 4], quote: 'x' }] as const;
  return { kind: 'fact', state, says, before: state === 'new' ? [] : at, after: state === 'absent' ? [] : at };
}

function comparison(differences: readonly Difference[], sameEnds = true): Comparison {
  return { before: MOMENT, after: MOMENT, sameEnds, differences };
}

const LAYOUT = { colour: false, width: 100 };

describe('a comparison in words', () => {
  it('tells what changed first, each with its places, and what stayed by its number', () => {
    const text = renderComparison(
      comparison([
        difference('updated', 'FW-A, HA: was active; is now passive.'),
        difference('new', 'FW-A, ARP of 192.0.2.1: unresolved.'),
        difference('unchanged', 'FW-A, FIB lookup: via 192.0.2.9.'),
      ]),
      LAYOUT,
    );

    expect(text).toContain('2 differences that matter');
    expect(text.indexOf('Updated')).toBeLessThan(text.indexOf('New:'));
    expect(text).toContain('before updated.txt:3-4 · after updated.txt:3-4');
    expect(text).toContain('Unchanged: 1 finding or reading.');
    expect(text).not.toContain('FIB lookup');
  });

  it('says when nothing that matters differs, and when the conversations are not the same', () => {
    expect(tellComparison(comparison([])).headline).toBe('Nothing that matters differs');
    expect(tellComparison(comparison([], false)).moments.join(' ')).toContain('different conversations');
  });

  it('counts what is too much to tell', () => {
    const many = Array.from({ length: TOLD_AT_MOST + 5 }, (_, index) => difference('new', `route ${index}.`));
    const [group] = tellComparison(comparison(many)).groups;

    expect(group?.items).toHaveLength(TOLD_AT_MOST);
    expect(group?.left).toBe('and 5 more');
    expect(toComparisonReport(comparison(many)).differences).toHaveLength(TOLD_AT_MOST + 5);
  });

  it('lets no device text command the terminal or the Markdown reader', () => {
    const evil = comparison([difference('updated', 'rule <b>x</b> \u001b[31m and [a link](elsewhere)')]);

    expect(renderComparison(evil, LAYOUT)).not.toContain('\u001b');
    expect(comparisonMarkdown(evil)).not.toMatch(/(?<!\\)<b>|(?<!\\)\[a/);
  });
});
