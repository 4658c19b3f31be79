import { stringify } from 'yaml';
import { formatFlow } from '../../src/model/flow.ts';
import type { CapturePlan, Incident } from '../model.ts';
import type { Captured } from './captured.ts';
import type { Reading } from './readings.ts';

/** When a change was made, and when captures were begun, in ISO 8601. */
export interface Change {
  readonly fixedAt: string;
  readonly begunAt: ReadonlyMap<CapturePlan['from'], string>;
}

/** The `case.yml` of an incident, as who collected it would write it: nothing of the truth is in it. Of a change people tell
 * when it was made, and whether a capture was begun before it or after. */
export function caseText(
  { flow, symptoms }: Pick<Incident, 'flow' | 'symptoms'>,
  readings: readonly Reading[],
  captures: readonly Captured[],
  change: Change | null = null,
): string {
  const told = formatFlow({
    protocol: 'tcp',
    client: { address: flow.client, port: flow.clientPort },
    server: { address: flow.server, port: flow.port },
  });
  const files = [
    ...readings.map(({ file, node, takenAt }) => [file, { observer: node, takenAt }] as const),
    ...captures.map(({ file, plan }) => {
      const takenAt = change?.begunAt.get(plan.from);
      return [
        file,
        { observer: plan.node, point: plan.interface, ...(takenAt === undefined ? {} : { takenAt }) },
      ] as const;
    }),
  ];
  const sorted = files.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return stringify({
    flow: told,
    symptoms: [...symptoms],
    ...(change === null ? {} : { fixedAt: change.fixedAt }),
    files: Object.fromEntries(sorted),
  });
}
