import { describe, expect, it } from 'vitest';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import { readRequest } from '../../../src/simulator/replies/request.ts';
import { LiveLab } from '../support/live-lab.ts';

const ENDS = { source: '10.20.30.41', destination: '10.50.60.10' } as const;
const COUNTERS: PanosCommand = { kind: 'counters', scope: 'device' };

function countOf(text: string, name: string): number {
  return Number(new RegExp(`<name>${name}</name>\\s*<value>(\\d+)`).exec(text)?.[1] ?? '0');
}

describe('a request', () => {
  it('is read in words, with names of entries as values', () => {
    expect(readRequest("<show><arp><entry name='all'/></arp></show>")?.words).toEqual(['show', 'arp', 'all']);
    expect(readRequest('<a><b>x &lt; y</b></a>')?.words).toEqual(['a', 'b', 'x < y']);
  });

  it.each(['', 'show system info', '<show>', '<show></test>', '<a/><b/>', '<show><x y=z/></show>', '<!DOCTYPE a><a/>'])(
    'that is not well-formed is none: %s',
    (xml) => {
      expect(readRequest(xml)).toBeNull();
    },
  );
});

describe('a device', () => {
  it.each([
    ['<show><nonsense/></show>', '17'],
    ['<explode><now/></explode>', '1'],
    ['not even XML', '18'],
    ['<clear><session><all></all></session></clear>', '17'],
    ['<show><session><all><filter><port>443</port></filter></all></session></show>', '17'],
  ])('refuses %s with code %s', (xml, code) => {
    expect(new LiveLab().device('PA-EDGE-A').op(xml, null)).toMatchObject({ kind: 'error', code });
  });

  it('counts sessions on request, and knows when there is none', () => {
    const device = new LiveLab().device('PA-EDGE-A');
    const ask = (source: string): unknown =>
      device.op(
        `<show><session><all><filter><source>${source}</source><count>yes</count></filter></all></session></show>`,
        null,
      );
    expect(ask('192.0.2.9')).toEqual({ kind: 'result', xml: '<member>0</member>' });
    expect(ask('10.20.30.41')).toEqual({ kind: 'result', xml: expect.stringMatching(/^<member>[1-9]\d*<\/member>$/) });
  });

  it('has nothing to say of a session that never was', () => {
    const live = new LiveLab();
    expect(live.ask(live.device('PA-EDGE-A'), { kind: 'session-id', id: 9 }).text).toContain('Bad Key');
  });

  it('counts a delta from the reading before', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    live.ask(device, COUNTERS);
    live.wait(10);
    const { text } = live.ask(device, COUNTERS);
    expect(text).toContain('<t>10</t>');
    expect(countOf(text, 'pkt_recv')).toBeGreaterThan(10);
    expect(countOf(live.ask(device, COUNTERS).text, 'pkt_recv')).toBe(0);
  });

  it('counts by packet filter only what the filter takes', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    const filtered: PanosCommand = { kind: 'counters', scope: 'packet-filter' };
    live.wait(10);
    expect(countOf(live.ask(device, filtered).text, 'pkt_recv')).toBe(0);
    live.ask(device, { kind: 'packet-filter-match', ...ENDS });
    live.ask(device, { kind: 'packet-filter', on: true });
    live.ask(device, COUNTERS);
    live.wait(10);
    const ofFlow = countOf(live.ask(device, filtered).text, 'pkt_recv');
    expect(ofFlow).toBeGreaterThan(0);
    expect(ofFlow).toBeLessThan(countOf(live.ask(device, COUNTERS).text, 'pkt_recv'));
  });

  it('clears a flow: its sessions are gone, and new ones form with other numbers', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    const before = live.sessionIds(device);
    expect(live.ask(device, { kind: 'clear-sessions', ...ENDS, destinationPort: 443 }).text).toContain(
      'sessions cleared',
    );
    expect(live.sessionIds(device)).toEqual([]);
    live.wait(30);
    const after = live.sessionIds(device);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  it('shows the sessions of the unit that forwards on its peer, as the peer’s', () => {
    const live = new LiveLab();
    const peer = live.device('PA-EDGE-B');
    const [id = 0] = live.sessionIds(peer);
    expect(live.ask(peer, { kind: 'session-id', id }).text).toContain('<sess-ha-sync>True</sess-ha-sync>');
  });

  it('logs what ended, for a query of the flow, and refuses a query that it does not understand', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    const query = '( addr.src in 10.20.30.41 ) and ( addr.dst in 10.50.60.10 )';
    const answer = device.log('traffic', query, 3);
    expect(answer.kind === 'result' ? answer.xml.split('<entry ').length - 1 : 0).toBe(3);
    expect(device.log('traffic', 'whatever', 3)).toMatchObject({ kind: 'error' });
  });

  it('answers the same twice from the same seed', () => {
    const listing = (): string => {
      const live = new LiveLab(11);
      live.wait(33);
      return live.ask(live.device('PA-DC-A'), live.listing()).text;
    };
    expect(listing()).toBe(listing());
  });
});
