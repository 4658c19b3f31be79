import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../../src/jobs/sequence/device-view.ts';
import { LIVE_SEQUENCE } from '../../../src/jobs/sequence/live-sequence.ts';
import type { Flow } from '../../../src/model/flow.ts';
import { COMMAND_RISK, type PanosCommand } from '../../../src/model/panos-command.ts';
import { writeCommand } from '../../../src/panos/commands/write-command.ts';
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
const INTERFACES: PanosCommand = { kind: 'interface-all' };

/** Source NAT to 198.51.100.7, destination NAT to 10.99.0.5. */
const TRANSLATED = row({
  id: 41207,
  from: ['10.20.30.40', 50212, 'Users', 'ethernet1/2'],
  to: ['203.0.113.80', 443, 'Web', 'ethernet1/1'],
  sentFrom: ['198.51.100.7', 21877],
  sentTo: ['10.99.0.5', 8443],
  at: '08:14:02',
});

function step(id: string, view: DeviceView): readonly string[] {
  const commands = LIVE_SEQUENCE.find((one) => one.id === id)?.ask(view) ?? [];
  for (const command of commands) expect(writeCommand(command)).toMatchObject({ ok: true });
  return typed(commands);
}

function saying(id: string, view: DeviceView): string | null | undefined {
  return LIVE_SEQUENCE.find((one) => one.id === id)?.says?.(view);
}

describe('the live sequence', () => {
  it('goes from who they are to what moves', () => {
    expect(LIVE_SEQUENCE.map(({ id }) => id)).toEqual([
      'identity',
      'ha',
      'sessions',
      'sessions-translated',
      'session-detail',
      'routes',
      'routes-other-engine',
      'fib',
      'pbf',
      'nat',
      'counters-start',
      'sessions-again',
      'sessions-new',
      'settings',
      'log',
      'counters',
    ]);
  });

  it('only reads, whatever is known', () => {
    const views = [
      viewAfter({ device: 'PA-A', flow: null }),
      viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', LIST, TRANSLATED)),
    ];
    const asked = views.flatMap((view) => LIVE_SEQUENCE.flatMap((one) => one.ask(view)));
    expect(new Set(asked.map(({ kind }) => COMMAND_RISK[kind]))).toEqual(new Set(['read']));
  });

  it('looks for sessions in both directions, with the port and without', () => {
    expect(step('sessions', viewAfter({ device: 'PA-A', flow: FLOW }))).toEqual([
      'show session all filter source 10.20.30.40 destination 203.0.113.80 destination-port 443',
      'show session all filter source 10.20.30.40 destination 203.0.113.80',
      'show session all filter source 203.0.113.80 destination 10.20.30.40',
    ]);
  });

  it('looks for no session while the flow is not known, and says so', () => {
    const view = viewAfter({ device: 'PA-A', flow: null });
    for (const id of ['sessions', 'sessions-translated', 'session-detail', 'fib', 'log']) {
      expect(step(id, view)).toEqual([]);
      expect(saying(id, view)).toBe('The flow is not known yet, so nothing of it can be looked for.');
    }
    expect(step('identity', view)).toEqual(['show system info', 'show interface all']);
  });

  it('reads counters twice with a pause before, and never by severity', () => {
    const view = viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', LIST, TRANSLATED));
    const expected = [
      'show counter global filter delta yes',
      'show interface ethernet1/2',
      'show interface ethernet1/1',
    ];
    expect(step('counters-start', view)).toEqual(expected);
    expect(step('counters', view)).toEqual(expected);
    expect(LIVE_SEQUENCE.find(({ id }) => id === 'counters')?.pauseBeforeMs).toBe(10_000);
  });
});

