import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expandCommand } from '../../src/evidence/command.ts';
import { readEvidence } from '../../src/evidence/read.ts';
import type { Evidence, EvidenceKind } from '../../src/model/evidence.ts';
import { cliOf } from '../../src/model/panos-cli.ts';
import type { PanosCommand, ReadCommand } from '../../src/model/panos-command.ts';
import { ALL_SAMPLES } from '../panos/commands/samples.ts';

const FILES = new URL('../fixtures/panos-xml/', import.meta.url);

/** What a reply is read as, and a real reply in XML; null where it holds nothing that is looked at. */
const REPLIES: { readonly [K in ReadCommand['kind']]: readonly [EvidenceKind, string] | null } = {
  'system-info': ['system-info', 'system-info/firewall'],
  'interface-all': ['interface-all', 'interface-all/three'],
  interface: ['interface', 'interface/zone-changes'],
  'session-all': ['session-all', 'session-all/two-sessions'],
  'session-id': ['session-id', 'session-id/syn-without-answer'],
  'session-info': ['session-info', 'session-info/defaults'],
  'tcp-state': ['tcp-state', 'tcp-state/bypass'],
  'fib-lookup': ['fib-lookup', 'fib-lookup/via'],
  routes: ['routing-route', 'routing-route/two-routers'],
  fib: ['routing-fib', 'routing-fib/ecmp'],
  'pbf-rules': ['pbf-rule-all', 'pbf-rule-all/next-hop-down'],
  'pbf-policy': ['pbf-policy', 'pbf-policy/one-rule'],
  'pbf-match': ['pbf-policy-match', 'pbf-policy-match/rule-name'],
  'nat-policy': ['nat-policy', 'nat-policy/two-rules'],
  counters: ['counter-global', 'counter-global/delta'],
  'ha-all': ['ha-all', 'ha-all/active-passive'],
  arp: ['arp', 'arp/unresolved'],
  neighbors: null,
  'zone-protection': null,
  'packet-diag-setting': ['packet-diag-setting', 'packet-diag-setting/filter-on'],
  'traffic-log': ['traffic-log', 'traffic-log/no-answer'],
};

const ADVANCED: Partial<typeof REPLIES> = {
  routes: ['advanced-routing-route', 'advanced-routing-route/ecmp'],
  fib: ['advanced-routing-fib', 'advanced-routing-fib/ecmp'],
};

function replyTo(command: PanosCommand): readonly [EvidenceKind, string] | null {
  const { kind } = command;
  if (!(kind in REPLIES) || !isRead(command)) return null;
  const advanced = 'engine' in command && command.engine === 'advanced';
  return (advanced ? ADVANCED[command.kind] : undefined) ?? REPLIES[command.kind];
}

function isRead(command: PanosCommand): command is ReadCommand {
  return command.kind in REPLIES;
}

function read(command: PanosCommand, text: string): readonly Evidence[] {
  const cli = cliOf(command);
  return readEvidence([{ source: `PA-A: ${cli}`, text, obtained: 'api', observer: 'PA-A', command: cli }]);
}

const ANSWERED = ALL_SAMPLES.flatMap(({ command, cli }) => {
  const reply = replyTo(command);
  return reply === null ? [] : [{ cli, command, kind: reply[0], file: reply[1] }];
});

describe('what a device replies to a command', () => {
  it.each(ANSWERED)('$cli is read as $kind, of this device and this command', ({ command, kind, file }) => {
    const [evidence, ...more] = read(command, readFileSync(new URL(`${file}.xml`, FILES), 'utf8'));
    expect(more).toEqual([]);
    expect(evidence).toMatchObject({ kind, observer: 'PA-A', command: cliOf(command), parsed: 'whole', problem: null });
    expect(evidence?.facts.length).toBeGreaterThan(0);
  });

  it.each(ALL_SAMPLES)('$cli is a command that stays as it was written', ({ cli }) => {
    expect(expandCommand(cli)).toBe(cli);
  });

  it('a delta reading of all counters is known as one', () => {
    const text = readFileSync(new URL('counter-global/delta.xml', FILES), 'utf8');
    const facts = read({ kind: 'counters', scope: 'device' }, text).flatMap((item) => item.facts);
    expect(facts.find(({ kind }) => kind === 'counter-sampling')).toMatchObject({
      delta: true,
      severityFilter: null,
      packetFilter: false,
    });
    const own = read({ kind: 'counters', scope: 'packet-filter' }, text).flatMap((item) => item.facts);
    expect(own.find(({ kind }) => kind === 'counter-sampling')).toMatchObject({ delta: true, packetFilter: true });
  });

  it('a look-up is known by the address and the router that were asked for', () => {
    const text = readFileSync(new URL('fib-lookup/via.xml', FILES), 'utf8');
    const lookup: PanosCommand = { kind: 'fib-lookup', engine: 'legacy', router: 'vr inside', address: '2001:db8::9' };
    const facts = read(lookup, text).flatMap((item) => item.facts);
    expect(facts).toMatchObject([{ kind: 'fib-lookup', router: 'vr inside', destination: '2001:db8::9' }]);
  });

  it('an empty list of sessions is known by what was asked for', () => {
    const text = readFileSync(new URL('session-all/none.xml', FILES), 'utf8');
    const asked: PanosCommand = {
      kind: 'session-all',
      source: '192.0.2.10',
      destination: '198.51.100.20',
      destinationPort: 443,
    };
    expect(read(asked, text)).toMatchObject([
      {
        kind: 'session-all',
        facts: [
          {
            kind: 'session-absent',
            filter: { source: '192.0.2.10', destination: '198.51.100.20', 'destination-port': '443' },
          },
        ],
      },
    ]);
  });
});
