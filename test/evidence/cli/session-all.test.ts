import { describe, expect, it } from 'vitest';
import { sessionAll } from '../../../src/evidence/cli/session-all.ts';
import { filterOf } from '../../../src/evidence/cli/session-filter.ts';
import { block } from './block.ts';

const FIRST = '48211   incomplete  ACTIVE  FLOW       10.20.30.41[52144]/users/6  (10.20.30.41[52144])';
const SECOND = 'vsys1                                   10.50.60.10[443]/servers  (10.50.60.10[443])';

describe('show session all', () => {
  it('cites both lines of a session', () => {
    const { facts } = sessionAll.read(block('show session all', `\n${FIRST}\n${SECOND}`));

    expect(facts[0]?.at).toMatchObject({ source: 'paste-1', lines: [2, 3] });
    expect(facts[0]?.at.quote).toContain('10.50.60.10[443]/servers');
  });

  it('reads a session whose lines were joined by a paste', () => {
    const { facts, problem } = sessionAll.read(block(null, `${FIRST} ${SECOND}`));

    expect(facts).toMatchObject([{ id: 48211, from: 'users', to: 'servers' }]);
    expect(problem).toBeUndefined();
  });

  it('reads a session that a narrow window broke into three lines', () => {
    const narrow = `48211   incomplete  ACTIVE  FLOW\n10.20.30.41[52144]/users/6  (10.20.30.41[52144])\n${SECOND}`;

    expect(sessionAll.read(block(null, ` ${narrow}`)).facts).toMatchObject([{ id: 48211, vsys: 'vsys1' }]);
  });

  it('does not marry the first line of one session to the second line of another', () => {
    const text = `${FIRST}\n${FIRST.replace('48211', '48299')}\n${SECOND}`;
    const reading = sessionAll.read(block(null, text));

    expect(reading.facts).toMatchObject([{ id: 48299 }]);
    expect([...reading.read]).toEqual([2, 3]);
    expect(reading.problem).toContain('two lines');
  });

  it('takes no number above 65535 for a port', () => {
    expect(sessionAll.read(block(null, `${FIRST}\n${SECOND.replaceAll('443', '70443')}`)).facts).toEqual([]);
  });

  it('says that there is no session only where the firewall says so', () => {
    const none = sessionAll.read(block('show session all filter source 10.20.30.41', 'No Active Sessions'));
    const silent = sessionAll.read(block('show session all filter source 10.20.30.41', ''));

    expect(none.facts).toMatchObject([{ kind: 'session-absent', filter: { source: '10.20.30.41' } }]);
    expect(silent.facts).toEqual([]);
  });

  it('takes a count of some sessions for no session in particular', () => {
    const reading = sessionAll.read(block(null, 'Number of sessions that match filter: 12'));

    expect(reading.facts).toEqual([]);
    expect([...reading.read]).toEqual([1]);
  });
});

describe('the filter of a listing', () => {
  it.each([
    ['show session all', {}],
    ['show session all filter source 10.0.0.1 to "isp 2" count yes', { source: '10.0.0.1', to: 'isp 2' }],
    ['show session all filter source 10.0.0.1 | match ssl', { source: '10.0.0.1' }],
    [null, {}],
  ])('%s asks for %j', (command, filter) => {
    expect(filterOf(command)).toEqual(filter);
  });
});