describe('a firewall that translates both ends', () => {
  const view = viewAfter(
    { device: 'PA-A', flow: FLOW },
    reply('PA-A', INTERFACES, ports(['ethernet1/1', 'Web', 'vr:Edge'], ['ethernet1/2', 'Users', 'vr:Edge'])),
    reply('PA-A', LIST, TRANSLATED),
  );

  it('is asked for the server after NAT and for the client before it', () => {
    expect(step('fib', view)).toEqual([
      'test routing fib-lookup virtual-router Edge ip 10.99.0.5',
      'test routing fib-lookup virtual-router Edge ip 10.20.30.40',
    ]);
  });

  it('is asked about PBF as the first packet came in', () => {
    expect(step('pbf', view)).toEqual([
      'show pbf rule all',
      'show running pbf-policy',
      'test pbf-policy-match from Users source 10.20.30.40 destination 203.0.113.80 protocol 6 destination-port 443',
    ]);
  });

  it('has the next firewall asked by the names that it gives', () => {
    const next = viewAfter({ device: 'PA-B', flow: FLOW }, reply('PA-A', LIST, TRANSLATED), reply('PA-B', LIST, ''));
    expect(step('session-detail', next)).toEqual([]);
    expect(saying('session-detail', next)).toBe('PA-B has no session of this flow, so there is none to read.');
    expect(step('sessions-translated', next)).toContain(
      'show session all filter source 198.51.100.7 destination 10.99.0.5',
    );
    expect(step('sessions-translated', next)).toContain(
      'show session all filter source 10.99.0.5 destination 198.51.100.7',
    );
    expect(step('sessions-translated', view)).toEqual([]);
  });

  it('tells which session of the next firewall is the flow, and how that one routes', () => {
    const behind = row({
      id: 77,
      from: ['198.51.100.7', 21877, 'Dmz', 'ethernet1/5'],
      to: ['10.99.0.5', 8443, 'Servers', 'ethernet1/6'],
      at: '08:14:02',
    });
    const other = row({
      id: 78,
      from: ['198.51.100.7', 33000, 'Dmz', 'ethernet1/5'],
      to: ['10.99.0.5', 8443, 'Servers', 'ethernet1/6'],
      at: '08:19:00',
    });
    const asked: PanosCommand = { ...LIST, source: '198.51.100.7', destination: '10.99.0.5' };
    const next = viewAfter(
      { device: 'PA-B', flow: FLOW, routers: ['core'] },
      reply('PA-A', LIST, TRANSLATED),
      reply('PA-B', asked, other + behind),
    );
    expect(step('session-detail', next)).toEqual(['show session id 77', 'show session id 78']);
    expect(step('fib', next)).toEqual([
      'test routing fib-lookup virtual-router core ip 10.99.0.5',
      'test routing fib-lookup virtual-router core ip 198.51.100.7',
    ]);
  });
});

describe('a firewall with two virtual routers', () => {
  const two = ports(['ethernet1/1', 'Web', 'vr:Outside'], ['ethernet1/2', 'Users', 'vr:Inside']);

  it('routes the request where it enters and the reply where it arrives, and is asked for the hand-over too', () => {
    const view = viewAfter(
      { device: 'PA-A', flow: FLOW },
      reply('PA-A', INTERFACES, two),
      reply('PA-A', LIST, TRANSLATED),
    );
    expect(step('fib', view)).toEqual([
      'test routing fib-lookup virtual-router Inside ip 10.99.0.5',
      'test routing fib-lookup virtual-router Outside ip 10.20.30.40',
      'test routing fib-lookup virtual-router Inside ip 10.20.30.40',
      'test routing fib-lookup virtual-router Outside ip 10.99.0.5',
    ]);
  });

  it('takes the sides from a session that the server opened', () => {
    const reversed = row({
      id: 9,
      from: ['203.0.113.80', 443, 'Web', 'ethernet1/1'],
      to: ['10.20.30.40', 50212, 'Users', 'ethernet1/2'],
      at: '08:14:02',
    });
    const view = viewAfter(
      { device: 'PA-A', flow: FLOW },
      reply('PA-A', INTERFACES, two),
      reply('PA-A', LIST, reversed),
    );
    expect(step('fib', view).slice(0, 2)).toEqual([
      'test routing fib-lookup virtual-router Inside ip 203.0.113.80',
      'test routing fib-lookup virtual-router Outside ip 10.20.30.40',
    ]);
    expect(step('pbf', view).at(-1)).toBe(
      'test pbf-policy-match from Web source 203.0.113.80 destination 10.20.30.40 protocol 6 destination-port 50212',
    );
  });

  it('is asked in each of them when it has no session', () => {
    const view = viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', INTERFACES, two), reply('PA-A', LIST, ''));
    expect(step('fib', view)).toEqual([
      'test routing fib-lookup virtual-router Outside ip 203.0.113.80',
      'test routing fib-lookup virtual-router Outside ip 10.20.30.40',
      'test routing fib-lookup virtual-router Inside ip 203.0.113.80',
      'test routing fib-lookup virtual-router Inside ip 10.20.30.40',
    ]);
  });
});

