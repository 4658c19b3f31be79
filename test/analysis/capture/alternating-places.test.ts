import { describe, expect, it } from 'vitest';
import type { CaptureStep } from '../../../src/model/facts.ts';
import { found, valuesOf } from '../read-findings.ts';
import { bystander, capture, flow } from './capture-facts.ts';

const STEP: CaptureStep = {
  number: 1,
  offset: 0,
  direction: 'c2s',
  flags: 'A',
  sequence: 1,
  acknowledged: 1,
  length: 100,
  window: null,
  ttl: null,
  ipId: null,
  note: null,
};

/** A place that shows the client's data at these numbers, counted from `base`. */
function place(observer: string, numbers: readonly number[], { base = 5000, length = 100, dropped = 0 } = {}) {
  const ladder = numbers.map((sequence) => ({ ...STEP, sequence, length }));
  const spec = { c2s: { packets: 9, tcp: { base, initialSequence: null } }, s2c: { packets: 4 }, ladder };
  return capture([flow(spec), bystander()], { observer, point: 'eth0', dropped });
}

function seen(...places: readonly ReturnType<typeof place>[]) {
  return found(places).filter(({ code, reading }) => code === 'capture.path-alternates' && reading === 'seen');
}

const ODD = [1, 201, 401, 601, 801];
const EVEN = [101, 301, 501, 701, 901];

describe('data of one direction at two places', () => {
  it('alternates between them when each holds what the other lacks, by turns', () => {
    const findings = seen(place('fw1', ODD), place('fw2', EVEN));

    expect(findings.map(({ observers, direction }) => [observers, direction])).toEqual([[['fw1', 'fw2'], 'c2s']]);
    expect(valuesOf(findings, 'capture.path-alternates')).toMatchObject({
      by: 'captured at',
      values: 'fw1 (eth0), fw2 (eth0)',
    });
  });

  it('is compared by its numbers on the wire, also past the highest one', () => {
    const findings = seen(
      place('fw1', ODD, { base: 2 ** 32 - 300 }),
      place('fw2', [1, 201, 401, 601], { base: 2 ** 32 - 200 }),
    );

    expect(findings).toHaveLength(1);
  });

  it('may have been sent again by the other way as well', () => {
    expect(seen(place('fw1', [...ODD, 101]), place('fw2', [...EVEN, 1]))).toHaveLength(1);
  });

  it.each([
    ['passes one after the other, and some is lost between', [...ODD, ...EVEN], ODD],
    ['moved once from one way to the other', [1, 101, 201, 301], [401, 501, 601, 701]],
    ['was captured at the second place later', [1, 101, 201], [201, 301, 401, 501]],
  ])('does not alternate when it %s', (_, one, other) => {
    expect(seen(place('fw1', one), place('fw2', other))).toEqual([]);
  });

  it('does not alternate where a network card put segments together', () => {
    const whole = place('fw2', [1, 401, 801], { length: 400 });

    expect(seen(place('fw1', [...ODD, ...EVEN, 1001, 1101]), whole)).toEqual([]);
  });

  it('is not compared with a capture that lost many packets', () => {
    expect(seen(place('fw1', ODD), place('fw2', EVEN, { dropped: 500 }))).toEqual([]);
  });
});
