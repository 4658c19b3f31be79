import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/model/finding.ts';
import {
  absent,
  block,
  CLIENT,
  counter,
  detail,
  drops,
  FLOW,
  haState,
  log,
  lookup,
  pbfRule,
  port,
  route,
  row,
  SERVER,
  sampling,
} from '../support/facts.ts';
import { found } from './read-findings.ts';

const B = { observer: 'FW-B' };
const DELTA = { command: 'show counter global filter delta yes' };

/** Something of everything, from two firewalls. */
const EVIDENCE = [
  block('session-all', [row()]),
  block('session-id', [detail({ pbf: 'to-isp2' })]),
  block('session-id', [detail({ bytesC2s: 900, packetsC2s: 12, pbf: 'to-isp2' })]),
  block('session-id', [detail({ id: 5, clientPort: 60001, startTime: 'Tue Nov 10 12:31:00 2026', bytesS2c: 7000 })]),
  block('traffic-log', [log({ clientPort: 60002, sessionId: 6 })]),
  block('fib-lookup', [lookup(CLIENT, 'ethernet1/6')]),
  block('fib-lookup', [lookup(SERVER, 'ethernet1/2')]),
  block('routing-route', [route('0.0.0.0/0', '10.71.0.2', 'ethernet1/6')], { command: 'show routing route' }),
  block('interface-all', [port('ethernet1/1', 'users', '10.20.30.1/24'), port('ethernet1/6', 'wan', '10.71.0.1/30')]),
  block('interface', [drops('ethernet1/2', { zoneChange: 40 })]),
  block('interface', [drops('ethernet1/2', { zoneChange: 52 })]),
  block('pbf-policy', [pbfRule('to-isp2')]),
  block('counter-global', [sampling(), counter('flow_tcp_non_syn_drop', 12)], DELTA),
  block('counter-global', [sampling({ elapsedSeconds: 44 })], DELTA),
  block('ha-state', [haState()]),
  block('session-all', [absent()], B),
  block('counter-global', [sampling(), counter('flow_tcp_non_syn_drop', 3)], { ...B, ...DELTA }),
  block('ha-state', [haState({ local: 'passive', peer: 'active' })], B),
];
const ABOUT = { symptoms: ['ping-works', 'some-users'], fixedAt: '2026-11-10T12:00:00Z' } as const;

describe('all findings', () => {
  const expected = found(EVIDENCE, ABOUT);

  it('are the same in whatever order the evidence comes', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(EVIDENCE, { minLength: EVIDENCE.length }), (shuffled) => {
        expect(found(shuffled, ABOUT)).toEqual(expected);
      }),
    );
  });

  it('are the same when a block is given again, in its own place or later', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVIDENCE), fc.boolean(), (again, elsewhere) => {
        const copy = { ...again, id: 'e999', source: elsewhere ? 'zz-again' : again.source };
        expect(found([...EVIDENCE, copy], ABOUT).map(({ code, reading, values }) => [code, reading, values])).toEqual(
          expected.map(({ code, reading, values }) => [code, reading, values]),
        );
      }),
    );
  });

  it('stand in the order of steps and codes, numbered from one', () => {
    const codes = Object.keys(FINDINGS);
    const steps = ['session', 'capture', 'return-route', 'path', 'counters'];
    const places = expected.map(({ code }) => steps.indexOf(FINDINGS[code].step) * 1000 + codes.indexOf(code));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(expected.map(({ id }) => id)).toEqual(expected.map((_, index) => `f${index + 1}`));
  });

  it('cite what they rest on, unless people reported it', () => {
    const bare = expected.filter(({ citations }) => citations.length === 0);
    expect(bare.map(({ code }) => code)).toEqual(['symptom.ping-works', 'symptom.some-users']);
  });

  it('say a code once of the same observers, except of several interfaces', () => {
    const keys = expected.map(({ code, observers, values }) =>
      JSON.stringify([code, observers, values.interface ?? null]),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('never lose what was decided when more evidence of another device comes', () => {
    const alone = found(
      EVIDENCE.filter(({ observer }) => observer === 'FW-A'),
      ABOUT,
    );
    const decided = alone.filter(({ reading }) => reading !== 'could-not-tell');
    for (const { code, reading, observers } of decided) {
      expect(
        expected.some(
          (one) => one.code === code && one.reading === reading && one.observers.join() === observers.join(),
        ),
      ).toBe(true);
    }
  });

  it('mirror themselves when client and server are told the other way round', () => {
    const turned = { ...FLOW, client: FLOW.server, server: FLOW.client };
    const findings = found([block('session-id', [detail({ bytesS2c: 0 })])], { flow: turned });
    const readings = Object.fromEntries(findings.map(({ code, reading }) => [code, reading]));
    expect(readings['session.reversed']).toBe('seen');
    expect(readings['session.return-unseen']).toBeUndefined();
  });

  it('are only what people report when there is no evidence', () => {
    expect(found([], ABOUT).map(({ code }) => code)).toEqual(['symptom.ping-works', 'symptom.some-users']);
  });
});