describe('a firewall on a virtual wire', () => {
  it('has no FIB to ask', () => {
    const wire = ports(['ethernet1/1', 'Web', 'vwire:ethernet1/2'], ['ethernet1/2', 'Users', 'vwire:ethernet1/1']);
    const view = viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', INTERFACES, wire), reply('PA-A', LIST, ''));
    expect(step('fib', view)).toEqual([]);
    expect(saying('fib', view)).toBe('No interface of PA-A forwards in a router, so it has no FIB to ask.');
  });
});

describe('the routing engine', () => {
  const info = readFileSync(new URL('../../fixtures/panos-xml/system-info/firewall.xml', import.meta.url), 'utf8');
  const system: PanosCommand = { kind: 'system-info' };

  it('is the advanced one when the firewall says so', () => {
    const view = viewAfter(
      { device: 'PA-A', flow: FLOW },
      reply('PA-A', system, info),
      reply('PA-A', INTERFACES, ports(['ethernet1/1', 'Web', 'lr:lr-1'], ['ethernet1/2', 'Users', 'lr:lr-1'])),
      reply('PA-A', LIST, TRANSLATED),
    );
    expect(step('routes', view)).toEqual(['show advanced-routing route']);
    expect(step('fib', view)).toEqual([
      'test advanced-routing fib-lookup logical-router lr-1 ip 10.99.0.5',
      'test advanced-routing fib-lookup logical-router lr-1 ip 10.20.30.40',
    ]);
  });

  it('of one firewall says nothing of another', () => {
    const view = viewAfter({ device: 'PA-B', flow: FLOW }, reply('PA-A', system, info));
    expect(step('routes', view)).toEqual(['show routing route']);
  });

  it('is probed when nothing tells it', () => {
    const legacy: PanosCommand = { kind: 'routes', engine: 'legacy' };
    const empty = viewAfter({ device: 'PA-A', flow: FLOW, asked: [legacy] }, reply('PA-A', legacy, ''));
    expect(step('routes-other-engine', empty)).toEqual(['show advanced-routing route']);
    const refused = '<response status="error"><msg><line>routing is unexpected here</line></msg></response>';
    const advanced = viewAfter({ device: 'PA-A', flow: FLOW, asked: [legacy] }, reply('PA-A', legacy, refused));
    expect(step('routes-other-engine', advanced)).toEqual(['show advanced-routing route']);
    expect(step('fib', advanced)[0]).toBe('test advanced-routing fib-lookup logical-router default ip 203.0.113.80');
    const routes = readFileSync(
      new URL('../../fixtures/panos-xml/routing-route/two-routers.xml', import.meta.url),
      'utf8',
    );
    const shown = viewAfter({ device: 'PA-A', flow: FLOW, asked: [legacy] }, reply('PA-A', legacy, routes));
    expect(step('routes-other-engine', shown)).toEqual([]);
    expect(saying('routes-other-engine', shown)).toBe('The routes have been shown.');
  });
});

describe('a flow over IPv6', () => {
  const flow: Flow = {
    protocol: 'udp',
    client: { address: '2001:db8:20::40', port: 50344 },
    server: { address: '2001:db8:80::5', port: 53 },
  };

  it('is asked for in the same words', () => {
    const listed = readFileSync(
      new URL('../../fixtures/panos-xml/session-all/two-sessions.xml', import.meta.url),
      'utf8',
    );
    const view = viewAfter({ device: 'PA-A', flow, routers: ['Edge'] }, reply('PA-A', LIST, listed));
    expect(step('session-detail', view)).toEqual(['show session id 41208']);
    expect(step('fib', view)).toEqual([
      'test routing fib-lookup virtual-router Edge ip 2001:db8:80::5',
      'test routing fib-lookup virtual-router Edge ip 2001:db8:20::40',
    ]);
    expect(step('pbf', view).at(-1)).toBe(
      'test pbf-policy-match from "Branch Users" source 2001:db8:20::40 destination 2001:db8:80::5 protocol 17 destination-port 53',
    );
    expect(step('log', view)).toEqual([
      'show log traffic direction equal backward csv-output equal yes query equal "( addr.src in 2001:db8:20::40 ) and ( addr.dst in 2001:db8:80::5 )"',
    ]);
  });
});

