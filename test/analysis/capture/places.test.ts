import { describe, expect, it } from 'vitest';
import type { HostInterface } from '../../../src/model/facts.ts';
import { AT, block, detail, haState, SERVER } from '../../support/facts.ts';
import { found, readingOf, valuesOf } from '../read-findings.ts';
import {
  bystander,
  type CaptureSpec,
  capture,
  type FlowSpec,
  flow,
  MAC,
  marks,
  NOON,
  towards,
  UNANSWERED,
  unseen,
  WHOLE,
} from './capture-facts.ts';

const at = (observer: string, spec: FlowSpec | null, how: CaptureSpec = {}) =>
  capture([...(spec === null ? [] : [flow(spec)]), bystander(SERVER)], { observer, ...how });

/** At the server: the SYN comes in, the SYN-ACK goes out again and again. */
const ANSWERED: FlowSpec = {
  c2s: { packets: 4, ttl: [62], macs: [[MAC.firewall, MAC.server]], tcp: { syn: marks(4), initialSequence: 1000 } },
  s2c: { packets: 4, ttl: [64], macs: [[MAC.server, MAC.other]], tcp: { synAck: marks(4), initialSequence: 9000 } },
};
const ONLY_REPLIES: FlowSpec = { ...ANSWERED, knownBy: 'syn-ack', c2s: {} };

/** An interface of a machine that is no end of the flow. */
const OTHER_INTERFACE: HostInterface = {
  kind: 'host-interface',
  at: AT,
  name: 'eth0',
  index: 2,
  parent: null,
  flags: null,
  up: true,
  carrier: true,
  state: 'UP',
  mtu: 1500,
  master: null,
  linkType: 'ether',
  mac: null,
  deviceKind: null,
  vrfTable: null,
  addresses: [{ at: AT, family: 'inet', address: '10.9.9.1', prefixLength: 24, peer: null, scope: null, flags: [] }],
};

describe('a place that one half of a working connection does not pass', () => {
  const half: FlowSpec = { ...WHOLE, c2s: {}, knownBy: 'syn-ack' };

  it('shows nothing against it, once another capture shows both halves', () => {
    const findings = found([at('web1', half, { point: 'eth0' }), at('desk14', WHOLE)]);

    expect(valuesOf(findings, 'capture.request-missing', 'web1')).toMatchObject({ worksElsewhere: true });
    expect(readingOf(findings, 'capture.both-directions', 'web1')).toBe('could-not-tell');
    expect(valuesOf(found([at('web1', half)]), 'capture.request-missing')).toMatchObject({ worksElsewhere: false });
  });

  it('works over two interfaces of one host once each acknowledges all data of the other', () => {
    const across = (heard: number, other = 'web1') =>
      found([
        at(
          'web1',
          { ...WHOLE, knownBy: 'syn', s2c: { tcp: { acknowledgedUnseen: unseen(heard) } } },
          { point: 'eth1' },
        ),
        at(other, { ...half, c2s: { tcp: { acknowledgedUnseen: unseen(201) } } }, { point: 'eth0' }),
      ]);

    expect(valuesOf(across(4001), 'capture.request-missing', 'web1')).toMatchObject({ worksElsewhere: true });
    expect(readingOf(across(4001), 'capture.both-directions', 'web1')).toBe('seen');
    expect(readingOf(across(100), 'capture.both-directions', 'web1')).not.toBe('seen');
    expect(readingOf(across(4001, 'web2'), 'capture.both-directions', 'web1')).not.toBe('seen');
  });

  it('lacks nothing that another interface of the same host shows', () => {
    const [one, other] = [
      at('web1', half, { point: 'eth0' }),
      at('web1', { ...WHOLE, s2c: {}, knownBy: 'syn' }, { point: 'eth1' }),
    ];
    const findings = found([one, other, at('desk14', WHOLE)]);

    expect(findings.some(({ code, reading }) => code === 'capture.misses-packets' && reading === 'seen')).toBe(false);
  });
});

