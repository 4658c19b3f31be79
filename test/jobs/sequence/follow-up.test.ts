import { describe, expect, it } from 'vitest';
import { followUp } from '../../../src/jobs/sequence/follow-up.ts';
import { LIVE_SEQUENCE } from '../../../src/jobs/sequence/live-sequence.ts';
import { watchNewcomers, watchSample } from '../../../src/jobs/sequence/watch.ts';
import type { NextTest } from '../../../src/model/diagnosis.ts';
import type { RawEvidence } from '../../../src/model/evidence.ts';
import type { Flow } from '../../../src/model/flow.ts';
import type { PanosCommand } from '../../../src/model/panos-command.ts';
import type { Triage } from '../../../src/model/triage.ts';
import { triage } from '../../../src/triage.ts';
import { ports, reply, row, typed, viewAfter } from './replies.ts';

const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.20.30.40', port: null },
  server: { address: '203.0.113.80', port: 443 },
};
const LIST: PanosCommand = {
  kind: 'session-all',
  source: '10.20.30.40',
  destination: '203.0.113.80',
  destinationPort: null,
};
const REPLIES: readonly RawEvidence[] = [
  reply(
    'PA-A',
    { kind: 'interface-all' },
    ports(['ethernet1/1', 'Web', 'vr:Edge'], ['ethernet1/2', 'Users', 'vr:Edge']),
  ),
  reply(
    'PA-A',
    LIST,
    row({
      id: 41207,
      from: ['10.20.30.40', 50212, 'Users', 'ethernet1/2'],
      to: ['203.0.113.80', 443, 'Web', 'ethernet1/1'],
      at: '08:14:02',
    }),
  ),
];

function triaged(raw: readonly RawEvidence[] = REPLIES): Triage {
  return triage({ raw, flow: FLOW, symptoms: [], fixedAt: null });
}

/** The same triage, as if it asked this and nothing else. */
function asking(observer: string, ...live: readonly PanosCommand[]): Triage {
  const whole = triaged();
  const [test] = whole.diagnosis.nextTests;
  if (test === undefined) throw new Error('a triage with so little has next tests');
  const nextTests: readonly NextTest[] = [{ ...test, observer, live }];
  return { ...whole, diagnosis: { ...whole.diagnosis, nextTests } };
}

const VIEW = viewAfter({ device: 'PA-A', flow: FLOW }, ...REPLIES);

describe('what is asked after the sequence', () => {
  it('is what the next tests want of this firewall', () => {
    expect(typed(followUp(triaged(), VIEW))).toContain('show session id 41207');
    expect(followUp(triaged(), viewAfter({ device: 'PA-B', flow: FLOW }, ...REPLIES))).toEqual([]);
  });

  it('looks up no address that is neither the flow’s nor shown by a firewall of this run', () => {
    const of = (address: string): PanosCommand => ({ kind: 'fib-lookup', engine: 'legacy', router: 'Edge', address });
    const listed: PanosCommand = { ...LIST, source: '192.0.2.66' };
    const logged: PanosCommand = { kind: 'traffic-log', source: null, destination: '192.0.2.66', count: 50 };
    const wanted = asking('PA-A', of('192.0.2.66'), listed, logged, of('203.0.113.80'));
    expect(followUp(wanted, VIEW)).toEqual([of('203.0.113.80')]);
  });

  it('is bounded, however much the next tests want', () => {
    const many = Array.from({ length: 500 }, (_, at): PanosCommand => ({ ...LIST, destinationPort: at + 1 }));
    expect(followUp(asking('PA-A', ...many), VIEW)).toHaveLength(30);
  });

  it('is not what was asked in this run, save a second reading', () => {
    const wanted = asking('PA-A', { kind: 'tcp-state' }, { kind: 'session-id', id: 41207 });
    const again = (...asked: readonly PanosCommand[]) =>
      typed(followUp(wanted, viewAfter({ device: 'PA-A', flow: FLOW, asked }, ...REPLIES)));
    expect(again()).toEqual(['show running tcp state', 'show session id 41207']);
    expect(again({ kind: 'tcp-state' }, { kind: 'session-id', id: 41207 })).toEqual(['show session id 41207']);
    expect(again({ id: 41207, kind: 'session-id' }, { kind: 'session-id', id: 41207 })).toEqual([
      'show running tcp state',
    ]);
  });

  it('comes to an end: with all that the sequence asked, and its answers, it asks less each round', () => {
    const asked = LIVE_SEQUENCE.flatMap((step) => step.ask(VIEW));
    const first = followUp(triaged(), viewAfter({ device: 'PA-A', flow: FLOW, asked }, ...REPLIES));
    const second = followUp(
      triaged(),
      viewAfter({ device: 'PA-A', flow: FLOW, asked: [...asked, ...first] }, ...REPLIES),
    );
    const third = [...asked, ...first, ...second];
    expect(followUp(triaged(), viewAfter({ device: 'PA-A', flow: FLOW, asked: third }, ...REPLIES))).toEqual([]);
  });

  it('goes to the engine that this firewall runs', () => {
    const routes: PanosCommand = { kind: 'routes', engine: 'advanced' };
    expect(followUp(asking('PA-A', routes), VIEW)).toEqual([{ kind: 'routes', engine: 'legacy' }]);
  });

  it('asks for a session by its number on this firewall', () => {
    expect(typed(followUp(asking('PA-A', { kind: 'session-id', id: 5 }), VIEW))).toEqual(['show session id 41207']);
  });

  it.each<PanosCommand>([
    { kind: 'fib-lookup', engine: 'legacy', router: 'elsewhere', address: '10.20.30.40' },
    { kind: 'interface', name: 'ethernet1/9' },
    { kind: 'arp', interface: 'ethernet1/9' },
    { kind: 'zone-protection', zone: 'elsewhere' },
    {
      kind: 'pbf-match',
      fromZone: 'elsewhere',
      source: '10.20.30.40',
      destination: '203.0.113.80',
      protocol: 6,
      destinationPort: 443,
    },
  ])('names nothing that only another firewall has: $kind', (command) => {
    expect(followUp(asking('PA-A', command), VIEW)).toEqual([]);
  });

  it.each<PanosCommand>([
    { kind: 'fib-lookup', engine: 'legacy', router: 'Edge', address: '10.20.30.40' },
    { kind: 'interface', name: 'ethernet1/2' },
    { kind: 'arp', interface: null },
    { kind: 'zone-protection', zone: 'Users' },
  ])('asks for what it has: $kind', (command) => {
    expect(followUp(asking('PA-A', command), VIEW)).toEqual([command]);
  });
});

describe('a sample of the watch', () => {
  it('lists the sessions of the flow, reads the newest three, and takes the counters', () => {
    expect(typed(watchSample(VIEW))).toEqual([
      'show session all filter source 10.20.30.40 destination 203.0.113.80 destination-port 443',
      'show session all filter source 10.20.30.40 destination 203.0.113.80',
      'show session all filter source 203.0.113.80 destination 10.20.30.40',
      'show session id 41207',
      'show counter global filter delta yes',
    ]);
  });

  it('reads the sessions that its list shows for the first time', () => {
    expect(typed(watchNewcomers(VIEW))).toEqual(['show session id 41207']);
    const asked: readonly PanosCommand[] = [{ kind: 'session-id', id: 41207 }];
    expect(watchNewcomers(viewAfter({ device: 'PA-A', flow: FLOW, asked }, ...REPLIES))).toEqual([]);
  });
});
