import { describe, expect, it } from 'vitest';
import { type CaseFacts, caseFacts } from '../../src/diagnosis/case-facts.ts';
import { commandText, liveCommands } from '../../src/diagnosis/commands.ts';
import { TESTS } from '../../src/diagnosis/tests/index.ts';
import { COMMAND_IDS } from '../../src/model/command.ts';
import type { Flow } from '../../src/model/flow.ts';
import { cliOf } from '../../src/model/panos-cli.ts';
import { COMMAND_RISK } from '../../src/model/panos-command.ts';
import { writeCommand } from '../../src/panos/commands/write-command.ts';

const FLOW: Flow = {
  protocol: 'tcp',
  client: { address: '10.20.30.40', port: 50212 },
  server: { address: '203.0.113.80', port: 443 },
};
const KNOWN: CaseFacts = {
  ...caseFacts(FLOW, []),
  sessionId: 4711,
  clientZone: 'Branch Users',
  ingress: 'ethernet1/2',
  egress: 'ethernet1/1',
};

describe('what a live firewall can be asked for a proposed command', () => {
  it('only reads, can be sent, and is what a person would type', () => {
    for (const id of COMMAND_IDS) {
      const lines = commandText(id, KNOWN).split('\n');
      for (const command of liveCommands(id, KNOWN)) {
        expect(COMMAND_RISK[command.kind]).toBe('read');
        expect(writeCommand(command)).toMatchObject({ ok: true });
        expect(lines).toContain(cliOf(command));
      }
    }
  });

  it('is nothing while a name or an address is not known', () => {
    const blank = caseFacts(null, []);
    for (const id of COMMAND_IDS) {
      for (const command of liveCommands(id, blank)) expect(cliOf(command)).not.toMatch(/[<>]/);
    }
    expect(liveCommands('zone-protection', blank)).toEqual([]);
    expect(liveCommands('session-id', blank)).toEqual([]);
    expect(liveCommands('pbf-test', { ...KNOWN, clientZone: null })).toEqual([]);
    expect(liveCommands('tcp-settings', blank)).toEqual([{ kind: 'tcp-state' }]);
  });

  it('is nothing for what needs an approval or a person', () => {
    for (const id of ['counters-filtered', 'packet-filter-on', 'capture-on', 'packet-log', 'clear-flow'] as const) {
      expect(liveCommands(id, KNOWN)).toEqual([]);
    }
  });

  it('is nothing for hosts, routers, clouds and people', () => {
    const others = TESTS.filter(({ target }) => target !== 'firewall' && target !== 'other-firewall');
    expect(others.length).toBeGreaterThan(10);
    for (const { command } of others) expect(liveCommands(command, KNOWN)).toEqual([]);
  });

  it('is both readings where the second one is the point', () => {
    const counters = { kind: 'counters', scope: 'device' };
    expect(liveCommands('counters-delta', KNOWN)).toEqual([counters, counters]);
  });
});