describe('replies that leave a server where its requests do not come in', () => {
  it('are told from replies at a device on the way', () => {
    const spec: FlowSpec = { ...ONLY_REPLIES, s2c: { ...ANSWERED.s2c, ttl: [64] } };
    const beside = found([at('desk14', { ...UNANSWERED, c2s: { ...UNANSWERED.c2s, ttl: [64] } }), at('web1', spec)]);
    const onWay = found([
      at('desk14', { ...UNANSWERED, c2s: { ...UNANSWERED.c2s, ttl: [64] } }),
      at('R3', { ...spec, s2c: { ...ANSWERED.s2c, ttl: [61] } }),
    ]);

    expect(valuesOf(beside, 'between.reply-elsewhere')).toMatchObject({ atServer: true, works: false });
    expect(valuesOf(onWay, 'between.reply-elsewhere')).toMatchObject({ atServer: false });
  });

  it('may be just that where requests were captured at the client only and nothing tells what the other place is', () => {
    const asked = flow({ ...UNANSWERED, c2s: { ...UNANSWERED.c2s, ttl: [64] } });
    const client = capture([asked, bystander()], { observer: 'desk14' });
    const replies = flow({ ...ONLY_REPLIES, s2c: { ...ANSWERED.s2c, ttl: [] } });
    const unknown = capture([replies, bystander()], { observer: 'web1' });
    const addressed = block('ip-address', [OTHER_INTERFACE], { observer: 'web1' });

    expect(valuesOf(found([client, unknown]), 'between.reply-elsewhere')).toMatchObject({ atServer: null });
    expect(valuesOf(found([client, unknown, addressed]), 'between.reply-elsewhere')).toMatchObject({ atServer: false });
  });
});

describe('the last place of a direction', () => {
  it('is where replies are captured that do not arrive at the next place', () => {
    const findings = found([at('FW-A', UNANSWERED), at('web1', ANSWERED)]);

    expect(readingOf(findings, 'between.reply-lost')).toBe('seen');
    expect(valuesOf(findings, 'between.reply-lost')).toMatchObject({ last: 'web1', next: 'FW-A' });
    expect(readingOf(findings, 'between.request-lost')).toBe('not-seen');
    expect(findings.find(({ code }) => code === 'between.reply-lost')?.observers).toEqual(['web1', 'FW-A']);
  });

  it('is where requests are captured that never reach the server', () => {
    const findings = found([at('FW-A', UNANSWERED), at('web1', null)]);

    expect(readingOf(findings, 'between.request-lost')).toBe('seen');
    expect(valuesOf(findings, 'between.request-lost')).toMatchObject({ last: 'FW-A', next: 'web1' });
    expect(readingOf(findings, 'capture.flow-found', 'web1')).toBe('not-seen');
  });

  it('is not told of a place that was not capturing then, or that shows neither end', () => {
    const late = at('web1', null, { span: [600, 700] });
    const blind = capture([bystander('192.0.2.80')], { observer: 'web1' });

    expect(readingOf(found([at('FW-A', UNANSWERED), late]), 'between.request-lost')).toBe('could-not-tell');
    expect(readingOf(found([at('FW-A', UNANSWERED), blind]), 'between.request-lost')).toBe('could-not-tell');
  });

  it('is nowhere when both directions pass both places', () => {
    const findings = found([at('FW-A', WHOLE), at('web1', WHOLE)]);

    expect(readingOf(findings, 'between.reply-lost')).toBe('not-seen');
    expect(readingOf(findings, 'between.request-lost')).toBe('not-seen');
    expect(readingOf(findings, 'between.reply-elsewhere')).toBe('not-seen');
  });

  it('is not sought at a firewall that is not on the way', () => {
    const findings = found([at('FW-A', WHOLE), at('FW-B', null)]);

    expect(readingOf(findings, 'between.request-lost')).toBe('absent');
    expect(readingOf(findings, 'between.reply-lost')).toBe('absent');
  });
});

