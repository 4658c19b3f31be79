import type { Flow } from '../../src/model/flow.ts';
import type { PatternId } from '../../src/model/pattern.ts';
import type { Triage, TriageInput } from '../../src/model/triage.ts';
import { triage } from '../../src/triage.ts';
import { type Named, namedBy } from '../judge/answer.ts';

/** An incident that is attacked. */
export interface Subject {
  readonly name: string;
  readonly input: TriageInput;
  /** The flow that it is about, given or read from all of its evidence. */
  readonly flow: Flow | null;
  /** What may be named of it. */
  readonly faults: readonly PatternId[];
  /** Where each output stands. */
  readonly outputs: readonly Output[];
  readonly devices: readonly string[];
}

export interface Output {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** A case made ready to be attacked; `faults` are the causes that may be named of it. */
export function subjectOf(name: string, input: TriageInput, faults: readonly PatternId[]): Subject {
  const { flow, evidence } = triage(input);
  return {
    name,
    input,
    flow,
    faults,
    outputs: evidence.map(({ source, lines }) => ({ source, ...lines })),
    devices: [...new Set(evidence.flatMap(({ observer }) => observer ?? []))].sort(),
  };
}

/** A cause that was named, and whether it is none of the subject's. */
export interface Accused extends Named {
  readonly isWrong: boolean;
}

/**
 * What is named of the subject's flow, whichever end is taken for the client: who does not say what it is about may be
 * told of another one, rightly.
 */
export function accusedBy(told: Triage, { faults, flow }: Subject): readonly Accused[] {
  const isSame = endsOf(told.flow) === endsOf(flow);
  return (isSame ? namedBy(told) : []).map((named) => ({ ...named, isWrong: !faults.includes(named.id) }));
}

function endsOf(flow: Flow | null): string {
  return [flow?.client.address, flow?.server.address].sort().join(' ');
}
