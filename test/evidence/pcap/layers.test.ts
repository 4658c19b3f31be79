import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ethernet, fragments, gre, icmp, ip, tcp, vxlan } from '../../support/capture-builder.ts';
import { inTurn, pcap } from '../../support/capture-file-builder.ts';
import { digestOf, onlyFlow } from '../../support/read-capture-bytes.ts';

const CLIENT = '192.0.2.10:40000';
const SERVER = '198.51.100.5:443';
const syn = tcp({ from: CLIENT, to: SERVER, flags: 'S', sequence: 7 });

function read(...packets: readonly Uint8Array[]) {
  return digestOf(pcap(inTurn(packets.map((packet) => ethernet(packet)))));
}

describe('a packet', () => {
  it('is found behind VLAN tags, which are noted', () => {
    const digest = digestOf(pcap(inTurn([ethernet(syn), ethernet(syn.with(5, 1), { vlans: [10, 20] })])));

    expect(onlyFlow(digest).c2s.vlans).toEqual({
      values: [
        { value: [], packets: 1 },
        { value: [10, 20], packets: 1 },
      ],
      changes: 1,
      others: 0,
    });
  });

  it('is found behind IPv4 options and IPv6 extension headers', () => {
    const options = tcp({ from: CLIENT, to: SERVER, flags: 'S', sequence: 7, ipOptions: [148, 4, 0, 0] });
    const six = tcp({
      from: '[2001:db8::1]:40000',
      to: '[2001:db8::2]:443',
      flags: 'S',
      sequence: 7,
      extensions: [
        { type: 0, body: [1, 4, 0, 0, 0, 0] },
        { type: 60, body: [1, 12, ...new Array(12).fill(0)] },
      ],
    });

    expect(read(options, six).flows).toMatchObject([
      { client: { address: '192.0.2.10', port: 40_000 }, c2s: { checksums: { good: 1 } } },
      {
        client: { address: '2001:db8::1', port: 40_000 },
        server: { address: '2001:db8::2', port: 443 },
        c2s: { checksums: { good: 1 } },
      },
    ]);
  });

  it('in fragments belongs to its conversation with all of its bytes', () => {
    const large = tcp({
      from: CLIENT,
      to: SERVER,
      flags: 'PA',
      sequence: 8,
      payload: 'x'.repeat(300),
      ipId: 9,
      dontFragment: false,
    });
    const next = tcp({ from: CLIENT, to: SERVER, flags: 'PA', sequence: 308, payload: 'y', ipId: 10 });

    const { c2s } = onlyFlow(read(syn, ...fragments(large, 160), next));

    expect(c2s).toMatchObject({ packets: 4, fragments: 2, payloadBytes: 301 });
    expect(c2s.tcp).toMatchObject({ sentThrough: 302, gaps: { count: 0 }, retransmissions: 0 });
  });

  it.each([
    ['GRE with a key', gre('203.0.113.1', '203.0.113.2', syn, 77), { kind: 'gre', key: 77 }],
    ['GRE without a key', gre('203.0.113.1', '203.0.113.2', syn), { kind: 'gre', key: null }],
    ['VXLAN', vxlan('203.0.113.1', '203.0.113.2', 5001, ethernet(syn)), { kind: 'vxlan', key: 5001 }],
    ['IP in IP', ip('203.0.113.1', '203.0.113.2', 4, syn), { kind: 'ip', key: null }],
  ])('inside %s is a conversation of its own, with the tunnel noted', (_, packet, tunnel) => {
    expect(onlyFlow(read(packet))).toMatchObject({
      client: { address: '192.0.2.10', port: 40_000 },
      within: [{ ...tunnel, source: '203.0.113.1', destination: '203.0.113.2' }],
    });
  });

  it('in a tunnel whose inside cannot be read is a packet of the tunnel', () => {
    expect(onlyFlow(read(gre('203.0.113.1', '203.0.113.2', syn.subarray(0, 12))))).toMatchObject({
      protocol: 'ip-47',
      within: [],
      client: { address: '203.0.113.1', port: null },
    });
  });

  it('of a ping belongs to the pings with the same identifier', () => {
    const ping = (type: number, id: number) =>
      icmp({
        from: type === 8 ? '192.0.2.10' : '198.51.100.5',
        to: type === 8 ? '198.51.100.5' : '192.0.2.10',
        type,
        rest: [0, id, 0, 1],
      });

    expect(read(ping(8, 5), ping(0, 5), ping(8, 6)).flows).toMatchObject([
      { protocol: 'icmp', knownBy: 'echo-request', echoId: 5, c2s: { packets: 1 }, s2c: { packets: 1 } },
      { echoId: 6, c2s: { packets: 1 }, s2c: { packets: 0 } },
    ]);
  });

  it('cut by the snap length keeps its length on the wire', () => {
    const bytes = ethernet(tcp({ from: CLIENT, to: SERVER, flags: 'PA', sequence: 8, payload: 'x'.repeat(500) }));

    const digest = digestOf(pcap([{ time: 1, bytes: bytes.subarray(0, 68), wireLength: bytes.length }]));

    expect(digest.summary).toMatchObject({ bytes: 554, cutPackets: 1 });
    expect(onlyFlow(digest).c2s).toMatchObject({ payloadBytes: 500, cutPackets: 1, checksums: { unchecked: 1 } });
  });

  it('whose headers are cut off is counted as unreadable', () => {
    const bytes = ethernet(syn);

    const digest = digestOf(pcap([{ time: 1, bytes: bytes.subarray(0, 38), wireLength: bytes.length }]));

    expect(digest).toMatchObject({ summary: { packets: 1, unreadable: 1 }, flows: [] });
  });

  it('that is no IP is counted, and ARP answers are noted', () => {
    const arp = new Uint8Array(42);
    arp.set([0x08, 0x06, 0, 1, 8, 0, 6, 4, 0, 2, 2, 0, 0x5e, 0, 0x53, 9, 192, 0, 2, 1], 12);

    expect(digestOf(pcap(inTurn([arp, arp]))).summary).toMatchObject({
      notIp: 2,
      arp: [{ address: '192.0.2.1', mac: '02:00:5e:00:53:09', replies: 2 }],
    });
  });

  it('made of any bytes never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 101, 113, 276), fc.uint8Array({ maxLength: 120 }), (linkType, bytes) => {
        expect(digestOf(pcap(inTurn([bytes]), { linkType })).summary.packets).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an ICMP error', () => {
  const quoted = tcp({ from: CLIENT, to: SERVER, flags: 'A', sequence: 8 }).subarray(0, 28);

  it('is attached to the conversation that it quotes, with what it says', () => {
    const error = icmp({ from: '203.0.113.1', to: '192.0.2.10', type: 3, code: 4, rest: [0, 0, 5, 120], body: quoted });

    expect(onlyFlow(read(syn, error, error)).icmp).toMatchObject([
      { meaning: 'too-big', sender: '203.0.113.1', receiver: '192.0.2.10', about: 'c2s', nextHopMtu: 1400, packets: 2 },
    ]);
  });

  it('makes a conversation known of which no packet was seen', () => {
    const error = icmp({ from: '203.0.113.1', to: '192.0.2.10', type: 11, body: quoted });

    expect(onlyFlow(read(error))).toMatchObject({
      knownBy: 'quoted',
      client: { address: '192.0.2.10', port: 40_000 },
      c2s: { packets: 0 },
      icmp: [{ meaning: 'time-exceeded' }],
    });
  });

  it.each([
    [
      'redirect',
      icmp({ from: '203.0.113.1', to: '192.0.2.10', type: 5, code: 1, rest: [192, 0, 2, 254], body: quoted }),
      { gateway: '192.0.2.254' },
    ],
    ['unreachable', icmp({ from: '203.0.113.1', to: '192.0.2.10', type: 3, code: 13, body: quoted }), { code: 13 }],
  ])('says %s', (meaning, error, says) => {
    expect(onlyFlow(read(syn, error)).icmp).toMatchObject([{ meaning, ...says }]);
  });

  it('of ICMPv6 tells the MTU, and a redirect its target behind the options', () => {
    const inner = tcp({ from: '[2001:db8::1]:40000', to: '[2001:db8::2]:443', flags: 'S', sequence: 1 });
    const tooBig = icmp({ from: '2001:db8::f', to: '2001:db8::1', type: 2, rest: [0, 0, 5, 0], body: inner });
    const target = [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];
    const body = Uint8Array.from([...target, ...target, 4, 8, 0, 0, 0, 0, 0, 0, ...inner]);
    const redirect = icmp({ from: '2001:db8::f', to: '2001:db8::1', type: 137, body });

    expect(onlyFlow(read(inner, tooBig, redirect)).icmp).toMatchObject([
      { protocol: 'icmp6', meaning: 'too-big', nextHopMtu: 1280 },
      { protocol: 'icmp6', meaning: 'redirect', gateway: '2001:db8::9' },
    ]);
  });
});
