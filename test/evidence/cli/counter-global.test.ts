import { describe, expect, it } from 'vitest';
import { counterGlobal } from '../../../src/evidence/cli/counter-global.ts';
import { askedOf } from '../../../src/evidence/cli/counter-sampling.ts';
import { block } from './block.ts';

const ROW = 'flow_tcp_non_syn_drop   14   0 drop  flow  session  Packets dropped: non-SYN TCP without session match';

describe('show counter global', () => {
  it('does not know whether values are deltas when nobody shows the command', () => {
    const { facts } = counterGlobal.read(block(null, `Global counters:\n${ROW}\nTotal counters shown: 1`));

    expect(facts).toMatchObject([{ kind: 'counter-sampling', delta: null }, { value: 14 }]);
  });

  it('gives an empty window as a sampling without counters', () => {
    const text = 'Global counters:\nElapsed time since last sampling: 3.2 seconds\nTotal counters shown: 0';
    const { facts, problem } = counterGlobal.read(block('show counter global filter delta yes', text));

    expect(facts).toMatchObject([{ kind: 'counter-sampling', delta: true, elapsedSeconds: 3.2, nameFilter: null }]);
    expect(problem).toBeUndefined();
  });

  it('trusts no absence in a listing that shows fewer rows than it counts', () => {
    const text = `Global counters:\n${ROW}\nTotal counters shown: 9`;
    const { facts, problem } = counterGlobal.read(block('show counter global filter delta yes', text));

    expect(facts).toMatchObject([{ nameFilter: 'cut' }, { name: 'flow_tcp_non_syn_drop' }]);
    expect(problem).toContain('was cut');
  });

  it('leaves a row unread whose value is no number', () => {
    const reading = counterGlobal.read(block('show counter global', `${ROW}\n${ROW.replace('14', 'x')}`));

    expect([...reading.read]).toEqual([1]);
  });

  it('cites each counter by its own line', () => {
    const { facts } = counterGlobal.read(block('show counter global', `Global counters:\n${ROW}`));

    expect(facts[1]?.at.lines).toEqual([2, 2]);
  });
});

describe('what a counter command asked for', () => {
  it.each([
    ['show counter global filter severity drop delta yes', { severityFilter: 'drop', delta: true }],
    ['show counter global filter delta no', { delta: false }],
    ['show counter global filter packet-filter yes delta yes', { packetFilter: true, nameFilter: null }],
    ['show counter global filter packet-filter no', { packetFilter: false }],
    ['show counter global name flow_policy_deny', { nameFilter: 'flow_policy_deny' }],
    ['show counter global filter aspect tcp delta yes', { nameFilter: 'aspect tcp' }],
    ['show counter global filter delta yes | match tcp', { nameFilter: 'match tcp', delta: true }],
  ])('%s', (command, asked) => {
    expect(askedOf(command, false)).toMatchObject(asked);
  });
});
