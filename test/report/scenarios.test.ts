import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toReport } from '../../src/report/json.ts';
import type { Report } from '../../src/report/schema.ts';
import { triage } from '../../src/triage.ts';
import { readScenario } from '../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../support/scenario-variations.ts';

const published = z.fromJSONSchema(
  JSON.parse(readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8')),
);

/** A report without its numbers of findings and pieces of evidence, whose evidence stands in the order of its places. */
function unnumbered({ evidence, ...report }: Report): unknown {
  const bare: unknown = JSON.parse(JSON.stringify(report), (key, value: unknown) =>
    key === 'id' && typeof value === 'string' && /^f\d+$/.test(value) ? undefined : value,
  );
  const places = evidence.map(({ id: _, ...read }) => JSON.stringify(read)).sort();
  return { report: bare, places };
}

describe.each(scenarioNames())('the report of %s', (name) => {
  it('is what the published schema says', async () => {
    const text = JSON.stringify(toReport(triage(await readScenario(`${SCENARIOS}${name}`))));

    expect(published.safeParse(JSON.parse(text)).error?.issues ?? []).toEqual([]);
  });

  it('is the same bytes for the same evidence, and says the same in whatever order it came', async () => {
    const input = await readScenario(`${SCENARIOS}${name}`);
    const report = toReport(triage(input));

    const again = toReport(triage(structuredClone(input)));
    const reversed = toReport(triage({ ...input, raw: [...input.raw].reverse() }));

    expect(JSON.stringify(again)).toBe(JSON.stringify(report));
    expect(unnumbered(reversed)).toEqual(unnumbered(report));
  });
});