describe('a firewall without a session', () => {
  it('is asked about PBF and interfaces by where its FIB sends the ends', () => {
    const lookup: PanosCommand = { kind: 'fib-lookup', engine: 'legacy', router: 'Edge', address: '10.20.30.40' };
    const via =
      '<nh>ip</nh><src>10.20.30.1</src><ip>10.20.30.2</ip><metric>10</metric><interface>ethernet1/2</interface><dp>dp0</dp>';
    const view = viewAfter(
      { device: 'PA-B', flow: FLOW },
      reply('PA-B', INTERFACES, ports(['ethernet1/1', 'Web', 'vr:Edge'], ['ethernet1/2', 'Users', 'vr:Edge'])),
      reply('PA-B', LIST, ''),
      reply('PA-B', lookup, via),
    );
    expect(step('pbf', view).at(-1)).toBe(
      'test pbf-policy-match from Users source 10.20.30.40 destination 203.0.113.80 protocol 6 destination-port 443',
    );
    expect(step('counters-start', view)).toEqual([
      'show counter global filter delta yes',
      'show interface ethernet1/2',
    ]);
  });

  it('is asked for its PBF rules alone when nothing tells the zone', () => {
    const view = viewAfter({ device: 'PA-B', flow: FLOW }, reply('PA-B', LIST, ''));
    expect(step('pbf', view)).toEqual(['show pbf rule all', 'show running pbf-policy']);
    expect(saying('pbf', view)).toBe('The zone that the flow enters PA-B by is not known, so only its rules are read.');
  });
});

describe('sessions that form while the sequence runs', () => {
  const attempt = (id: number, at: string) =>
    row({
      id,
      from: ['10.20.30.40', 50000 + id, 'Users', 'ethernet1/2'],
      to: ['203.0.113.80', 443, 'Web', 'ethernet1/1'],
      at,
    });

  it('are read once more in order, the newest three', () => {
    const first = [attempt(1, '08:00:01'), attempt(2, '08:00:03')].join('');
    const before = viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', LIST, first));
    expect(step('session-detail', before)).toEqual(['show session id 2', 'show session id 1']);
    expect(step('sessions-again', before).slice(0, 3)).toEqual([
      'show session id 2',
      'show session id 1',
      'show session all filter source 10.20.30.40 destination 203.0.113.80 destination-port 443',
    ]);
    const asked: readonly PanosCommand[] = [
      { kind: 'session-id', id: 2 },
      { kind: 'session-id', id: 1 },
    ];
    const later = viewAfter(
      { device: 'PA-A', flow: FLOW, asked },
      reply('PA-A', LIST, first),
      reply('PA-A', LIST, [attempt(3, '08:00:12'), attempt(4, '08:00:14')].join('')),
    );
    expect(step('sessions-new', later)).toEqual(['show session id 4', 'show session id 3']);
    expect(saying('sessions-new', before)).toBeNull();
    const none = viewAfter({ device: 'PA-A', flow: FLOW, asked }, reply('PA-A', LIST, first));
    expect(saying('sessions-new', none)).toBe('No new session of this flow has formed on PA-A.');
  });
});

describe('of many sessions', () => {
  it('the newest two are read, and the one that has been in use for longest', () => {
    const rows = [1, 2, 3, 4, 5].map((id) =>
      row({
        id,
        from: ['10.20.30.40', 50000 + id, 'Users', 'ethernet1/2'],
        to: ['203.0.113.80', 443, 'Web', 'ethernet1/1'],
        at: `08:00:0${id}`,
      }),
    );
    const [oldest = '', ...others] = rows;
    const ended = oldest.replace('ACTIVE', 'INIT');
    const view = viewAfter({ device: 'PA-A', flow: FLOW }, reply('PA-A', LIST, [...others, ended].join('')));
    expect(step('session-detail', view)).toEqual(['show session id 5', 'show session id 4', 'show session id 2']);
  });
});

describe('the units of an HA pair', () => {
  it('are each asked for their state and for their own copy of the session', () => {
    const copies = ['PA-A', 'PA-B'].map((device, index) =>
      reply(device, LIST, TRANSLATED.replace('<idx>41207</idx>', `<idx>${index + 1}</idx>`)),
    );
    const [active, passive] = ['PA-A', 'PA-B'].map((device) => viewAfter({ device, flow: FLOW }, ...copies));
    if (active === undefined || passive === undefined) throw new Error('two views were made');
    expect([step('ha', active), step('ha', passive)]).toEqual([
      ['show high-availability all'],
      ['show high-availability all'],
    ]);
    expect(step('session-detail', active)).toEqual(['show session id 1']);
    expect(step('session-detail', passive)).toEqual(['show session id 2']);
  });
});
