import type { LiveRun } from '../../model/live-run.ts';
import type { CaptureStage, PanosCommand } from '../../model/panos-command.ts';
import type { ActionOf } from '../actions.ts';

/** For each stage; a capture ends by itself at either, whatever becomes of us. */
const PACKETS = 5_000;
const BYTES = 5_000_000;

/** The name on the device of what one stage captured. */
export function fileOf(run: Pick<LiveRun, 'id'>, stage: CaptureStage): string {
  return `roundtrip-${run.id}-${stage}`;
}

/** Everything that is switched on, in the vendor's order: match first, then on (KB kA10g000000ClTJCA0). */
export function switchOn(run: Pick<LiveRun, 'id'>, action: ActionOf<'capture'>): readonly PanosCommand[] {
  return [
    { kind: 'packet-diag-clear' },
    ...action.filters.map(({ source, destination }) => ({ kind: 'packet-filter-match', source, destination }) as const),
    { kind: 'packet-filter', on: true },
    ...action.stages.map(
      (stage) => ({ kind: 'capture-stage', stage, file: fileOf(run, stage), packets: PACKETS, bytes: BYTES }) as const,
    ),
    { kind: 'capture', on: true },
    FILTERED_COUNTERS,
  ];
}

/** The counters of the filtered packets alone; each reading begins where the one before ended. */
export const FILTERED_COUNTERS = { kind: 'counters', scope: 'packet-filter' } as const satisfies PanosCommand;

/** All of it is sent, whatever came of the one before: none does harm twice. */
export const SWITCH_OFF: readonly PanosCommand[] = [
  { kind: 'capture', on: false },
  { kind: 'packet-filter', on: false },
  { kind: 'packet-diag-clear' },
];

export function deleteFiles(run: Pick<LiveRun, 'id'>, action: ActionOf<'capture'>): readonly PanosCommand[] {
  return action.stages.map((stage) => ({ kind: 'capture-delete', file: fileOf(run, stage) }));
}
