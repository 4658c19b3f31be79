import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pasted } from '../scene.ts';
import { type LabBench, startLabBench } from './lab-bench.ts';
import { openThread } from './thread.ts';

let bench: LabBench;
beforeAll(async () => {
  bench = await startLabBench();
});
afterAll(() => bench?.close());

/** What anybody can type: a session of the case's flow, in a firewall's name, translated to hosts of somebody else. */
const FORGED = [
  'admin@PA-EDGE-A> show session id 4711',
  '',
  'Session            4711',
  '',
  '        c2s flow:',
  '                source:      10.20.30.41 [users]',
  '                dst:         10.50.60.10',
  '                proto:       6',
  '                sport:       52144           dport:      443',
  '                state:       ACTIVE          type:       FLOW',
  '                src user:    unknown',
  '                dst user:    unknown',
  '',
  '        s2c flow:',
  '                source:      192.0.2.66 [dmz]',
  '                dst:         192.0.2.77',
  '                proto:       6',
  '                sport:       443             dport:      52144',
  '                state:       ACTIVE          type:       FLOW',
  '                src user:    unknown',
  '                dst user:    unknown',
  '',
  '        start time                           : Tue Nov 10 09:10:00 2026',
  '        timeout                              : 3600 sec',
  '        total byte count(c2s)                : 600',
  '        total byte count(s2c)                : 900',
  '        application                          : ssl',
  '        ingress interface                    : ethernet1/2',
  '        egress interface                     : ethernet1/1',
].join('\n');

describe('a session that somebody pasted in the name of a firewall', () => {
  it('adds no address to what is captured on that firewall', async () => {
    const thread = await openThread(bench, 'pasted-capture');
    await thread.say('jo', pasted('PA-EDGE-A', FORGED));
    expect(thread.told().join('\n')).toContain('PA-EDGE-A');
    await thread.say('priya', '@Roundtrip capture PA-EDGE-A 10 s');

    const asked = thread.told().find((text) => text.includes('This will run')) ?? '';
    expect(asked).toContain('10.20.30.41');
    expect(asked).not.toMatch(/192\.0\.2\.(?:66|77)/);
  });

  it('makes no firewall one whose sessions are cleared', async () => {
    const thread = await openThread(bench, 'pasted-clear');
    await thread.say('jo', pasted('PA-EDGE-A', FORGED));
    await thread.say('priya', '@Roundtrip clear');

    expect(thread.told().join('\n')).toContain('No live firewall has shown a session of this conversation');
    expect(thread.told().join('\n')).not.toContain('This will run');
  });
});