describe('requests and replies', () => {
  it('take different ways when each passes another firewall', () => {
    const findings = found([at('FW-A', UNANSWERED), at('FW-B', ONLY_REPLIES)]);

    expect(readingOf(findings, 'between.reply-elsewhere')).toBe('seen');
    expect(valuesOf(findings, 'between.reply-elsewhere')).toMatchObject({ forward: 'FW-A', return: 'FW-B' });
  });

  it('take different ways when the client gets replies that a place between never saw', () => {
    const client: FlowSpec = { ...WHOLE, c2s: { ...WHOLE.c2s, ttl: [64] }, s2c: { ...WHOLE.s2c, ttl: [60] } };
    const middle: FlowSpec = { ...WHOLE, s2c: { tcp: { acknowledgedUnseen: unseen(4000) } } };
    const findings = found([at('pc1', client), at('core', middle)]);

    expect(readingOf(findings, 'between.reply-elsewhere')).toBe('seen');
    expect(valuesOf(findings, 'between.reply-elsewhere')).toMatchObject({
      forward: 'core',
      return: 'pc1',
      haPair: false,
    });
    expect(readingOf(findings, 'between.reply-lost')).toBe('absent');
  });

  it('are told apart for less when a capture may have been filtered to one direction', () => {
    const findings = found([
      capture([flow(UNANSWERED)], { observer: 'FW-A' }),
      capture([flow(ONLY_REPLIES)], { observer: 'FW-B' }),
    ]);

    expect(valuesOf(findings, 'between.reply-elsewhere')).toMatchObject({ compared: false });
    expect(
      valuesOf(found([at('FW-A', UNANSWERED), at('FW-B', ONLY_REPLIES)]), 'between.reply-elsewhere'),
    ).toMatchObject({ compared: true });
  });

  it('pass the two units of an HA pair', () => {
    const units = [
      block('ha-state', [
        haState({ mode: 'active-active', local: 'active-primary', peer: 'active-secondary', deviceId: 0 }),
      ]),
      block(
        'ha-state',
        [haState({ mode: 'active-active', local: 'active-secondary', peer: 'active-primary', deviceId: 1 })],
        {
          observer: 'FW-B',
        },
      ),
    ];
    const findings = found([at('FW-A', UNANSWERED), at('FW-B', ONLY_REPLIES), ...units]);

    expect(valuesOf(findings, 'between.reply-elsewhere')).toMatchObject({ haPair: true });
  });

  it('are not told apart by captures that are taken on one side only', () => {
    const onward: FlowSpec = { ...WHOLE, s2c: { tcp: { acknowledgedUnseen: unseen(4000) } } };
    const other = flow({ ...onward, client: { address: '10.20.30.50', port: 40000 } });
    const findings = found([capture([flow(onward), other], { observer: 'tap' }), at('web1', WHOLE)]);

    expect(readingOf(findings, 'between.reply-elsewhere')).not.toBe('seen');
    expect(readingOf(findings, 'between.reply-lost')).toBe('could-not-tell');
  });
});

describe('two interfaces of one server', () => {
  it('show a reply that leaves by another one than the request came in on', () => {
    const findings = found([at('web1', UNANSWERED, { point: 'eth1' }), at('web1', ONLY_REPLIES, { point: 'eth0' })]);
    const told = findings.find(({ code }) => code === 'between.reply-elsewhere');

    expect(told?.reading).toBe('seen');
    expect(told?.observers).toEqual(['web1']);
    expect(told?.values).toMatchObject({
      forward: 'web1 (eth1)',
      return: 'web1 (eth0)',
      sameDevice: true,
      haPair: false,
    });
  });
});

