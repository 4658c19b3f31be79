import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/evidence/read.ts';
import type { EvidenceKind } from '../../../src/model/evidence.ts';
import type { PanosCommand, RoutingEngine } from '../../../src/model/panos-command.ts';
import type { DeviceBrain } from '../../../src/simulator/device-brain.ts';
import { LiveLab } from '../support/live-lab.ts';

const CLIENT = '10.20.30.41';
const SERVER = '10.50.60.10';
const ENDS = { source: CLIENT, destination: SERVER } as const;
const FIRST_ROUTER = 'default';

interface Asked {
  readonly command: PanosCommand;
  readonly kind: EvidenceKind;
}

/** Every command that has an answer to read, with the kind that its answer is. */
function reading(device: DeviceBrain, engine: RoutingEngine, live: LiveLab): readonly Asked[] {
  const router = { 'PA-BRANCH-A': 'branch', 'PA-DC-A': 'dc' }[device.hostname] ?? 'edge';
  const zone = { 'PA-BRANCH-A': 'Users', 'PA-DC-A': 'Core' }[device.hostname] ?? 'ISP-1';
  const [id = 1] = live.sessionIds(device);
  const advanced = engine === 'advanced';
  return [
    { command: { kind: 'system-info' }, kind: 'system-info' },
    { command: { kind: 'interface-all' }, kind: 'interface-all' },
    { command: { kind: 'interface', name: 'ethernet1/2' }, kind: 'interface' },
    { command: { kind: 'session-all', ...ENDS, destinationPort: 443 }, kind: 'session-all' },
    {
      command: { kind: 'session-all', source: '192.0.2.9', destination: null, destinationPort: null },
      kind: 'session-all',
    },
    { command: { kind: 'session-id', id }, kind: 'session-id' },
    { command: { kind: 'session-info' }, kind: 'session-info' },
    { command: { kind: 'tcp-state' }, kind: 'tcp-state' },
    { command: { kind: 'fib-lookup', engine, router, address: CLIENT }, kind: 'fib-lookup' },
    { command: { kind: 'fib-lookup', engine, router, address: SERVER }, kind: 'fib-lookup' },
    { command: { kind: 'routes', engine }, kind: advanced ? 'advanced-routing-route' : 'routing-route' },
    { command: { kind: 'fib', engine }, kind: advanced ? 'advanced-routing-fib' : 'routing-fib' },
    { command: { kind: 'pbf-rules' }, kind: 'pbf-rule-all' },
    { command: { kind: 'pbf-policy' }, kind: 'pbf-policy' },
    {
      command: { kind: 'pbf-match', fromZone: zone, ...ENDS, protocol: 6, destinationPort: 443 },
      kind: 'pbf-policy-match',
    },
    { command: { kind: 'nat-policy' }, kind: 'nat-policy' },
    { command: { kind: 'counters', scope: 'device' }, kind: 'counter-global' },
    { command: { kind: 'counters', scope: 'packet-filter' }, kind: 'counter-global' },
    { command: { kind: 'ha-all' }, kind: 'ha-all' },
    { command: { kind: 'arp', interface: null }, kind: 'arp' },
    { command: { kind: 'neighbors', interface: null }, kind: 'arp' },
    { command: { kind: 'zone-protection', zone }, kind: 'zone-protection' },
    { command: { kind: 'packet-diag-setting' }, kind: 'packet-diag-setting' },
    { command: { kind: 'traffic-log', ...ENDS, count: 20 }, kind: 'traffic-log' },
  ];
}

const STATES = ['none', 'add-isp', 'fail-over', 'pbf-rule', 'fix'] as const;

describe.each(['legacy', 'advanced'] as const)('the replies of the %s engine', (engine) => {
  it.each(STATES)('are read whole, each as what it is, after %s', (state) => {
    const live = new LiveLab(7, engine);
    if (state === 'fix') live.lab.play('add-isp');
    if (state !== 'none') live.lab.play(state);
    live.wait(30);
    for (const device of live.lab.devices) {
      for (const { command, kind } of reading(device, engine, live)) {
        const raw = live.ask(device, command);
        const evidence = readEvidence([raw]);
        expect(evidence, raw.source).toHaveLength(1);
        expect(evidence[0], `${raw.source}\n${raw.text}`).toMatchObject({
          kind,
          parsed: 'whole',
          problem: null,
          unread: [],
          observer: device.hostname,
        });
      }
    }
  });

  it('say that sessions were cleared', () => {
    const live = new LiveLab(7, engine);
    const device = live.device('PA-EDGE-A');
    const [id = 0] = live.sessionIds(device);
    const clearing: readonly PanosCommand[] = [
      { kind: 'clear-session', id },
      { kind: 'clear-sessions', ...ENDS, destinationPort: 443 },
    ];
    const evidence = readEvidence(clearing.map((command) => live.ask(device, command)));
    expect(evidence).toMatchObject(Array(2).fill({ kind: 'api-reply', parsed: 'whole', facts: [] }));
    expect(live.sessionIds(device)).toEqual([]);
  });

  it('are refused by the other engine’s words, or say nothing to them', () => {
    const live = new LiveLab(7, engine);
    const device = live.device('PA-DC-A');
    const other = engine === 'legacy' ? 'advanced' : 'legacy';
    const [evidence] = readEvidence([live.ask(device, { kind: 'routes', engine: other })]);
    expect(evidence?.facts.filter(({ kind }) => kind === 'route')).toEqual([]);
    const lookup = live.ask(device, { kind: 'fib-lookup', engine: other, router: FIRST_ROUTER, address: SERVER });
    expect(lookup.text).toContain('status="error"');
  });
});

describe('while the packet filter and a capture are on', () => {
  it('the setting is read whole and says so', () => {
    const live = new LiveLab();
    const device = live.device('PA-EDGE-A');
    live.ask(device, { kind: 'packet-filter-match', ...ENDS });
    live.ask(device, { kind: 'packet-filter', on: true });
    live.ask(device, { kind: 'capture-stage', stage: 'receive', file: 'rt-1-rx', packets: 100, bytes: 100_000 });
    live.ask(device, { kind: 'capture', on: true });
    live.wait(20);
    const [evidence] = readEvidence([live.ask(device, { kind: 'packet-diag-setting' })]);
    expect(evidence).toMatchObject({ parsed: 'whole', unread: [] });
    expect(evidence?.facts).toMatchObject([{ filterEnabled: true, captureEnabled: true, loggingEnabled: false }]);
  });
});
