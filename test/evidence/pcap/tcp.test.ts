import { describe, expect, it } from 'vitest';
import { ethernet, tcp } from '../../support/capture-builder.ts';
import { NOON, pcap } from '../../support/capture-file-builder.ts';
import { digestOf, onlyFlow } from '../../support/read-capture-bytes.ts';
import { CLIENT, HANDSHAKE, SERVER, type Segment, story } from '../../support/tcp-story.ts';

function flowOf(...segments: readonly Segment[]) {
  return onlyFlow(digestOf(pcap(story(segments))));
}

function data(by: Segment['by'], seq: number, ack: number, length: number, more: Partial<Segment> = {}): Segment {
  return { by, flags: 'PA', seq, ack, payload: 'x'.repeat(length), ...more };
}

describe('a TCP conversation', () => {
  it('knows its client by the SYN, and keeps the first numbers of both ends', () => {
    expect(flowOf(...HANDSHAKE)).toMatchObject({
      knownBy: 'syn',
      client: { address: '192.0.2.10', port: 40_000 },
      server: { address: '198.51.100.5', port: 443 },
      first: NOON + 1000,
      packets: [1, 3],
      c2s: {
        packets: 2,
        ttls: { values: [{ value: 64, packets: 2 }] },
        tcp: { initialSequence: 1000, mss: 1460, highestAck: 1 },
      },
      s2c: { packets: 1, ttls: { values: [{ value: 60 }] }, tcp: { initialSequence: 900_000, synAck: { packets: 1 } } },
    });
  });

  it('knows its client by the SYN-ACK alone, and by the first packet only perhaps', () => {
    const synAck: Segment = { by: 'server', flags: 'SA', seq: 0, ack: 1 };

    expect(flowOf(synAck)).toMatchObject({ knownBy: 'syn-ack', client: { port: 40_000 }, s2c: { packets: 1 } });
    expect(flowOf(data('server', 1, 1, 5))).toMatchObject({ knownBy: 'first-packet', client: { port: 443 } });
  });

  it('draws its first packets with relative numbers', () => {
    const flow = flowOf(...HANDSHAKE, data('client', 1, 1, 20), data('server', 1, 21, 5, { ttl: 60 }));

    expect(
      flow.ladder.map(({ direction, flags, sequence, acknowledged, length }) => [
        direction,
        flags,
        sequence,
        acknowledged,
        length,
      ]),
    ).toEqual([
      ['c2s', 'S', 0, null, 0],
      ['s2c', 'SA', 0, 1, 0],
      ['c2s', 'A', 1, 1, 0],
      ['c2s', 'PA', 1, 1, 20],
      ['s2c', 'PA', 1, 21, 5],
    ]);
    expect(flow.ladder[4]).toMatchObject({ number: 5, offset: 4000, ttl: 60, ipId: 104, window: 64_240, note: null });
  });

  it('tells SYNs that are sent again from one SYN that is seen twice', () => {
    const again = flowOf({ by: 'client', flags: 'S', seq: 0 }, { by: 'client', flags: 'S', seq: 0, after: 1000 });
    const twice = flowOf({ by: 'client', flags: 'S', seq: 0, ipId: 7 }, { by: 'client', flags: 'S', seq: 0, ipId: 7 });

    expect(again.c2s).toMatchObject({ tcp: { syn: { packets: 2, repeated: 1 } }, duplicates: { sameTtl: 0 } });
    expect(twice.c2s).toMatchObject({
      tcp: { syn: { packets: 2, repeated: 0 } },
      duplicates: { sameTtl: 1, mostCopies: 2 },
    });
  });

  it('counts a packet that comes by again with a lower TTL, and no change of TTL for it', () => {
    const loop = [64, 62, 60, 58].map((ttl): Segment => ({ by: 'client', flags: 'S', seq: 0, ipId: 7, ttl }));

    expect(flowOf(...loop).c2s).toMatchObject({
      duplicates: { lowerTtl: 3, ttlRange: [58, 64], mostCopies: 4 },
      ttls: { values: [{ value: 64 }, { value: 62 }, { value: 60 }, { value: 58 }], changes: 0 },
    });
  });

  it('counts how often TTL and next hop change within one direction', () => {
    const alternating = [0, 1, 2, 3].map((index) =>
      data('client', 1 + index * 10, 1, 10, {
        ttl: index % 2 === 0 ? 63 : 62,
        link: { source: index % 2 === 0 ? '00:00:5e:00:53:01' : '00:00:5e:00:53:03' },
      }),
    );

    expect(flowOf(...HANDSHAKE.slice(0, 1), ...alternating).c2s).toMatchObject({
      ttls: { changes: 4 },
      macs: {
        values: [
          { value: { source: '00:00:5e:00:53:01', destination: '00:00:5e:00:53:02' }, packets: 3 },
          { packets: 2 },
        ],
        changes: 3,
      },
    });
  });

  it('finds data that was acknowledged and never came by, when a direction is not seen at all', () => {
    const flow = flowOf(
      { by: 'client', flags: 'S', seq: 0 },
      { by: 'client', flags: 'A', seq: 1, ack: 1 },
      data('client', 1, 1, 100),
      { by: 'client', flags: 'A', seq: 101, ack: 4001 },
    );

    expect(flow.s2c).toMatchObject({
      packets: 0,
      tcp: { acknowledgedUnseen: { bytes: 4000, from: 0, at: NOON + 4000 }, sentThrough: null },
    });
    expect(flow.c2s.tcp?.acknowledgedUnseen.bytes).toBe(0);
  });

  it('finds acknowledged data that is missing in the middle, and none when it only came late', () => {
    const lost = flowOf(...HANDSHAKE, data('server', 1, 1, 100), data('server', 201, 1, 100), {
      by: 'client',
      flags: 'A',
      seq: 1,
      ack: 301,
    });
    const late = flowOf(
      ...HANDSHAKE,
      data('server', 1, 1, 100),
      data('server', 201, 1, 100),
      data('server', 101, 1, 100),
      {
        by: 'client',
        flags: 'A',
        seq: 1,
        ack: 301,
      },
    );

    expect(lost.s2c.tcp).toMatchObject({
      gaps: { count: 1, bytes: 100 },
      acknowledgedUnseen: { bytes: 100, from: 101 },
    });
    expect(late.s2c.tcp).toMatchObject({
      gaps: { count: 0 },
      outOfOrder: 1,
      retransmissions: 0,
      acknowledgedUnseen: { bytes: 0 },
    });
  });

  it('sets apart what was acknowledged before the first segment of a capture that started late', () => {
    const flow = flowOf(
      { by: 'client', flags: 'A', seq: 1, ack: 1 },
      { by: 'client', flags: 'A', seq: 1, ack: 501 },
      data('server', 501, 1, 100),
    );

    expect(flow.s2c.packets + flow.c2s.packets).toBe(3);
    expect(flow.s2c.tcp?.acknowledgedUnseen).toMatchObject({ bytes: 0, beforeFirst: 500 });
  });

  it('counts retransmissions, keep-alives, duplicate acknowledgements and closed windows', () => {
    const ack: Segment = { by: 'server', flags: 'A', seq: 1, ack: 1 };
    const flow = flowOf(
      ...HANDSHAKE,
      data('client', 1, 1, 1400),
      data('client', 1, 1, 1400, { after: 300 }),
      ack,
      ack,
      ack,
      { by: 'client', flags: 'A', seq: 1400, ack: 1, after: 9000 },
      { by: 'server', flags: 'A', seq: 1, ack: 1401, window: 0 },
    );

    expect(flow.c2s.tcp).toMatchObject({
      retransmissions: 1,
      largestRetransmitted: 1400,
      keepAlives: 1,
      dataSegments: 2,
    });
    expect(flow.s2c.tcp).toMatchObject({ duplicateAcks: 3, zeroWindows: 1 });
  });

  it('tells segments that nobody acknowledged from those that came through', () => {
    const flow = flowOf(
      ...HANDSHAKE,
      data('client', 1, 1, 200),
      { by: 'server', flags: 'A', seq: 1, ack: 201 },
      data('client', 201, 1, 1460),
      data('client', 201, 1, 1460, { after: 300 }),
    );

    expect(flow.c2s.tcp).toMatchObject({
      largestAcknowledged: 200,
      unacknowledged: { segments: 1, smallest: 1460, largest: 1460 },
    });
  });

  it.each<[string, Segment, boolean | null]>([
    ['what the receiver expects', { by: 'server', flags: 'R', seq: 1 }, true],
    ['something else', { by: 'server', flags: 'R', seq: 77_777 }, false],
  ])('judges a reset with a number that is %s', (_, reset, fits) => {
    expect(flowOf(...HANDSHAKE, { ...reset, ttl: 250 }).s2c.tcp?.resets).toEqual([
      { time: NOON + 4000, ttl: 250, fits, withAck: false },
    ]);
  });

  it('takes a reset that answers the SYN', () => {
    const [syn] = story([{ by: 'client', flags: 'S', seq: 0 }]);
    const reset = tcp({ from: SERVER, to: CLIENT, flags: 'RA', sequence: 0, acknowledgement: 1001 });
    const frames = syn === undefined ? [] : [syn, { time: syn.time + 10, bytes: ethernet(reset) }];

    expect(onlyFlow(digestOf(pcap(frames))).s2c.tcp?.resets).toMatchObject([{ fits: true, withAck: true }]);
  });

  it('counts checksums that were left to the network card apart from bad ones', () => {
    const kinds = ['good', 'partial', 'zero', 'bad'] as const;

    const flow = flowOf(...kinds.map((checksum, index) => data('client', 1 + index * 5, 1, 5, { checksum })));

    expect(flow.c2s.checksums).toEqual({ good: 1, partial: 1, zero: 1, bad: 1, unchecked: 0, badIpHeader: 0 });
  });

  it('remembers its first payloads, so that they can be found behind NAT', () => {
    const inside = flowOf(data('client', 1, 1, 30), data('client', 31, 1, 40));
    const outside = onlyFlow(
      digestOf(pcap(story([data('client', 1, 1, 30), data('client', 31, 1, 40)], '203.0.113.9:61000'))),
    );

    expect(inside.c2s.payloads).toHaveLength(2);
    expect(outside.c2s.payloads).toEqual(inside.c2s.payloads);
  });

  it('is a new one when its ports are used again', () => {
    const first = story(HANDSHAKE);
    const second = story(HANDSHAKE).map(({ time, bytes }) => ({ time: time + 1_000_000, bytes }));
    const renumbered = tcp({ from: CLIENT, to: SERVER, flags: 'S', sequence: 77_000 });

    const { flows } = digestOf(
      pcap([...first, { time: NOON + 900_000, bytes: ethernet(renumbered) }, ...second.slice(2)]),
    );

    expect(flows.map(({ c2s }) => c2s.tcp?.initialSequence)).toEqual([1000, 77_000]);
  });

  it('goes on beyond four gigabytes of sequence numbers', () => {
    const step = 2 ** 29;
    const frames = Array.from({ length: 12 }, (_, index) => ({
      time: NOON + index,
      bytes: ethernet(
        tcp({
          from: CLIENT,
          to: SERVER,
          flags: 'A',
          sequence: (1000 + index * step) >>> 0,
          payload: 'x',
          ipId: index + 1,
        }),
      ),
    }));

    expect(onlyFlow(digestOf(pcap(frames))).c2s.tcp).toMatchObject({ base: 1000, sentThrough: 11 * step + 1 });
  });
});

describe('a segment that fills a gap', () => {
  const gap = (length: number, ...between: readonly Segment[]) =>
    flowOf(
      ...HANDSHAKE,
      data('server', 1, 1, 100),
      data('server', 201, 1, 100),
      ...between,
      data('server', 101, 1, length, { after: 0.2 }),
    ).s2c.tcp;
  const asks: Segment = { by: 'client', flags: 'A', seq: 1, ack: 101, after: 0.2 };

  it('was overtaken when it comes within a round trip of the handshake', () => {
    expect(gap(100)).toMatchObject({ retransmissions: 0, outOfOrder: 1 });
  });

  it('was sent again when it comes later, however short the way is', () => {
    expect(gap(100, data('server', 301, 1, 100, { after: 2.1 }))).toMatchObject({ retransmissions: 1, outOfOrder: 0 });
  });

  it('was sent again when the other end has asked for it again and again (fast retransmit)', () => {
    expect(gap(100, asks)).toMatchObject({ retransmissions: 0, outOfOrder: 1 });
    expect(gap(100, asks, asks, asks)).toMatchObject({ retransmissions: 1, outOfOrder: 0 });
  });
});
