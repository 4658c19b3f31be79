import { describe, expect, it } from 'vitest';
import { haAll } from '../../../src/evidence/cli/ha-all.ts';
import { haState } from '../../../src/evidence/cli/ha-state.ts';
import { block } from './block.ts';

const PAGE = `Group 1:
  Mode: Active-Passive
  Local Information:
    State: active (last 4 minutes)
    State Synchronization: Complete; type: ethernet
  Peer Information:
    Connection status: up
    State: passive (last 2 hours)`;

describe('show high-availability state', () => {
  it.each([
    ['30 seconds', 30],
    ['1 minute', 60],
    ['5 minutes', 300],
    ['2 hours', 7200],
    ['1 day', 86_400],
    ['2 days 3 hours', 183_600],
    ['a while', null],
  ])('takes "last %s" for %s seconds', (words, seconds) => {
    const { facts } = haState.read(block(null, PAGE.replace('4 minutes', words)));

    expect(facts).toMatchObject([{ local: 'active', localSeconds: seconds, peer: 'passive', peerSeconds: 7200 }]);
  });

  it('cites the lines that say who is what', () => {
    const [fact] = haState.read(block(null, PAGE)).facts;

    expect(fact?.at.lines).toEqual([2, 8]);
    expect(fact?.at.quote).toContain('State: active (last 4 minutes)');
  });

  it('calls a page cut that does not come to the peer', () => {
    const cut = PAGE.slice(0, PAGE.indexOf('  Peer Information'));

    expect(haState.read(block(null, PAGE)).problem).toBeUndefined();
    expect(haState.read(block(null, cut)).problem).toContain('was cut');
  });

  it('says that a unit on its own has HA off', () => {
    const reading = haState.read(block('show high-availability state', 'HA not enabled'));

    expect(reading.facts).toMatchObject([{ mode: 'off', local: null, peer: null }]);
    expect(reading.problem).toBeUndefined();
  });

  it('leaves the state of link and path monitoring out of the states of the units', () => {
    const text = `${PAGE}\n  Link Monitoring Information:\n    Enabled: yes\n    State: down`;

    expect(haState.read(block(null, text)).facts).toMatchObject([{ local: 'active', peer: 'passive' }]);
  });
});

describe('the two pages about HA', () => {
  it('are told apart by what only the full one prints', () => {
    const full = block(null, `${PAGE}\n  Link Monitoring Information:\n    Enabled: yes`);

    expect([haAll.looksLike(full), haAll.looksLike(block(null, PAGE))]).toEqual([true, false]);
    expect(haState.looksLike(block(null, PAGE))).toBe(true);
  });

  it('are told from the page about state synchronization by the command', () => {
    expect(haState.commands.test('show high-availability state')).toBe(true);
    expect(haState.commands.test('show high-availability state-synchronization')).toBe(false);
  });

  it('are not seen in a page that has a state and no unit', () => {
    expect(haState.looksLike(block(null, 'Name: ethernet1/1\nState: up'))).toBe(false);
  });
});
