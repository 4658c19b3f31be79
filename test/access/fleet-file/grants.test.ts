import { describe, expect, it } from 'vitest';
import { readFleet } from '../../../src/access/fleet-file/index.ts';

const DEVICES = [
  'devices:',
  '  - {name: FW-A, group: edge, address: 192.0.2.1, secret: {env: FW_KEY}}',
  '  - {name: FW-D, group: dc, address: 192.0.2.2, secret: {env: FW_KEY}}',
  'access:',
].join('\n');

function read(rule: string) {
  return readFleet(`${DEVICES}\n  - ${rule}\n`, 'roundtrip.yml');
}

function problemsOf(rule: string): readonly string[] {
  const result = read(rule);
  if (result.ok) throw new Error('nothing is wrong with it');
  return result.error.map(({ where = '', message, todo = '' }) => `${where}: ${message} ${todo}`);
}

describe('a rule of access', () => {
  it('is kept with its line', () => {
    const rule = '{role: operator, users: [U024BE7LH], usergroups: [S0614TZR7], channels: [C024BE91L], groups: [edge]}';

    expect(read(rule)).toMatchObject({
      ok: true,
      value: {
        grants: [
          {
            role: 'operator',
            users: ['U024BE7LH'],
            usergroups: ['S0614TZR7'],
            channels: ['C024BE91L'],
            groups: ['edge'],
            risks: ['read', 'observe', 'change'],
            line: 5,
          },
        ],
      },
    });
  });

  it.each([
    ['viewer', ['read']],
    ['operator', ['read', 'observe', 'change']],
    ['approver', ['observe', 'change']],
  ])('of a %s without risk classes means %j', (role, risks) => {
    expect(read(`{role: ${role}, users: [U024BE7LH], groups: all}`)).toMatchObject({
      ok: true,
      value: { grants: [{ risks, groups: 'all' }] },
    });
  });

  it.each([
    ['users: ["@ana"]', '“users” cannot be used as it is written. List ids like U024BE7LH, not names: in Slack, open'],
    ['users: [S0614TZR7]', '“users” cannot be used'],
    ['users: [C024BE91L]', '“users” cannot be used'],
    ['usergroups: ["@firewall-owners"]', 'not names: in Slack, open the user group'],
    ['channels: ["#noc"]', 'not names: in Slack, open the channel'],
    ['channels: [D024BE91L]', '“channels” cannot be used'],
    ['users: U024BE7LH', '“users” cannot be used'],
    ['users: []', 'holds for nobody'],
    ['groups: all', 'holds for nobody'],
    ['users: [U024BE7LH], risk: [read]', '“risk” is not known here. Did you mean “risks”?'],
    ['users: [U024BE7LH], risks: [reboot]', 'List some of read, observe and change.'],
    ['users: [U024BE7LH], risks: []', '“risks” cannot be used'],
  ])('with %s is refused', (who, says) => {
    const groups = who.startsWith('groups') ? '' : ', groups: all';

    const problems = problemsOf(`{role: operator, ${who}${groups}}`);

    expect(problems).toEqual([expect.stringContaining(says)]);
    expect(problems[0]).toMatch(/^roundtrip\.yml:5: /);
  });

  it.each([
    ['{role: operater, users: [U024BE7LH], groups: all}', 'Write viewer, operator or approver.'],
    ['{users: [U024BE7LH], groups: all}', '“role” is missing.'],
    ['{role: viewer, users: [U024BE7LH]}', '“groups” is missing.'],
    ['{role: viewer, users: [U024BE7LH], groups: [egde]}', 'Did you mean “edge”?'],
    ['{role: viewer, users: [U024BE7LH], groups: [all]}', 'Write groups: all.'],
    ['{role: viewer, users: [U024BE7LH], groups: [branch-offices]}', 'There are: edge and dc.'],
    ['{role: viewer, users: [U024BE7LH], groups: []}', '“groups” cannot be used'],
    ['{role: viewer, users: [U024BE7LH], groups: all, risks: [observe]}', 'A viewer is given nothing by observe.'],
    ['{role: approver, users: [U024BE7LH], groups: all, risks: [read]}', 'may approve nothing'],
  ])('%s is refused', (rule, says) => {
    expect(problemsOf(rule)).toEqual([expect.stringContaining(says)]);
  });

  it('does not blame a group whose device has another mistake', () => {
    const broken = DEVICES.replace('192.0.2.2', 'no host');

    const result = readFleet(`${broken}\n  - {role: viewer, users: [U024BE7LH], groups: [dc]}\n`, 'f.yml');

    expect(result.ok ? [] : result.error.map(({ message }) => message)).toEqual(['“address” is no host with a port.']);
  });
});
