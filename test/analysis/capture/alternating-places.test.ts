import { describe, expect, it } from 'vitest';
import type { CaptureStep } from '../../../src/model/facts.ts';
import { CLIENT } from '../../support/facts.ts';
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

/** A place that shows these packets of the client: the identification and the number of each. */
function numbered(
  observer: string,
  packets: readonly (readonly [id: number, sequence: number])[],
  { point = 'receive', port = 52144 } = {},
) {
  const ladder = packets.map(([ipId, sequence]) => ({ ...STEP, ipId, sequence }));
  const spec = { c2s: { packets: 9, tcp: { base: 5000, initialSequence: null } }, s2c: { packets: 4 }, ladder };
  const conversation = flow({ ...spec, client: { address: CLIENT, port } });
  return capture([conversation, bystander()], { observer, point });
}

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

  it('does not where both hold most of it, and each misses a packet now and then', () => {
    const all = Array.from({ length: 18 }, (_, index) => 1 + index * 100);
    const without = (rest: number) => all.filter((_, index) => index % 4 !== rest);
    const identified = (rest: number) =>
      without(rest).map((sequence) => [700 + (sequence - 1) / 100, sequence] as const);

    expect(seen(place('fw1', without(1)), place('fw2', without(3)))).toEqual([]);
    expect(seen(numbered('fw1', identified(1)), numbered('fw2', identified(3)))).toEqual([]);
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

/** Each segment is sent twice, once by each way: the numbers alone tell that they are two packets. */
const FIRST = [
  [21, 1],
  [23, 201],
  [25, 101],
  [27, 301],
] as const;
const SECOND = [
  [22, 101],
  [24, 301],
  [26, 1],
  [28, 201],
] as const;

describe('packets that are numbered', () => {
  it('alternate by their identification, though the same data passes both places in the end', () => {
    expect(seen(numbered('fw1', FIRST), numbered('fw2', SECOND))).toHaveLength(1);
    expect(seen(numbered('fw1', [...FIRST, ...SECOND]), numbered('fw2', SECOND))).toEqual([]);
  });

  it('are counted modulo 2^16', () => {
    const past = (id: number) => (id + 65_510 < 65_536 ? id + 65_510 : id - 25);
    const late = (all: typeof FIRST | typeof SECOND) => all.map(([id, at]) => [past(id), at] as const);

    expect(seen(numbered('fw1', late(FIRST)), numbered('fw2', late(SECOND)))).toHaveLength(1);
  });

  it.each([
    ['do not go up', [FIRST[3], FIRST[1], FIRST[2], FIRST[0]], SECOND],
    ['are of another range', FIRST.map(([id, at]) => [id + 5000, at] as const), SECOND],
    ['name other bytes at the other place', [...FIRST, [28, 901] as const], SECOND],
    ['are all zero', FIRST.map(([, at]) => [0, at] as const), SECOND],
  ])('tell nothing when their numbers %s', (_, one, other) => {
    expect(seen(numbered('fw1', one), numbered('fw2', other))).toEqual([]);
  });

  it('may be shown by what a firewall sends on, and not by what it drops', () => {
    const first = numbered('fw1', FIRST);

    expect(seen(first, numbered('fw2', SECOND, { point: 'transmit' }))).toHaveLength(1);
    expect(seen(first, numbered('fw2', SECOND, { point: 'drop' }))).toEqual([]);
  });

  it('may be of another connection of the same client to the same port', () => {
    const port = 52150;

    expect(seen(numbered('fw1', FIRST, { port }), numbered('fw2', SECOND, { port }))).toHaveLength(1);
  });
});
