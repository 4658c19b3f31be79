import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { block, FLOW } from '../support/facts.ts';
import { findings, NO_FIX } from '../support/findings.ts';

function askedOf(evidence: readonly Evidence[]): readonly string[] {
  const given = findings({ code: 'aws.flow-log-reply-missing', observers: ['aws'], values: { eni: 'eni-1' } });
  return diagnose({ flow: FLOW, evidence, findings: given, validation: NO_FIX }).nextTests.map(
    ({ command }) => command,
  );
}

describe('what to ask a cloud', () => {
  it('is asked for once the cloud was heard', () => {
    expect(
      askedOf([block('aws-flow-log', [], { observer: 'aws' })]).filter((one) => one.startsWith('aws ')),
    ).not.toEqual([]);
  });

  it('is never asked for in a network without one', () => {
    expect(askedOf([block('session-all', [])]).filter((one) => one.startsWith('aws '))).toEqual([]);
    expect(askedOf([]).filter((one) => one.startsWith('aws '))).toEqual([]);
  });
});
