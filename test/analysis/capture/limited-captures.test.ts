import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Flow } from '../../../src/model/flow.ts';
import { triage } from '../../../src/triage.ts';
import { readScenario } from '../../support/scenario.ts';
import { SCENARIOS, scenarioNames } from '../../support/scenario-variations.ts';

const MIRROR = readFileSync(`${SCENARIOS}inconclusive-one-sided-capture/mirror.txt`, 'utf8');
const LATE = readFileSync(`${SCENARIOS}inconclusive-late-capture/packets.txt`, 'utf8');

/** A capture of the flow 10.20.30.41:52144 > 10.50.60.10:443, told of another flow and of the day before. */
function retold(text: string, { client, server }: Flow): string {
  return text
    .replaceAll('2026-11-10 ', '2026-11-09 ')
    .replaceAll('10.20.30.41.52144', `${client.address}.${client.port ?? 52144}`)
    .replaceAll('10.50.60.10.443', `${server.address}.${server.port ?? 443}`);
}

describe.each(scenarioNames())('the scenario %s', (name) => {
  it.each([
    ['of a mirror port that copies one direction only', MIRROR],
    ['that was started in the middle of the connection', LATE],
  ])('has the same answer with a capture besides %s', async (_, text) => {
    const input = await readScenario(`${SCENARIOS}${name}`);
    const { flow, diagnosis } = triage(input);
    const isTold = flow !== null && flow.protocol === 'tcp' && !flow.client.address.includes(':');
    // After a fix only what is known to have been shown since is weighed.
    const last = input.raw
      .flatMap(({ takenAt }) => takenAt ?? [])
      .sort()
      .at(-1);
    const time = input.fixedAt === null || last === undefined ? {} : { takenAt: last };
    const capture = isTold
      ? [{ source: 'extra.txt', obtained: 'file', observer: 'TAP-9', text: retold(text, flow), ...time } as const]
      : [];
    const more = triage({ ...input, raw: [...input.raw, ...capture], flow });

    // Of two faults at once either may come first; which one does is decided by bits that the capture adds.
    expect(more.diagnosis.verdict).toBe(diagnosis.verdict);
    expect([diagnosis.rootCause, ...diagnosis.alsoFound]).toContain(more.diagnosis.rootCause);
    if (isTold)
      expect(
        more.findings.some(({ code, observers }) => code === 'capture.flow-found' && observers.includes('TAP-9')),
      ).toBe(true);
  });
});
