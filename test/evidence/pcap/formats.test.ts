import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCaptureReader } from '../../../src/evidence/pcap/capture-reader.ts';
import { ethernet, LINK, linuxCooked, linuxCooked2, nullLink, tcp } from '../../support/capture-builder.ts';
import { inTurn, NOON, pcap, pcapng } from '../../support/capture-file-builder.ts';
import { digestOf, onlyFlow } from '../../support/read-capture-bytes.ts';
import { HANDSHAKE, story } from '../../support/tcp-story.ts';

const frames = story(HANDSHAKE);
const syn = tcp({ from: '192.0.2.10:40000', to: '198.51.100.5:443', flags: 'S', sequence: 7 });

describe('a capture file', () => {
  it.each([
    ['microseconds, little-endian', {}],
    ['microseconds, big-endian', { bigEndian: true }],
    ['nanoseconds, little-endian', { nanoseconds: true }],
    ['nanoseconds, big-endian', { nanoseconds: true, bigEndian: true }],
  ])('of the classic kind is read with %s', (_, options) => {
    const { summary, flows } = digestOf(pcap(frames, options));

    expect(summary).toMatchObject({
      format: 'pcap',
      clock: 'absolute',
      packets: 3,
      first: NOON + 1000,
      last: NOON + 3000,
    });
    expect(flows).toMatchObject([{ c2s: { packets: 2 }, s2c: { packets: 1 } }]);
  });

  it.each([
    ['microseconds', {}],
    ['nanoseconds', { resolution: 9 }],
    ['milliseconds', { resolution: 3 }],
    ['powers of two', { resolution: 30, binary: true }],
  ])('of the new kind counts time in %s', (_, one) => {
    for (const bigEndian of [false, true]) {
      const { summary } = digestOf(pcapng(frames, { interfaces: [one], bigEndian }));

      expect(summary).toMatchObject({ format: 'pcapng', packets: 3 });
      expect(Math.abs((summary.first ?? 0) - NOON - 1000)).toBeLessThanOrEqual(1);
    }
  });

  it('of the new kind tells of its interfaces, of what was lost, and what people wrote into it', () => {
    const interfaces = [
      { name: 'eth0', filter: 'tcp port 443', received: 20, dropped: 4 },
      { name: 'eth1', linkType: LINK.rawIp, resolution: 9, snapLength: 96 },
    ];
    const two = [
      { time: NOON, bytes: ethernet(syn), interface: 0, comment: 'here it starts' },
      { time: NOON + 5, bytes: syn.with(8, 63), interface: 1, outgoing: true },
    ];

    const digest = digestOf(pcapng(two, { interfaces, comment: 'site A' }));

    expect(digest.summary.interfaces).toEqual([
      {
        name: 'eth0',
        linkType: 'ethernet',
        snapLength: 262_144,
        filter: 'tcp port 443',
        packets: 1,
        received: 20,
        dropped: 4,
      },
      { name: 'eth1', linkType: 'raw-ip', snapLength: 96, filter: null, packets: 1, received: null, dropped: null },
    ]);
    expect(digest.summary.comments).toEqual(['site A', 'here it starts']);
    expect(onlyFlow(digest).c2s).toMatchObject({
      interfaces: {
        values: [
          { value: 'eth0', packets: 1 },
          { value: 'eth1', packets: 1 },
        ],
      },
      marked: { received: 0, sent: 1 },
    });
  });

  it.each([
    ['Ethernet', LINK.ethernet, ethernet(syn), 'ethernet'],
    ['Linux cooked', LINK.linuxCooked, linuxCooked(syn), 'linux-sll'],
    ['Linux cooked v2', LINK.linuxCooked2, linuxCooked2(syn, 5), 'linux-sll2'],
    ['raw IP', LINK.rawIp, syn, 'raw-ip'],
    ['null', LINK.null, nullLink(syn), 'null'],
    ['loopback', LINK.loop, nullLink(syn), 'loop'],
  ])('is read through %s', (_, linkType, frame, name) => {
    const digest = digestOf(pcap(inTurn([frame]), { linkType }));

    expect(digest.summary.interfaces[0]?.linkType).toBe(name);
    expect(onlyFlow(digest)).toMatchObject({ knownBy: 'syn', client: { address: '192.0.2.10', port: 40_000 } });
  });

  it('names a link layer that is not read', () => {
    const { summary, flows } = digestOf(pcap(inTurn([syn]), { linkType: 147 }));

    expect(summary).toMatchObject({ interfaces: [{ linkType: 'type-147' }], notIp: 1 });
    expect(flows).toEqual([]);
  });

  it('gives the same whatever the pieces in which it comes', () => {
    for (const bytes of [pcap(frames), pcapng(frames, { interfaces: [{ name: 'eth0' }], comment: 'x' })]) {
      const whole = digestOf(bytes);
      for (const size of [1, 3, 17, 64]) expect(digestOf(bytes, {}, size)).toEqual(whole);
    }
  });

  it('that is cut gives what stands before the cut, and says where it broke', () => {
    const bytes = pcap(frames);

    const { summary } = digestOf(bytes.subarray(0, bytes.length - 5));

    expect(summary).toMatchObject({ packets: 2, broken: 'after packet 2: the file ends inside a packet' });
  });

  it('with a packet of an impossible length says so', () => {
    const bytes = pcap(frames);
    bytes.set([255, 255, 255, 127], 24 + 8);

    expect(digestOf(bytes).summary).toMatchObject({ packets: 0, broken: expect.stringContaining('after packet 0') });
  });

  it('that is none is refused', () => {
    const reader = createCaptureReader();
    reader.push(new TextEncoder().encode('show session all'));

    expect(reader.end()).toMatchObject({ ok: false, error: { message: 'the file is no capture' } });
    expect(createCaptureReader().end()).toMatchObject({ ok: false });
  });

  it('never throws and never shows more packets than there are, however it is cut or damaged', () => {
    const files = [pcap(frames), pcapng(frames, { interfaces: [{ name: 'eth0', dropped: 1 }], comment: 'x' })];
    const change = fc.record({ file: fc.nat(1), at: fc.nat(400), value: fc.nat(255), end: fc.nat(500) });
    fc.assert(
      fc.property(change, ({ file, at, value, end }) => {
        const bytes = (files[file] ?? new Uint8Array(0)).slice(0, end);
        if (at < bytes.length) bytes[at] = value;
        const reader = createCaptureReader();
        reader.push(bytes);
        const read = reader.end();
        expect(read.ok ? read.value.summary.packets : 0).toBeLessThanOrEqual(3);
      }),
      { numRuns: 500 },
    );
  });
});