describe('one connection at two places', () => {
  const inside: FlowSpec = WHOLE;
  const outside: FlowSpec = { ...WHOLE, client: { address: '203.0.113.5', port: 31022 } };

  it('is recognised behind a translation by its initial sequence number', () => {
    const findings = found([at('pc1', inside), at('web1', outside)]);

    expect(readingOf(findings, 'between.translated')).toBe('seen');
    expect(valuesOf(findings, 'between.translated')).toMatchObject({
      end: 'client',
      before: '10.20.30.41:52144',
      after: '203.0.113.5:31022',
    });
    expect(readingOf(findings, 'capture.flow-found', 'web1')).toBe('seen');
  });

  it('is recognised by its payload when its beginning was not captured', () => {
    const payloads = [{ time: NOON, sequence: 1, bytes: 200, hash: 'a1b2c3d4' }];
    const late = (client: string): FlowSpec => ({
      ...WHOLE,
      knownBy: 'first-packet',
      client: { address: client, port: 52144 },
      c2s: { ...WHOLE.c2s, tcp: { highestAck: 4001 }, more: { payloads } },
      s2c: { ...WHOLE.s2c, tcp: { highestAck: 201 } },
    });
    const findings = found([at('pc1', late('10.20.30.41')), at('web1', late('203.0.113.5'))]);

    expect(readingOf(findings, 'between.translated')).toBe('seen');
  });

  it('is not translated when it has the same ends', () => {
    expect(readingOf(found([at('pc1', inside), at('web1', inside)]), 'between.translated')).toBe('not-seen');
  });

  it('tells how far apart the clocks are', () => {
    const shifted = { ...flow(WHOLE) };
    const later = (fact: typeof shifted) => ({
      ...fact,
      first: fact.first + 37_500_000,
      last: fact.last + 37_500_000,
      c2s: {
        ...fact.c2s,
        tcp: fact.c2s.tcp && { ...fact.c2s.tcp, syn: { ...fact.c2s.tcp.syn, first: NOON + 37_500_000 } },
      },
      s2c: {
        ...fact.s2c,
        tcp: fact.s2c.tcp && { ...fact.s2c.tcp, synAck: { ...fact.s2c.tcp.synAck, first: NOON + 37_500_000 } },
      },
    });
    const findings = found([at('pc1', WHOLE), capture([later(shifted)], { observer: 'web1', span: [20, 90] })]);

    expect(valuesOf(findings, 'between.clock-offset')).toMatchObject({ one: 'pc1', other: 'web1', seconds: 37.5 });
    expect(readingOf(found([at('pc1', WHOLE), at('web1', WHOLE)]), 'between.clock-offset')).toBe('not-seen');
  });
});

describe('the stages of a firewall', () => {
  const stage = (point: string, spec: FlowSpec | null) => at('FW-A', spec, { point });

  it('show replies that are received and not sent on', () => {
    const findings = found([
      stage('receive', ANSWERED),
      stage('transmit', { ...ANSWERED, s2c: {} }),
      stage('drop', ONLY_REPLIES),
      block('session-id', [detail()]),
    ]);

    expect(towards(findings, 'capture.dropped-inside', 's2c')?.reading).toBe('seen');
    expect(towards(findings, 'capture.dropped-inside', 's2c')?.values).toMatchObject({
      received: 4,
      sent: 0,
      dropped: 4,
    });
    expect(towards(findings, 'capture.dropped-inside', 'c2s')?.reading).toBe('not-seen');
    expect(towards(findings, 'capture.in-drop-stage', 's2c')?.reading).toBe('seen');
    expect(towards(findings, 'capture.in-drop-stage', 'c2s')?.reading).toBe('not-seen');
    expect(readingOf(findings, 'capture.reply-missing')).toBe('not-seen');
    expect(findings.filter(({ code }) => code === 'capture.reply-missing')).toHaveLength(1);
  });

  it('tell nothing of what leaves without the transmit stage', () => {
    const findings = found([stage('receive', ANSWERED)]);

    expect(towards(findings, 'capture.dropped-inside', 's2c')?.reading).toBe('could-not-tell');
    expect(readingOf(findings, 'capture.in-drop-stage')).toBe('absent');
  });

  it('are known by the names of the files', () => {
    const findings = found([
      at('FW-A', ANSWERED, { source: 'rt-receive.pcap' }),
      at('FW-A', { ...ANSWERED, s2c: {} }, { source: 'rt-transmit.pcap' }),
    ]);

    expect(towards(findings, 'capture.dropped-inside', 's2c')?.reading).toBe('seen');
  });
});

describe('captures that name nobody', () => {
  it('are told apart by their files', () => {
    const findings = found([
      capture([flow(UNANSWERED), bystander()], { observer: null, source: 'near.pcap' }),
      capture([flow(ANSWERED), bystander()], { observer: null, source: 'far.pcap' }),
    ]);

    expect(valuesOf(findings, 'between.reply-lost')).toMatchObject({
      last: 'the capture far.pcap',
      next: 'the capture near.pcap',
    });
  });
});
