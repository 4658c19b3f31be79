import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Flow } from '../../src/model/flow.ts';
import type { TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';

/** The folder of all scenarios, with a slash at its end. */
export const SCENARIOS = fileURLToPath(new URL('../scenarios/', import.meta.url));

/** A scenario's input with something changed, and what it is that was changed. */
export type Variation = readonly [changed: string, input: TriageInput];

/** The names of all scenarios, in alphabetical order. */
export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Every way to leave one source out, with its name. */
export function withoutEachSource(input: TriageInput): readonly Variation[] {
  return input.raw.map(({ source }) => [source, { ...input, raw: input.raw.filter((raw) => raw.source !== source) }]);
}

/** Every way to leave one output out, with what it is: its lines are blanked, so that all others keep their numbers. */
export function withoutEachOutput(input: TriageInput): readonly Variation[] {
  return triage(input).evidence.map(({ source, kind, lines }) => {
    const blanked = (text: string) =>
      text
        .split('\n')
        .map((line, index) => (index + 1 >= lines.from && index + 1 <= lines.to ? '' : line))
        .join('\n');
    const raw = input.raw.map((one) => (one.source === source ? { ...one, text: blanked(one.text) } : one));
    return [`${source}: ${kind}`, { ...input, raw }];
  });
}

/** The flow with its ends exchanged. */
export function reversed(flow: Flow): Flow {
  return { ...flow, client: flow.server, server: flow.client };
}
