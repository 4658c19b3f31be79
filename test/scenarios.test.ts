import { describe, expect, it } from 'vitest';
import type { TriageInput } from '../src/model/triage.ts';
import { toReport } from '../src/report/json.ts';
import { reportSchema } from '../src/report/schema.ts';
import { triage } from '../src/triage.ts';
import { causeOf, causesOf, readExpectation, readScenario, shownFlow } from './support/scenario.ts';
import { SCENARIOS, scenarioNames, withoutEachSource } from './support/scenario-variations.ts';

/** What another firewall shows of another conversation that is broken, from the scenario `pbf-one-way`. */
async function noise(): Promise<TriageInput['raw']> {
  const { raw } = await readScenario(`${SCENARIOS}pbf-one-way`);
  const elsewhere = (text: string) =>
    text.replaceAll('10.20.30.', '10.77.30.').replaceAll('198.51.100.', '203.0.113.').replace(/\bFW-/g, 'OTHER-');
  return raw.map((one) => ({ ...one, source: `other-${one.source}`, text: elsewhere(one.text) }));
}

describe.each(scenarioNames())('the scenario %s', (name) => {
  const folder = `${SCENARIOS}${name}`;
  const expected = readExpectation(folder);

  it('reaches its right answer', async () => {
    const { flow, diagnosis } = triage(await readScenario(folder));

    expect({ verdict: diagnosis.verdict, rootCause: diagnosis.rootCause }).toEqual({
      verdict: expected.verdict,
      rootCause: expected.rootCause,
    });
    expect(diagnosis.alsoFound).toEqual(expected.alsoFound ?? []);
    if (expected.since !== undefined) {
      const { was, state } = expected.since;
      expect(diagnosis.since).toMatchObject({ was, state });
    }
    if (expected.band !== undefined) expect(diagnosis.patterns[0]?.band).toBe(expected.band);
    if (expected.flow !== undefined) expect(shownFlow(flow)).toBe(expected.flow);
    const steps = Object.fromEntries(diagnosis.steps.map(({ id, state }) => [id, state]));
    expect(steps).toMatchObject(expected.steps ?? {});
    const checked = Object.fromEntries(diagnosis.checklist.map(({ id, state }) => [id, state]));
    expect(checked).toMatchObject(expected.checklist ?? {});
    if (expected.nextTests === 'some') expect(diagnosis.nextTests.length).toBeGreaterThan(0);
  });

  it('is reported as the schema says, and cites lines that exist', async () => {
    const input = await readScenario(folder);
    const report = reportSchema.parse(toReport(triage(input)));
    // The lines of a capture are its packets.
    const lengths = new Map(
      input.raw.map(({ source, text, capture }) => [source, capture?.summary.packets ?? text.split('\n').length]),
    );

    for (const { code, citations } of report.findings) {
      for (const { source, lines } of citations) {
        expect([code, source, lines[0] <= lines[1] && lines[1] <= (lengths.get(source) ?? 0)]).toEqual([
          code,
          source,
          true,
        ]);
      }
    }
  });

  it('never leaves the reader without a next step', async () => {
    const { diagnosis } = triage(await readScenario(folder));
    const { verdict, nextTests, fix, checklist } = diagnosis;

    expect(nextTests.length).toBeLessThanOrEqual(3);
    expect(nextTests.length + fix.length + checklist.length).toBeGreaterThan(0);
    if (verdict === 'inconclusive') expect(nextTests.length).toBeGreaterThan(0);
    for (const { command } of nextTests) {
      expect(command.replaceAll('/dev/null', '')).not.toMatch(/undefined|null|NaN|\{\w+\}/);
    }
  });

  it('has the same answer whatever the order of the files', async () => {
    const input = await readScenario(folder);

    const reversed = triage({ ...input, raw: [...input.raw].reverse() });

    expect(causeOf(reversed)).toEqual(causeOf(triage(input)));
  });

  it('is not more certain when everything is pasted twice', async () => {
    const input = await readScenario(folder);
    const again = input.raw.map((raw) => ({ ...raw, source: `again-${raw.source}` }));

    const twice = triage({ ...input, raw: [...input.raw, ...again] });

    expect(causeOf(twice)).toEqual(causeOf(triage(input)));
  });

  it('never blames something else when one file is missing', async () => {
    const input = await readScenario(folder);

    for (const [left, less] of withoutEachSource(input)) {
      const { diagnosis } = triage(less);
      expect([left, causesOf(expected).includes(diagnosis.rootCause)]).toEqual([left, true]);
      // What passes in both directions needs neither a test nor a repair.
      const helps = diagnosis.verdict === 'healthy' || diagnosis.nextTests.length + diagnosis.fix.length > 0;
      expect([left, helps]).toEqual([left, true]);
    }
  });

  it('is not led astray by another conversation that is broken on another firewall', async () => {
    const input = await readScenario(folder);
    const { flow } = triage(input);

    const noisy = triage({ ...input, flow, raw: [...input.raw, ...(await noise())] });

    if (flow !== null) expect(causesOf(expected)).toContain(noisy.diagnosis.rootCause);
    expect(noisy.evidence.length).toBeGreaterThan(input.raw.length);
  });

  it('blames nothing else when a second device shows all the same, as the units of a pair do', async () => {
    const input = await readScenario(folder);
    const twins = input.raw.map((raw) => ({
      ...raw,
      source: `twin-${raw.source}`,
      text: raw.text.replace(/(@[A-Za-z][\w.-]*)(?=[(> #:])/g, '$1-twin'),
      ...(raw.observer === undefined ? {} : { observer: `${raw.observer}-twin` }),
    }));

    const { diagnosis } = triage({ ...input, raw: [...input.raw, ...twins] });

    expect(causesOf(expected)).toContain(diagnosis.rootCause);
  });
});
