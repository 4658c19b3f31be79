import { stringify } from 'yaml';
import { formatFlow } from '../../src/model/flow.ts';
import type { Incident } from '../model.ts';
import type { Captured } from './captured.ts';
import type { Reading } from './readings.ts';

/** The `case.yml` of an incident, as who collected it would write it: nothing of the truth is in it. */
export function caseText(
  { flow, symptoms }: Pick<Incident, 'flow' | 'symptoms'>,
  readings: readonly Reading[],
  captures: readonly Captured[],
): string {
  const told = formatFlow({
    protocol: 'tcp',
    client: { address: flow.client, port: flow.clientPort },
    server: { address: flow.server, port: flow.port },
  });
  const files = [
    ...readings.map(({ file, node, takenAt }) => [file, { observer: node, takenAt }] as const),
    ...captures.map(({ file, plan }) => [file, { observer: plan.node, point: plan.interface }] as const),
  ];
  const sorted = files.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return stringify({ flow: told, symptoms: [...symptoms], files: Object.fromEntries(sorted) });
}
