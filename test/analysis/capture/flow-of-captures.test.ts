import { describe, expect, it } from 'vitest';
import { flowOfCaptures } from '../../../src/analysis/capture/flow-of-captures.ts';
import { FLOW } from '../../support/facts.ts';
import { bystander, capture, flow, marks, UNANSWERED, WHOLE } from './capture-facts.ts';

describe('the flow that captures point to', () => {
  it('is the only conversation in them', () => {
    expect(flowOfCaptures([capture([flow(WHOLE)])])).toEqual(FLOW);
  });

  it('is the only one that lacks a direction', () => {
    expect(flowOfCaptures([capture([bystander(), flow(UNANSWERED)])])).toEqual(FLOW);
  });

  it('has no client port when the client tried from several', () => {
    const again = flow({
      client: { address: '10.20.30.41', port: 52150 },
      c2s: { ...UNANSWERED.c2s, tcp: { syn: marks(4), initialSequence: 2000 } },
    });

    expect(flowOfCaptures([capture([flow(UNANSWERED), again])])).toEqual({
      ...FLOW,
      client: { ...FLOW.client, port: null },
    });
  });

  it('goes by the names before translation, where most hops are ahead', () => {
    const outside = flow({
      ...UNANSWERED,
      client: { address: '203.0.113.5', port: 31022 },
      c2s: { ...UNANSWERED.c2s, ttl: [60] },
    });

    expect(flowOfCaptures([capture([outside], { observer: 'web1' }), capture([flow(UNANSWERED)])])).toEqual(FLOW);
  });

  it('is not chosen among several, nor guessed from the first packet of a late capture', () => {
    expect(flowOfCaptures([capture([flow(WHOLE), bystander()])])).toBe('several');
    expect(flowOfCaptures([capture([flow({ ...WHOLE, knownBy: 'first-packet' })])])).toBeNull();
    expect(flowOfCaptures([])).toBeNull();
  });
});
