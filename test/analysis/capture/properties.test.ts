import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaptureFlow } from '../../../src/model/facts.ts';
import type { Finding, FindingCode } from '../../../src/model/finding.ts';
import { block, detail, FLOW } from '../../support/facts.ts';
import { found, readingOf } from '../read-findings.ts';
import { bystander, capture, type FlowSpec, flow, half, marks, UNANSWERED, unseen, WHOLE } from './capture-facts.ts';

const MISSING: readonly FindingCode[] = [
  'capture.reply-missing',
  'capture.request-missing',
  'capture.acked-unseen',
  'between.reply-elsewhere',
  'between.reply-lost',
  'between.request-lost',
];

function claimed(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ code, reading }) => MISSING.includes(code) && reading === 'seen').map(({ code }) => code);
}

const ttl = fc.integer({ min: 30, max: 128 });

/** Working conversations of the flow and of others, with whatever distances. */
const working = fc
  .tuple(ttl, ttl, fc.integer({ min: 1, max: 4 }), fc.integer({ min: 200, max: 90_000 }))
  .map(([there, back, others, bytes]): readonly CaptureFlow[] => {
    const spec: FlowSpec = {
      c2s: { ...WHOLE.c2s, ttl: [there] },
      s2c: { ...WHOLE.s2c, ttl: [back], payloadBytes: bytes, tcp: { ...WHOLE.s2c?.tcp, highestAck: 201 } },
    };
    const rest = Array.from({ length: others }, (_, index) => ({
      ...flow({ ...spec, c2s: { ...spec.c2s, tcp: { ...WHOLE.c2s?.tcp, initialSequence: 5000 + index } } }),
      client: { address: `10.20.31.${index + 1}`, port: 40_000 + index },
      s2c: half({ ...spec.s2c, tcp: { ...WHOLE.s2c?.tcp, initialSequence: 7000 + index } }),
    }));
    return [flow(spec), ...rest];
  });

/** The same conversations as a mirror port shows them that copies one direction only. */
function oneSided(facts: readonly CaptureFlow[], side: 'c2s' | 's2c'): readonly CaptureFlow[] {
  const gone = side === 'c2s' ? 's2c' : 'c2s';
  return facts.map((fact) => ({
    ...fact,
    knownBy: side === 'c2s' ? 'syn' : 'syn-ack',
    [gone]: half({ tcp: { acknowledgedUnseen: unseen(fact[gone].payloadBytes + 1) } }),
  }));
}

/** The same conversations as a capture shows them that was started in their middle. */
function begunLate(facts: readonly CaptureFlow[], keep: readonly ('c2s' | 's2c')[]): readonly CaptureFlow[] {
  const later = (fact: CaptureFlow, side: 'c2s' | 's2c') => {
    if (!keep.includes(side)) return half();
    const { tcp, ...rest } = fact[side];
    return { ...rest, tcp: tcp && { ...tcp, syn: marks(0), synAck: marks(0), initialSequence: null } };
  };
  return facts.map((fact) => ({ ...fact, knownBy: 'first-packet', c2s: later(fact, 'c2s'), s2c: later(fact, 's2c') }));
}

describe('a capture of working conversations', () => {
  it('never shows a missing half', () => {
    fc.assert(
      fc.property(working, (facts) => {
        expect(claimed(found([capture(facts)]))).toEqual([]);
      }),
    );
  });

  it('never shows one when it was taken on one side only', () => {
    fc.assert(
      fc.property(working, fc.constantFrom('c2s', 's2c'), (facts, side) => {
        const mirror = capture(oneSided(facts, side), { observer: 'mirror' });

        expect(claimed(found([mirror]))).toEqual([]);
        expect(claimed(found([mirror, capture(facts, { observer: 'web1' })]))).toEqual([]);
      }),
    );
  });

  it('never shows one when it was started late', () => {
    const kept = fc.constantFrom<readonly ('c2s' | 's2c')[]>(['c2s', 's2c'], ['c2s'], ['s2c']);
    fc.assert(
      fc.property(working, kept, (facts, keep) => {
        expect(claimed(found([capture(begunLate(facts, keep))]))).toEqual([]);
      }),
    );
  });

  it('never shows one when the capturing host lost most packets', () => {
    fc.assert(
      fc.property(working, (facts) => {
        const lossy = facts.map((fact) => ({ ...fact, s2c: half({ tcp: { acknowledgedUnseen: unseen(3000) } }) }));

        expect(claimed(found([capture([...lossy, bystander()], { dropped: 5000 })]))).toEqual([]);
      }),
    );
  });
});

describe('the findings of captures', () => {
  const evidence = [
    capture([flow(UNANSWERED), bystander()], { observer: 'FW-A', point: 'receive' }),
    capture([flow(UNANSWERED), bystander()], { observer: 'FW-A', point: 'transmit' }),
    capture([flow({ ...WHOLE, client: { address: '203.0.113.5', port: 31022 } }), bystander()], { observer: 'web1' }),
    capture([flow({ knownBy: 'syn-ack', s2c: { packets: 4, tcp: { synAck: marks(4) } } }), bystander()], {
      observer: 'FW-B',
    }),
    block('session-id', [detail()]),
  ];

  it('are the same in whatever order the captures come, and when one comes twice', () => {
    const expected = found(evidence);
    fc.assert(
      fc.property(fc.shuffledSubarray(evidence, { minLength: evidence.length }), fc.nat(4), (shuffled, again) => {
        const copy = evidence[again];
        const twice = copy === undefined ? [] : [{ ...copy, id: 'e999', source: 'zz-again' }];

        expect(found(shuffled)).toEqual(expected);
        expect(found([...shuffled, ...twice]).map(({ code, values }) => [code, values])).toEqual(
          expected.map(({ code, values }) => [code, values]),
        );
      }),
    );
  });

  it('mirror themselves when client and server are told the other way round', () => {
    const turned = { ...FLOW, client: FLOW.server, server: FLOW.client };
    const findings = found([capture([flow(UNANSWERED), bystander()])], { flow: turned });

    expect(readingOf(findings, 'capture.request-missing')).not.toBe('not-seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('not-seen');
  });

  it('say a code once of one place and direction', () => {
    const keys = found(evidence)
      .filter(({ code }) => code.startsWith('capture.'))
      .map(({ code, observers, direction, values }) =>
        JSON.stringify([code, observers, direction, values.where, values.by]),
      );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
