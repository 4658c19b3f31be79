import { describe, expect, it } from 'vitest';
import { type Fault, faultOf, mark } from '../../../lab/judge/mark.ts';
import type { Truth } from '../../../lab/model.ts';
import { triage } from '../../../src/triage.ts';
import { scenarioIncident } from './scenario.ts';

const FLUX: Fault = { truth: 'arp-flux', alsoRight: [], asymmetric: true };
const SILENT: Fault = { truth: 'server-silent', alsoRight: [], asymmetric: false };

async function markedAs(name: string, fault: Fault): Promise<object> {
  const { mark: value, claimsAsymmetry } = mark(fault, triage((await scenarioIncident(name)).input));
  return { value, claimsAsymmetry };
}

describe('what an answer is worth', () => {
  it('is right in first place when the cause is the one that is there', async () => {
    expect(await markedAs('arp-flux', FLUX)).toEqual({ value: 'right-first', claimsAsymmetry: false });
  });

  it('is right too when it is another that is called right', async () => {
    const either: Fault = { ...SILENT, alsoRight: ['arp-flux'], asymmetric: true };

    expect(await markedAs('arp-flux', either)).toEqual({ value: 'right-first', claimsAsymmetry: false });
  });

  it('is wrong and confirmed when another cause is proved, and says where asymmetry is claimed', async () => {
    expect(await markedAs('rp-filter-strict', SILENT)).toEqual({ value: 'wrong-confirmed', claimsAsymmetry: true });
  });

  it('is inconclusive when no cause is named', async () => {
    expect(await markedAs('inconclusive-listing-only', FLUX)).toEqual({
      value: 'inconclusive',
      claimsAsymmetry: false,
    });
  });

  it('is right when no cause is named of a fault that has no name here', async () => {
    const unnamed: Fault = { truth: 'inconclusive', alsoRight: [], asymmetric: false };

    expect(await markedAs('inconclusive-listing-only', unnamed)).toEqual({
      value: 'right-first',
      claimsAsymmetry: false,
    });
  });

  it('is right but not first when the right cause stands beside a wrong one that is likely', async () => {
    const { input, fault } = await scenarioIncident('two-faults-policy-forwarding-and-spraying');
    const told = triage(input);
    const [first, second] = told.diagnosis.rootCause === null ? [] : [told.diagnosis.rootCause, ...fault.alsoRight];
    const likely = told.diagnosis.patterns.map((ledger) => ({ ...ledger, band: 'likely' as const }));
    const weaker = { ...told, diagnosis: { ...told.diagnosis, patterns: likely } };

    expect(first).toBeDefined();
    expect(mark({ truth: second ?? 'inconclusive', alsoRight: [], asymmetric: true }, weaker).mark).toBe(
      'right-not-first',
    );
    expect(mark({ ...SILENT, asymmetric: true }, weaker).mark).toBe('wrong-likely');
  });
});

describe('the truth of an incident without a cause', () => {
  const truth: Truth = { cause: null, asymmetric: true, where: 'nowhere' };
  const exchange = {
    kind: 'ping',
    from: 'client',
    source: null,
    to: '192.0.2.9',
    count: 2,
    size: 56,
    dontFragment: false,
  } as const;

  it('is that it is healthy when the client got all of its replies', () => {
    expect(faultOf(truth, [{ exchange, succeeded: 2, tried: 2, error: null }]).truth).toBe('healthy');
  });

  it('is that it has no name here when the client did not', () => {
    expect(faultOf(truth, [{ exchange, succeeded: 0, tried: 2, error: 'deadline' }]).truth).toBe('inconclusive');
  });
});
